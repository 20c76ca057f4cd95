"""The functions and methods of the condition language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guanxi.kernel.expressions.coercion import describe, is_null, is_text_literal, read_date, read_moment
from guanxi.kernel.expressions.comparisons import DAY, MAX_DAYS
from guanxi.kernel.expressions.core import (
    Condition,
    Constant,
    ContextValue,
    DatePart,
    Domain,
    LocalTime,
    Lower,
    Size,
    TextMatch,
    Value,
)
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import closest, refuse
from guanxi.kernel.expressions.semantics import fold_case

TEXT_MATCHES = frozenset({"contains", "startsWith", "endsWith"})
FUNCTIONS = ("today", "now", "date", "timestamp", "days", "year", "quarter", "month", "lower", "size")
METHODS = ("contains", "startsWith", "endsWith", "lower", "size", "hasAny", "hasAll")

_COUNT = {"today": 0, "now": 0}


def call(function: str, arguments: list[Value], at: Node) -> Value:
    if function not in FUNCTIONS:
        raise refuse("unknown_function", at, name=function[:120], suggestion=closest(function, FUNCTIONS))
    _require_count(function, arguments, _COUNT.get(function, 1), at)
    match function:
        case "today":
            return ContextValue("today", Domain.DATE)
        case "now":
            return ContextValue("now", Domain.DATETIME)
        case "date":
            return read_date(_literal_text(function, arguments[0], at), at)
        case "timestamp":
            moment = read_moment(_literal_text(function, arguments[0], at), at)
            return LocalTime(moment) if moment.domain is Domain.DATE else moment
        case "days":
            return _days(arguments[0], at)
        case "lower" | "size":
            return method_value(function, arguments[0], [], at)
    _require(arguments[0], (Domain.DATE, Domain.DATETIME), function, "date", at)
    return DatePart(function, arguments[0])


def method_value(method: str, target: Value, arguments: list[Value], at: Node) -> Value:
    if method not in METHODS:
        raise refuse("unknown_function", at, name=method[:120], suggestion=closest(method, METHODS))
    _require_count(method, arguments, 0, at)
    sized = (Domain.TEXT, Domain.TEXTS, Domain.IDS)
    _require(target, sized if method == "size" else (Domain.TEXT,), method, "text", at)
    if isinstance(target, Constant):
        text = str(target.value)
        if method == "lower":
            return Constant(fold_case(text), Domain.TEXT)
        return Constant(Decimal(len(text)), Domain.DECIMAL)
    return Lower(target) if method == "lower" else Size(target)


def method_condition(method: str, target: Value, arguments: list[Value], at: Node) -> Condition:
    _require_count(method, arguments, 1, at)
    _require(target, (Domain.TEXT,), method, "text", at)
    _require(arguments[0], (Domain.TEXT,), method, "text", at)
    return TextMatch(method, target, arguments[0])


def _require_count(function: str, arguments: list[Any], count: int, at: Node) -> None:
    if len(arguments) != count:
        raise refuse("argument_count", at, name=function, expected=count, found=len(arguments))


def _require(value: Value, domains: tuple[Domain, ...], function: str, expected: str, at: Node) -> None:
    if value.domain not in domains or is_null(value):
        raise refuse("argument_type", at, name=function, expected=expected, found=describe(value))


def _literal_text(function: str, value: Value, at: Node) -> str:
    if not is_text_literal(value) or not isinstance(value, Constant):
        raise refuse("argument_literal", at, name=function)
    return str(value.value)


def _days(value: Value, at: Node) -> Constant:
    number = value.value if isinstance(value, Constant) and value.domain is Domain.DECIMAL else None
    if not isinstance(number, Decimal) or number != number.to_integral_value() or abs(number) > MAX_DAYS:
        raise refuse("days_argument", at, limit=MAX_DAYS)
    return Constant(int(number) * DAY, Domain.DURATION)
