"""Turns a text literal into the type that it is compared with, and says clearly when it cannot be."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import UUID

from guanxi.kernel.durations import read_duration
from guanxi.kernel.expressions.core import Constant, Domain, FieldValue, LocalTime, Value
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import closest, refuse

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_null(value: Value) -> bool:
    return isinstance(value, Constant) and value.value is None


def is_text_literal(value: Value) -> bool:
    return isinstance(value, Constant) and value.domain is Domain.TEXT and value.value is not None


def describe(value: Value) -> str:
    """The type's name for a message, in the words of the API."""
    if isinstance(value, FieldValue):
        return str(value.reference.type)
    return "number" if value.domain in NUMERIC else value.domain.value


NUMERIC = frozenset({Domain.INTEGER, Domain.FLOAT, Domain.DECIMAL})


def coerce_text(literal: Value, other: Value, at: Node) -> Value:
    """``literal`` as a value comparable with ``other``; unchanged where no rule applies."""
    if not is_text_literal(literal) or is_null(other):
        return literal
    assert isinstance(literal, Constant)
    text = str(literal.value)
    match other.domain:
        case Domain.TEXT | Domain.TEXTS:
            _check_option(text, other, at)
            return literal
        case Domain.DATE:
            return read_date(text, at)
        case Domain.DATETIME:
            return read_moment(text, at)
        case Domain.ID:
            return read_id(text, at)
        case Domain.DURATION:
            seconds = read_duration(text)
            if seconds is None:
                raise refuse("bad_duration", at, value=text[:40])
            return Constant(seconds * 1_000_000, Domain.DURATION)
    return literal


def read_date(text: str, at: Node) -> Constant:
    if _DATE.fullmatch(text):
        try:
            return Constant(date.fromisoformat(text), Domain.DATE)
        except ValueError:
            pass
    raise refuse("bad_date", at, value=text[:40])


def read_moment(text: str, at: Node) -> Value:
    """A date, an instant, or a wall-clock time to be read in the caller's time zone."""
    if _DATE.fullmatch(text):
        return read_date(text, at)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return Constant(moment.astimezone(UTC), Domain.DATETIME)
    except (ValueError, OverflowError):
        raise refuse("bad_timestamp", at, value=text[:40]) from None
    return LocalTime(Constant(moment, Domain.DATETIME))


def read_id(text: str, at: Node) -> Constant:
    try:
        return Constant(UUID(text), Domain.ID)
    except ValueError:
        raise refuse("bad_id", at, value=text[:60]) from None


def _check_option(text: str, other: Value, at: Node) -> None:
    options = other.reference.options if isinstance(other, FieldValue) else None
    if options is None or text in options or not text:
        return
    assert isinstance(other, FieldValue)
    suggestion = closest(text, options)
    raise refuse("unknown_option", at, field=other.reference.dotted, value=text[:60], suggestion=suggestion)
