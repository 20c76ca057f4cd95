"""Compiles checked values and conditions to Python closures over rows. No ``eval``, no source text."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Condition, Domain, Value
from guanxi.kernel.expressions.python_functions import OF_ALL, STRICT
from guanxi.kernel.expressions.rates import rate_getter
from guanxi.kernel.expressions.rows import Row, reader_of
from guanxi.kernel.expressions.semantics import (
    calculate,
    decimal_of_float,
    decimal_of_scaled,
    fold_case,
    instant_of,
)
from guanxi.kernel.expressions.types import CALLERS_ZONE, COMPANY_ZONE, EvaluationContext

Getter = Callable[[Row], Any]
Test = Callable[[Row], bool]

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MICROSECOND = timedelta(microseconds=1)


def compile_value(value: Value, context: EvaluationContext | None) -> Getter:
    match value:
        case core.FieldValue():
            return reader_of(value)
        case core.Constant(value=constant):
            return lambda row: constant
        case core.ContextValue(name=name):
            found = _context_value(name, _required(context))
            return lambda row: found
        case core.Arithmetic(operator=symbol, left=left, right=right):
            return _both(left, right, context, lambda a, b: calculate(symbol, a, b))
        case core.ToDecimal(operand=operand):
            if operand.domain is Domain.FLOAT:
                return _mapped(operand, context, decimal_of_float)
            scale = operand.scale
            return _mapped(operand, context, lambda number: decimal_of_scaled(number, scale))
        case core.Shift(operand=operand, microseconds=microseconds):
            step = timedelta(microseconds=microseconds)
            return _mapped(operand, context, lambda moment: _shifted(moment, step))
        case core.Elapsed(left=left, right=right):
            return _both(left, right, context, lambda a, b: (a - b) // _MICROSECOND)
        case core.LocalTime(operand=operand):
            zone = _required(context).zone_called(value.zone)
            return _mapped(operand, context, lambda moment: instant_of(moment, zone))
        case core.DatePart():
            return _date_part(value, context)
        case core.Function():
            return _function(value, context)
        case core.Rate(currency=currency, day=day, today=today):
            return rate_getter(currency, compile_value(day, context), compile_value(today, context))
        case core.Lower(operand=operand):
            return _mapped(operand, context, fold_case)
        case core.Size(operand=operand):
            return _mapped(operand, context, len)
        case core.Choose(test=test, then=then, otherwise=otherwise):
            check = compile_condition(test, context)
            if_true, if_false = compile_value(then, context), compile_value(otherwise, context)
            return lambda row: if_true(row) if check(row) else if_false(row)
        case core.Outcome(condition=condition):
            return compile_condition(condition, context)


def compile_condition(condition: Condition, context: EvaluationContext | None) -> Test:
    match condition:
        case core.Fixed(value=value):
            return lambda row: value
        case core.Near():
            return lambda row: True  # The comparison beside it tells.
        case core.All(conditions=conditions):
            return _all([compile_condition(part, context) for part in conditions])
        case core.Any(conditions=conditions):
            return _any([compile_condition(part, context) for part in conditions])
        case core.Not(condition=inner):
            test = compile_condition(inner, context)
            return lambda row: not test(row)
        case core.IsNull(operand=operand):
            get = compile_value(operand, context)
            return lambda row: get(row) is None
        case core.Truth(operand=operand):
            get = compile_value(operand, context)
            return lambda row: get(row) is True
        case core.Compare(operator=symbol, left=left, right=right):
            return _comparison(symbol, left, right, context)
        case core.Among(operand=operand, values=values):
            get, admitted = compile_value(operand, context), frozenset(values)
            return lambda row: get(row) in admitted  # Never holds None.
        case core.Holds(operand=operand, values=values, every=every):
            get, wanted = compile_value(operand, context), frozenset(values)
            if every:
                return lambda row: wanted.issubset(get(row) or ())
            return lambda row: not wanted.isdisjoint(get(row) or ())
        case core.TextMatch(kind=kind, haystack=haystack, needle=needle):
            return _text_match(kind, haystack, needle, context)
        case core.Branch(test=test_condition, then=then, otherwise=otherwise):
            test = compile_condition(test_condition, context)
            if_true, if_false = compile_condition(then, context), compile_condition(otherwise, context)
            return lambda row: if_true(row) if test(row) else if_false(row)


def _required(context: EvaluationContext | None) -> EvaluationContext:
    if context is None:
        raise LookupError("the expression needs a context: it names me, now(), today() or local time")
    return context


def _context_value(name: str, context: EvaluationContext) -> object:
    match name:
        case "me":
            return context.me
        case "now":
            return context.now.astimezone(UTC)
        case "timezone" | "company_timezone":
            return context.timezone_called(name)
        case "today":
            return context.now.astimezone(context.zone_called(CALLERS_ZONE)).date()
        case "company_today":
            return context.now.astimezone(context.zone_called(COMPANY_ZONE)).date()
    raise ValueError(name)


def _mapped(operand: Value, context: EvaluationContext | None, function: Callable[[Any], Any]) -> Getter:
    get = compile_value(operand, context)

    def mapped(row: Row) -> Any:
        value = get(row)
        return None if value is None else function(value)

    return mapped


def _both(
    left: Value, right: Value, context: EvaluationContext | None, function: Callable[[Any, Any], Any]
) -> Getter:
    get_left, get_right = compile_value(left, context), compile_value(right, context)

    def both(row: Row) -> Any:
        a = get_left(row)
        if a is None:
            return None
        b = get_right(row)
        return None if b is None else function(a, b)

    return both


def _shifted(moment: date | datetime, step: timedelta) -> date | datetime | None:
    try:
        return moment + step
    except OverflowError:  # Beyond the year 9999 there is nothing to compare with.
        return None


_DATE_PARTS: dict[str, Callable[[Any], int]] = {
    "year": operator.attrgetter("year"),
    "quarter": lambda moment: (moment.month + 2) // 3,
    "month": operator.attrgetter("month"),
    "week": lambda moment: moment.isocalendar().week,
    "weekday": operator.methodcaller("isoweekday"),
    "day": operator.attrgetter("day"),
    "hour": operator.attrgetter("hour"),
    "minute": operator.attrgetter("minute"),
}


def _date_part(value: core.DatePart, context: EvaluationContext | None) -> Getter:
    part, operand = _DATE_PARTS[value.part], value.operand
    if operand.domain is Domain.DATE:
        return _mapped(operand, context, part)
    zone = _required(context).zone_called(value.zone)
    return _mapped(operand, context, lambda moment: part(moment.astimezone(zone)))


def _function(value: core.Function, context: EvaluationContext | None) -> Getter:
    getters = [compile_value(operand, context) for operand in value.operands]
    of_all = OF_ALL.get(value.name)
    if of_all is not None:
        return lambda row: of_all(tuple([get(row) for get in getters]))
    call = STRICT[value.name](value.fixed)
    first = getters[0]
    if len(getters) == 1:

        def of_one(row: Row) -> Any:
            argument = first(row)
            return None if argument is None else call(argument)

        return of_one

    def of_many(row: Row) -> Any:
        arguments = [get(row) for get in getters]
        return None if None in arguments else call(*arguments)

    return of_many


def _comparison(symbol: str, left: Value, right: Value, context: EvaluationContext | None) -> Test:
    compare = _COMPARISONS[symbol]
    get_left = compile_value(left, context)
    if isinstance(right, core.Constant | core.ContextValue) or is_static(right):
        fixed = compile_value(right, context)({})
        if fixed is None:
            return lambda row: False

        def against_fixed(row: Row) -> bool:
            value = get_left(row)
            return value is not None and compare(value, fixed)

        return against_fixed

    get_right = compile_value(right, context)

    def against_row(row: Row) -> bool:
        a, b = get_left(row), get_right(row)
        return a is not None and b is not None and compare(a, b)

    return against_row


_MATCHES: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
}


def _text_match(kind: str, haystack: Value, needle: Value, context: EvaluationContext | None) -> Test:
    match = _MATCHES[kind]
    get_haystack, get_needle = compile_value(haystack, context), compile_value(needle, context)
    if isinstance(needle, core.Constant):
        folded = fold_case(str(needle.value))

        def test_constant(row: Row) -> bool:
            text = get_haystack(row)
            return text is not None and match(fold_case(text), folded)

        return test_constant

    def test(row: Row) -> bool:
        text, part = get_haystack(row), get_needle(row)
        return text is not None and part is not None and match(fold_case(text), fold_case(part))

    return test


def _all(tests: list[Test]) -> Test:
    def test(row: Row) -> bool:
        for each in tests:  # noqa: SIM110  (a generator costs twice as much per row)
            if not each(row):
                return False
        return True

    return test


def _any(tests: list[Test]) -> Test:
    def test(row: Row) -> bool:
        for each in tests:  # noqa: SIM110
            if each(row):
                return True
        return False

    return test


def is_static(value: Value) -> bool:
    """Whether a value is the same for every row."""
    match value:
        case core.FieldValue():
            return False
        case core.Constant() | core.ContextValue():
            return True
        case core.Arithmetic(left=left, right=right) | core.Elapsed(left=left, right=right):
            return is_static(left) and is_static(right)
        case core.Rate():
            return False  # Whoever binds the parameters does not know it.
        case core.Choose() | core.Outcome():
            return False  # Rarely written over constants alone; not worth walking conditions.
        case core.Function(operands=operands):
            return all(is_static(operand) for operand in operands)
        case _:
            return is_static(value.operand)
