"""What a formula's value is as a field: which type, rounded to what such a field holds.

A number has at most twelve decimal places and lies within 10^15, as a number field's does; money is whole minor units
within 2^53. Beyond, and where a text is empty, there is no value.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from guanxi.kernel.expressions.coercion import NUMERIC, describe, is_null
from guanxi.kernel.expressions.comparisons import to_decimal
from guanxi.kernel.expressions.core import Domain, FieldValue, Function, Value
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import refuse
from guanxi.kernel.expressions.semantics import exact
from guanxi.kernel.expressions.types import ValueType
from guanxi.kernel.expressions.units import is_money

LARGEST_NUMBER = 10**15
LARGEST_MINOR = 2**53
PLACES = 12

_SMALLEST = Decimal(1).scaleb(-PLACES)
_KINDS = {
    Domain.TEXT: ValueType.TEXT,
    Domain.DATE: ValueType.DATE,
    Domain.DATETIME: ValueType.DATETIME,
    Domain.BOOLEAN: ValueType.BOOLEAN,
}


def kind_of(value: Value, at: Node) -> ValueType:
    """Raises `expression_no_result` for what no field can hold: null alone, a record, a length of time."""
    if is_null(value):
        raise refuse("no_result", at, found="null")
    if value.domain in NUMERIC:
        if is_money(value):
            return ValueType.MONEY
        counts = value.domain is Domain.INTEGER and value.scale == 0
        return ValueType.INTEGER if counts else ValueType.NUMBER
    kind = _KINDS.get(value.domain)
    if kind is None:
        raise refuse("no_result", at, found=describe(value))
    return kind


def as_result(value: Value, kind: ValueType, money_exponent: int) -> Value:
    """The value in the domain of a field of that kind."""
    match kind:
        case ValueType.MONEY:
            if isinstance(value, FieldValue) and value.reference.type is ValueType.MONEY:
                return value
            fixed = (money_exponent,)
            return Function("fit_minor", (to_decimal(value),), Domain.INTEGER, money_exponent, fixed)
        case ValueType.NUMBER:
            return Function("fit_float", (to_decimal(value),), Domain.FLOAT)
        case ValueType.TEXT:
            return Function("not_blank", (value,), Domain.TEXT)
        case ValueType.DATE:
            return Function("in_calendar", (value,), Domain.DATE)
        case ValueType.DATETIME:
            return Function("in_calendar", (value,), Domain.DATETIME)
    return value


def fit_float(number: Decimal) -> float | None:
    try:
        fitted = exact.quantize(number, _SMALLEST)
    except InvalidOperation:
        return None
    return float(fitted) + 0.0 if abs(fitted) < LARGEST_NUMBER else None


def fit_minor(number: Decimal, exponent: int) -> int | None:
    try:
        minor = exact.quantize(number.scaleb(exponent, exact), Decimal(1))
    except InvalidOperation:
        return None
    return int(minor) if abs(minor) < LARGEST_MINOR else None
