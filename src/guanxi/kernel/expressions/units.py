"""Whether a number is an amount of money: what is added to money is money, money by money is a ratio."""

from __future__ import annotations

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Value
from guanxi.kernel.expressions.types import ValueType

_KEEPING = frozenset({"round", "floor", "ceil", "abs", "min", "max", "coalesce", "fit_minor"})


def is_money(value: Value) -> bool:
    match value:
        case core.FieldValue(reference=reference):
            return reference.type is ValueType.MONEY
        case core.ToDecimal(operand=operand):
            return is_money(operand)
        case core.Arithmetic(operator="*", left=left, right=right):
            return is_money(left) != is_money(right)
        case core.Arithmetic(operator="/", left=left, right=right):
            return is_money(left) and not is_money(right)
        case core.Arithmetic(left=left, right=right):
            return is_money(left) or is_money(right)
        case core.Choose(then=then, otherwise=otherwise):
            return is_money(then) or is_money(otherwise)
        case core.Function(name="fit_minor"):
            return True
        case core.Function(name=name, operands=operands):
            return name in _KEEPING and any(is_money(operand) for operand in operands)
    return False
