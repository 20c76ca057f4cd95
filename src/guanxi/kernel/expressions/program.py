"""Evaluates a checked condition over many rows in memory: validation, routing, hooks, live updates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from guanxi.kernel.expressions.core import Rate, Typed, TypedValue
from guanxi.kernel.expressions.python_values import Getter, Test, compile_condition, compile_value
from guanxi.kernel.expressions.rows import Row
from guanxi.kernel.expressions.types import EvaluationContext


class Program:
    def __init__(self, typed: Typed) -> None:
        self._typed = typed

    def evaluate(self, rows: Iterable[Row], context: EvaluationContext | None = None) -> list[bool]:
        """One boolean per row. Raises LookupError where the condition needs a context and none is given."""
        test = self._compiled(context)
        return [test(row) for row in rows]

    def _compiled(self, context: EvaluationContext | None) -> Test:
        return self._timeless if context is None else compile_condition(self._typed.condition, context)

    @cached_property
    def _timeless(self) -> Test:
        return compile_condition(self._typed.condition, None)


class ValueProgram:
    """As `Program`, for a value: what a field of its type stores, or None."""

    def __init__(self, typed: TypedValue) -> None:
        self._typed = typed

    def evaluate(self, rows: Iterable[Row], context: EvaluationContext | None = None) -> list[object]:
        get = compile_value(self._typed.value, context)
        return [get(row) for row in rows]

    def getter(self, context: EvaluationContext | None = None) -> Getter:
        """To compute row by row, compiled once."""
        return compile_value(self._typed.value, context)


def asked_rates(
    rates: Iterable[Rate], rows: Iterable[Row], context: EvaluationContext
) -> set[tuple[str, date]]:
    """The days whose rates these rows ask for; what they bring along under `RATES` is to answer all of them."""
    getters = [
        (each.currency, compile_value(each.day, context), compile_value(each.today, context)({}))
        for each in rates
    ]
    found = set()
    for row in rows:
        for currency, day, today in getters:
            asked = day(row)
            if asked is not None:
                found.add((currency, min(asked, today)))
    return found


def to_values(typed: TypedValue) -> ValueProgram:
    return ValueProgram(typed)


def to_program(typed: Typed) -> Program:
    return Program(typed)


def to_getter(typed: TypedValue, context: EvaluationContext) -> Getter:
    """Gives the value for a row: None, text, Decimal, date, datetime, bool or UUID; a duration in microseconds."""
    return compile_value(typed.value, context)
