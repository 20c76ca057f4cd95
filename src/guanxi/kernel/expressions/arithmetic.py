"""Checks ``+ - * / %``: exact numbers, dates moved by ``days(n)``, texts put together."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeGuard

from guanxi.kernel.expressions.coercion import NUMERIC, coerce_text, describe, is_null
from guanxi.kernel.expressions.comparisons import DAY, MAX_DAYS, shift_date, to_decimal
from guanxi.kernel.expressions.core import (
    Arithmetic,
    Constant,
    Domain,
    Elapsed,
    Function,
    LocalTime,
    Shift,
    Value,
)
from guanxi.kernel.expressions.literals import is_reasonable
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import refuse
from guanxi.kernel.expressions.semantics import calculate

_MOMENTS = (Domain.DATE, Domain.DATETIME)


def combine(operator: str, left: Value, right: Value, at: Node) -> Value:
    if is_null(left) or is_null(right):
        raise refuse("null_arithmetic", at, operator=operator)
    if left.domain in NUMERIC and right.domain in NUMERIC:
        return _calculate(operator, to_decimal(left), to_decimal(right), at)
    if operator == "+" and left.domain is right.domain is Domain.TEXT:
        return concatenate(left, right)
    if operator in ("+", "-"):
        if left.domain in _MOMENTS and _is_duration(right):
            step = _microseconds(right)
            return _shift(left, step if operator == "+" else -step, at)
        if (
            operator == "+"
            and right.domain in _MOMENTS
            and isinstance(left, Constant)
            and left.domain is Domain.DURATION
        ):
            return _shift(right, _microseconds(left), at)
        if _is_duration(left) and _is_duration(right):
            sign = 1 if operator == "+" else -1
            total = _microseconds(left) + sign * _microseconds(right)
            return Constant(_within_calendar(total, at), Domain.DURATION)
        if operator == "-":
            left, right = coerce_text(left, right, at), coerce_text(right, left, at)
            if left.domain in _MOMENTS and right.domain in _MOMENTS:
                return _elapsed(left, right)
    code = (
        "text_arithmetic"
        if operator == "+" and Domain.TEXT in (left.domain, right.domain)
        else "bad_arithmetic"
    )
    raise refuse(code, at, left=describe(left), right=describe(right), operator=operator)


def concatenate(left: Value, right: Value) -> Value:
    """A chain is one function of many texts. Empty ones add nothing."""
    parts = [
        part
        for side in (left, right)
        for part in (side.operands if isinstance(side, Function) and side.name == "concat" else (side,))
    ]
    return Function("concat", tuple(parts), Domain.TEXT)


def negate(value: Value, at: Node) -> Value:
    if _is_duration(value):
        return Constant(-_microseconds(value), Domain.DURATION)
    if value.domain not in NUMERIC:
        raise refuse("bad_arithmetic", at, left="number", right=describe(value), operator="-")
    return _calculate("-", Constant(Decimal(0), Domain.DECIMAL), to_decimal(value), at)


def _calculate(operator: str, left: Value, right: Value, at: Node) -> Value:
    if operator in ("/", "%") and isinstance(right, Constant) and not right.value:
        raise refuse("division_by_zero", at)
    if isinstance(left, Constant) and isinstance(right, Constant):
        assert isinstance(left.value, Decimal) and isinstance(right.value, Decimal)
        result = calculate(operator, left.value, right.value)
        if result is None or not is_reasonable(result):
            raise refuse("number_out_of_range", at, value=str(result)[:40])
        return Constant(result, Domain.DECIMAL)
    return Arithmetic(operator, left, right)


def _shift(moment: Value, step: int, at: Node) -> Value:
    """Steps upon steps are one: their sum stays within the calendar of the database."""
    if moment.domain is Domain.DATE and step % DAY:
        raise refuse("hours_on_date", at)
    if isinstance(moment, Shift):
        return _shift(moment.operand, moment.microseconds + step, at)
    return shift_date(moment, _within_calendar(step, at))


def _within_calendar(microseconds: int, at: Node) -> int:
    if abs(microseconds) > MAX_DAYS * DAY:
        raise refuse("days_argument", at, limit=MAX_DAYS)
    return microseconds


def _elapsed(left: Value, right: Value) -> Value:
    if left.domain is not right.domain:
        left = LocalTime(left) if left.domain is Domain.DATE else left
        right = LocalTime(right) if right.domain is Domain.DATE else right
    return Elapsed(left, right)


def _is_duration(value: Value) -> TypeGuard[Constant]:
    return isinstance(value, Constant) and value.domain is Domain.DURATION


def _microseconds(duration: Constant) -> int:
    assert isinstance(duration.value, int)
    return duration.value
