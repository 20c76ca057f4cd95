"""One reader per mapped column: cell in; value, Reference or Refusal out. Remembers what it has read, as columns repeat."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from guanxi.features.imports.service.values.choices import choice_reader, multi_choice_reader
from guanxi.features.imports.service.values.keys import match_key
from guanxi.features.imports.service.values.refusals import Reference, Refusal
from guanxi.features.imports.service.values.rules import Rules, ruled
from guanxi.features.imports.service.values.settings import ReadingSettings
from guanxi.kernel.durations import read_duration
from guanxi.kernel.metadata import Field
from guanxi.kernel.money import CURRENCIES, exponent_of
from guanxi.kernel.tabular import Cell, read_boolean, read_date, read_number, restore

_REMEMBERED = 20_000
_SHOWN = 80

Reader = Callable[[Cell], Any]


def reader_for(field: Field, settings: ReadingSettings, rules: Rules | None = None) -> Reader:
    """Blank cells never reach a reader. What `rules` decide about a value goes before reading it."""
    read = _READERS.get(field.type.name, _text)(field, settings)
    return _remembering(read if rules is None or field.type.name == "lookup" else ruled(read, field, rules))


def _remembering(read: Callable[[str], Any]) -> Reader:
    """Text is looked up in what was read before. Typed cells are not: 1, 1.0 and True are one key to a dict."""
    seen: dict[str, Any] = {}

    def reader(cell: Cell) -> Any:
        if not isinstance(cell, str):
            return read(_text_of(cell))
        try:
            return seen[cell]
        except KeyError:
            value = read(cell)
            if len(seen) >= _REMEMBERED:
                seen.clear()
            seen[cell] = value
            return value

    return reader


def _text_of(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{Decimal(f'{cell:.15g}'):f}"
    return str(cell)


def _text(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    return lambda text: restore(text.strip()) or None


def _number(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        number = read_number(text, settings.decimal)
        return number.value if number else Refusal("import_number_unreadable", {"value": text[:_SHOWN]})

    return read


def _percent(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        number = read_number(text, settings.decimal)
        if number is None:
            return Refusal("import_number_unreadable", {"value": text[:_SHOWN]})
        return number.value * 100 if settings.fraction and not number.percent else number.value

    return read


def _money(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    smallest = Decimal(1).scaleb(-exponent_of(settings.currency))

    def read(text: str) -> Any:
        number = read_number(text, settings.decimal)
        if number is None:
            return Refusal("import_number_unreadable", {"value": text[:_SHOWN]})
        # "$" and "¥" stand for several currencies; only an unmistakable sign contradicts the company's own.
        if number.currency not in (None, settings.currency, "USD", "CNY"):
            return Refusal(
                "import_currency_differs", {"found": number.currency, "expected": settings.currency}
            )
        return (
            number.value.quantize(smallest, ROUND_HALF_EVEN) if number.value.adjusted() < 20 else number.value
        )

    return read


_DOLLARS = frozenset({"AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "XCD"})  # fmt: skip
_CODE = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")


def _currency_amount(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    """A code goes before a sign; a bare "$" or "¥" is the company's own where it uses that sign."""

    def read(text: str) -> Any:
        code = _CODE.search(text)
        bare = text if code is None or code[1].upper() not in CURRENCIES else text.replace(code[1], "")
        number = read_number(bare, settings.decimal)
        if number is None:
            return Refusal("import_number_unreadable", {"value": text[:_SHOWN]})
        signed = number.currency or settings.currency
        if (signed == "USD" and settings.currency in _DOLLARS) or (
            signed == "CNY" and settings.currency == "JPY"
        ):
            signed = settings.currency
        currency = code[1].upper() if code is not None and bare is not text else signed
        return {"amount": str(number.value), "currency": currency}

    return read


def _date(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        day = read_date(text, settings.date_order)
        if day is None:
            return _refused_date(text, settings)
        return day.date() if isinstance(day, datetime) else day

    return read


def _datetime(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    """Times without an offset stay naive: the field reads them in the caller's time zone."""

    def read(text: str) -> Any:
        day = read_date(text, settings.date_order)
        if day is None:
            return _refused_date(text, settings)
        return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)

    return read


def _refused_date(text: str, settings: ReadingSettings) -> Refusal:
    fits = settings.date_order is None and read_date(text, "mdy") and read_date(text, "dmy")
    return Refusal("import_date_order_open" if fits else "import_date_unreadable", {"value": text[:_SHOWN]})


def _boolean(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        word = read_boolean(text)
        return Refusal("import_boolean_unreadable", {"value": text[:_SHOWN]}) if word is None else word

    return read


def _duration(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    """`1h 30m`, `1:30`; a bare number is refused, as nothing says of what."""

    def read(text: str) -> Any:
        seconds = read_duration(restore(text))
        return Refusal("import_duration_unreadable", {"value": text[:_SHOWN]}) if seconds is None else seconds

    return read


def _lookup(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        name = restore(" ".join(text.split()))
        return Reference(name, match_key(name)) if name else None

    return read


def _email(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    return lambda text: restore(text.strip()).removeprefix("mailto:") or None


_READERS: dict[str, Callable[[Field, ReadingSettings], Callable[[str], Any]]] = {
    "integer": _number,
    "number": _number,
    "percent": _percent,
    "money": _money,
    "decimal": _number,
    "currency_amount": _currency_amount,
    "date": _date,
    "datetime": _datetime,
    "boolean": _boolean,
    "lookup": _lookup,
    "email": _email,
    "choice": choice_reader,
    "stage": choice_reader,
    "duration": _duration,
    "multi_choice": multi_choice_reader,
}
