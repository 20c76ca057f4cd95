"""Checks ``== < <= > >= in`` and brings both sides to one domain, so that an index can still serve."""

from __future__ import annotations

import math
from datetime import timedelta
from decimal import Decimal

from guanxi.kernel.expressions.coercion import (
    NUMERIC,
    coerce_text,
    describe,
    is_null,
    is_text_literal,
    read_id,
)
from guanxi.kernel.expressions.core import (
    All,
    Among,
    Any,
    Arithmetic,
    Compare,
    Condition,
    Constant,
    Domain,
    Fixed,
    IsNull,
    LocalTime,
    Shift,
    ToDecimal,
    Value,
)
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import refuse

DAY = 86_400_000_000
MAX_DAYS = 100_000

_FLIPPED = {"==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_INT64 = range(-(2**63), 2**63)
_ORDERED = NUMERIC | {Domain.TEXT, Domain.DATE, Domain.DATETIME, Domain.DURATION}


def compare(operator: str, left: Value, right: Value, at: Node) -> Condition:
    if is_null(left) or is_null(right):
        return _compare_null(operator, left, right, at)

    left, right = coerce_text(left, right, at), coerce_text(right, left, at)
    if left.domain in NUMERIC and right.domain in NUMERIC:
        return _compare_numbers(operator, left, right, at)
    if {left.domain, right.domain} == {Domain.DATE, Domain.DATETIME}:
        return _compare_with_day(operator, left, right)
    if left.domain is not right.domain:
        raise refuse("type_mismatch", at, left=describe(left), right=describe(right), operator=operator)
    if operator != "==" and left.domain not in _ORDERED:
        raise refuse("not_ordered", at, type=describe(left), operator=operator)
    if isinstance(left, Constant) and not isinstance(right, Constant):
        return Compare(_FLIPPED[operator], right, left)
    return Compare(operator, left, right)


def among(operand: Value, items: list[tuple[Value, Node]], at: Node) -> Condition:
    """``operand in [items]``: the constants as one set, everything else as separate comparisons."""
    constants: list[object] = []
    others: list[Condition] = []
    for item, node in items:
        match compare("==", operand, item, node):
            case Compare(left=left, right=Constant(value=value)) if left == operand:
                constants.append(value)
            case Fixed(value=False):
                pass
            case condition:
                others.append(condition)
    if constants:
        others.insert(0, Among(operand, tuple(dict.fromkeys(constants))))
    if not others:
        return Fixed(False)
    return others[0] if len(others) == 1 else Any(tuple(others))


def linked_to(item: Value, links: Value, at: Node) -> Condition:
    """``"id" in links``: whether a record is among those that a list of links holds."""
    if not isinstance(item, Constant) or not is_text_literal(item):
        raise refuse("argument_literal", at, name="in")
    return Among(links, (read_id(str(item.value), at).value,))


def to_decimal(value: Value) -> Value:
    return value if value.domain is Domain.DECIMAL else ToDecimal(value)


def _compare_null(operator: str, left: Value, right: Value, at: Node) -> Condition:
    if operator != "==":
        raise refuse("null_order", at, operator=operator)
    if is_null(left) and is_null(right):
        return Fixed(True)
    return IsNull(right if is_null(left) else left)


def _compare_numbers(operator: str, left: Value, right: Value, at: Node) -> Condition:
    if isinstance(left, Constant) and not isinstance(right, Constant):
        operator, left, right = _FLIPPED[operator], right, left
    if isinstance(right, Constant) and isinstance(right.value, Decimal):
        if left.domain is Domain.INTEGER and not isinstance(left, Constant):
            return _compare_integer(operator, left, right.value.scaleb(left.scale), at)
        if left.domain is Domain.FLOAT:
            return Compare(operator, left, Constant(float(right.value), Domain.FLOAT))
    if left.domain is right.domain and left.scale == right.scale and not isinstance(left, Arithmetic):
        return Compare(operator, left, right)
    return Compare(operator, to_decimal(left), to_decimal(right))


def _compare_integer(operator: str, left: Value, number: Decimal, at: Node) -> Condition:
    """An integer against any number, as an integer comparison: ``x > 2.5`` is ``x > 2``, ``x < 2.5`` is ``x < 3``."""
    whole = math.ceil(number) if operator in ("<", ">=") else math.floor(number)
    if operator == "==" and whole != number:
        return Fixed(False)
    if whole not in _INT64:
        raise refuse("number_out_of_range", at, value=str(number)[:40])
    return Compare(operator, left, Constant(whole, Domain.INTEGER, left.scale))


def _compare_with_day(operator: str, left: Value, right: Value) -> Condition:
    """An instant against a calendar day in the caller's time zone: equal means "on that day"."""
    if left.domain is Domain.DATE:
        operator, left, right = _FLIPPED[operator], right, left
    starts, ends = LocalTime(right), LocalTime(shift_date(right, DAY))
    match operator:
        case "<":
            return Compare("<", left, starts)
        case ">=":
            return Compare(">=", left, starts)
        case "<=":
            return Compare("<", left, ends)
        case ">":
            return Compare(">=", left, ends)
    return All((Compare(">=", left, starts), Compare("<", left, ends)))


def shift_date(value: Value, microseconds: int) -> Value:
    if isinstance(value, Constant):
        try:
            return Constant(value.value + timedelta(microseconds=microseconds), value.domain)  # type: ignore[operator]
        except OverflowError:
            pass
    return Shift(value, microseconds, value.domain)
