"""Turns what stands between the brackets of a call into what its parameters take, and says clearly where that fails."""

from __future__ import annotations

from decimal import Decimal

from guanxi.kernel.expressions.catalogue.entries import CallSite, Entry, Parameter
from guanxi.kernel.expressions.coercion import (
    NUMERIC,
    describe,
    is_null,
    is_text_literal,
    read_date,
    read_moment,
)
from guanxi.kernel.expressions.comparisons import to_decimal
from guanxi.kernel.expressions.core import (
    Constant,
    ContextValue,
    Domain,
    FieldValue,
    Function,
    LocalTime,
    Value,
)
from guanxi.kernel.expressions.nodes import Node
from guanxi.kernel.expressions.problems import closest, refuse
from guanxi.kernel.expressions.semantics_dates import UNITS
from guanxi.kernel.expressions.types import CALLERS_ZONE, ValueType
from guanxi.kernel.money import CURRENCIES

MOST_DIGITS = 12
ZONE = ContextValue(CALLERS_ZONE, Domain.TEXT)


def arguments_of(entry: Entry, values: list[Value], site: CallSite) -> list[Value]:
    _require_count(entry, len(values), site.node)
    parameters = list(entry.parameters)
    if parameters:
        parameters += [parameters[-1]] * (len(values) - len(parameters))
    return [
        argument(entry, parameter, value, site.argument(number))
        for number, (parameter, value) in enumerate(zip(parameters, values, strict=False))
    ]


def argument(entry: Entry, parameter: Parameter, value: Value, at: Node) -> Value:
    match parameter.kind:
        case "text" if value.domain is Domain.TEXT and not is_null(value):
            return value
        case "sized" if value.domain in (Domain.TEXT, Domain.TEXTS, Domain.IDS) and not is_null(value):
            return value
        case "amount" if value.domain in NUMERIC and not is_null(value):
            return to_decimal(value)
        case "amount" if isinstance(value, FieldValue) and value.reference.type is ValueType.CURRENCY_AMOUNT:
            raise refuse("amount_in_any_currency", at, name=entry.name, field=value.reference.dotted)
        case "number" if value.domain in NUMERIC and not is_null(value):
            return to_decimal(value)
        case "day":
            day = as_day(value, at)
            if day is not None:
                return day
        case "moment":
            moment = as_moment(value, at)
            if moment is not None:
                return moment
        case "duration" if value.domain is Domain.DURATION:
            return value
        case "digits":
            _require_digits(entry, value, at)
            return value
        case "unit":
            _require_unit(entry, value, at)
            return value
        case "any" if not is_null(value):
            return value
        case "currency":
            _require_currency(entry, value, at)
            return value
        case "literal":
            if not is_text_literal(value):
                raise refuse("argument_literal", at, name=entry.name)
            return value
    raise refuse(
        "argument_type", at, name=entry.name, expected=_EXPECTED[parameter.kind], found=describe(value)
    )


_EXPECTED = {
    "text": "text", "sized": "text", "number": "number", "amount": "number", "day": "date", "moment": "datetime", "duration": "duration",
    "any": "value",
}  # fmt: skip


def as_day(value: Value, at: Node) -> Value | None:
    """A day, the day of an instant where the reader (or, in a formula, the company) is, or the day that a text names."""
    if is_text_literal(value) and isinstance(value, Constant):
        return read_date(str(value.value), at)
    if value.domain is Domain.DATETIME:
        return Function("local_date", (value, ZONE), Domain.DATE)
    return value if value.domain is Domain.DATE else None


def as_moment(value: Value, at: Node) -> Value | None:
    if is_text_literal(value) and isinstance(value, Constant):
        value = read_moment(str(value.value), at)
    if value.domain is Domain.DATE:
        return LocalTime(value)
    return value if value.domain is Domain.DATETIME else None


def _require_count(entry: Entry, found: int, at: Node) -> None:
    least, most = entry.least, entry.most
    if found < least or (most is not None and found > most):
        expected = str(least) if least == most else f"{least}+" if most is None else f"{least}–{most}"
        raise refuse("argument_count", at, name=entry.name, expected=expected, found=found)


def _require_digits(entry: Entry, value: Value, at: Node) -> None:
    number = value.value if isinstance(value, Constant) else None
    if not isinstance(number, Decimal) or number % 1 or abs(number) > MOST_DIGITS:
        raise refuse("digits_argument", at, name=entry.name, limit=MOST_DIGITS)


def _require_currency(entry: Entry, value: Value, at: Node) -> None:
    if not is_text_literal(value) or not isinstance(value, Constant):
        raise refuse("argument_literal", at, name=entry.name)
    code = str(value.value)
    if code not in CURRENCIES:
        raise refuse(
            "unknown_currency", at, name=code[:20], suggestion=closest(code.upper(), sorted(CURRENCIES))
        )


def _require_unit(entry: Entry, value: Value, at: Node) -> None:
    if not isinstance(value, Constant) or value.value not in UNITS:
        raise refuse("unit_argument", at, name=entry.name, units=", ".join(UNITS))
