"""Reads a field's value from a row given as a dict, in whichever of its usual Python forms it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from guanxi.kernel.expressions.core import FieldValue
from guanxi.kernel.expressions.types import IN_PARTS, ValueType

Row = Mapping[str, object]
Reader = Callable[[Row], object]

_MISSING = object()


def reader_of(field: FieldValue) -> Reader:
    """Dotted fields are found under ``row["account.name"]`` or ``row["account"]["name"]``; absent is null."""
    convert, native = _CONVERTERS[field.reference.type]
    if len(field.reference.path) == 1:
        key = field.reference.path[0]

        def read(row: Row) -> object:
            value = row.get(key)
            return value if value is None or type(value) is native else convert(value)

        return read

    dotted, path = field.reference.dotted, field.reference.path

    def read_dotted(row: Row) -> object:
        value = row.get(dotted, _MISSING)
        if value is _MISSING:
            value = _walk(row, path)
        return value if value is None or type(value) is native else convert(value)

    return read_dotted


def _walk(row: Row, path: tuple[str, ...]) -> object:
    """The longest beginning of the path that the row has leads to what the rest is found in."""
    for length in range(len(path) - 1, 0, -1):
        value = row.get(".".join(path[:length]), _MISSING)
        if value is not _MISSING:
            return _within(value, path[length:])
    return None


def _within(value: object, path: tuple[str, ...]) -> object:
    for step in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _datetime(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _id(value: object) -> UUID | None:
    if isinstance(value, Mapping):
        value = value.get("id")
        if value is None:
            return None
    return value if isinstance(value, UUID) else UUID(str(value))


SECOND = 1_000_000  # microseconds, in which lengths of time are compared


class _NEVER:
    """The type of no value: each is converted."""


_CONVERTERS: dict[ValueType, tuple[Callable[..., object], type]] = {
    ValueType.TEXT: (str, str),
    ValueType.CHOICE: (str, str),
    ValueType.CHOICES: (list, list),
    ValueType.DURATION: (lambda seconds: int(seconds) * SECOND, _NEVER),
    ValueType.INTEGER: (int, int),
    ValueType.NUMBER: (float, float),
    ValueType.DECIMAL: (lambda value: Decimal(str(value)), Decimal),
    ValueType.MONEY: (int, int),
    ValueType.DATE: (_date, date),
    ValueType.DATETIME: (_datetime, datetime),
    ValueType.BOOLEAN: (bool, bool),
    ValueType.LOOKUP: (_id, UUID),
    **dict.fromkeys(IN_PARTS, (dict, dict)),
}
