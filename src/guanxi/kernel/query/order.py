"""The identity of an ordered list, which its cursors carry, and the types of their sort values."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from guanxi.kernel.expressions import parse, unparse
from guanxi.kernel.query.cursor import CursorInvalid, decode_cursor
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.page import Position
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.sorting import (
    SortPart,
    constants_in_sort,
    parse_sort,
    shape_of_sort,
    sort_columns,
    sorts_by_name,
)
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import Remembered
from guanxi.kernel.tenancy import Scope

SORT = "sort"  # begins the names of the parameters that an order takes


@dataclass(frozen=True, slots=True)
class Order:
    """`key` tells its statement from others, but for the `constants`."""

    shape: str
    parts: Sequence[SortPart]
    types: tuple[type, ...]
    by_name: str | None  # a lookup sorted by, if any
    key: Hashable
    constants: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Sorting:
    text: str
    parts: Sequence[SortPart]
    types: tuple[type, ...]
    by_name: str | None
    key: Hashable
    constants: Mapping[str, object]


# A cursor is made for every page and every column of a board: asking SQLAlchemy for the types each time took longer than the rest.
_sortings: Remembered[_Sorting] = Remembered()
_conditions: Remembered[str] = Remembered()


def order_of(opened: Opened, query: ListQuery, related_to: str = "") -> Order:
    """Two spellings of one filter or sort are the same list."""
    sorting = _sortings.or_make((opened.key, query.sort), lambda: _sorting(opened.fields, query.sort))
    condition = query.filter.strip()
    if condition:
        condition = _conditions.or_make(condition, lambda: unparse(parse(condition)))
    identity = "\0".join((query.object, condition, query.q, sorting.text, str(query.deleted), related_to))
    shape = blake2b(identity.encode(), digest_size=9).hexdigest()
    return Order(shape, sorting.parts, sorting.types, sorting.by_name, sorting.key, sorting.constants)


def _sorting(fields: Fields, sort: str) -> _Sorting:
    parts = parse_sort(fields, sort)
    columns = sort_columns(fields, Source(fields.definition), parts)
    return _Sorting(
        ",".join(f"{'-' if part.descending else ''}{part.name}" for part in parts),
        parts,
        tuple(column.type.python_type for column in columns),
        sorts_by_name(parts),
        shape_of_sort(parts, SORT),
        constants_in_sort(parts, SORT),
    )


def take_position(scope: Scope, text: str, order: Order, given: dict[str, Any]) -> Position:
    """Decodes a cursor, adding its values to the parameters given to the statement."""
    cursor = decode_cursor(scope.tenant.id, text, order.shape)
    if len(cursor.values) != len(order.types):
        raise CursorInvalid()
    for number, (value, type_) in enumerate(zip(cursor.values, order.types, strict=True)):
        if value is not None:
            given[f"b{number}"] = _typed(value, type_)
    given["b_id"] = cursor.id
    return Position(cursor.branch, tuple(value is None for value in cursor.values))


def _typed(value: Any, type_: type) -> Any:
    return type_.fromisoformat(value) if type_ in (date, datetime) else type_(value)
