"""The identity of an ordered list, which its cursors carry, and the types of their sort values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from guanxi.kernel.expressions import parse, unparse
from guanxi.kernel.query.cursor import CursorInvalid, decode_cursor
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.page import Position
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.sorting import parse_sort, sort_columns, sorts_by_name
from guanxi.kernel.query.source import Source
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Order:
    shape: str
    types: tuple[type, ...]
    by_name: str | None  # a lookup sorted by, if any


def order_of(fields: Fields, query: ListQuery, related_to: str = "") -> Order:
    """Two spellings of one filter or sort are the same list."""
    parts = parse_sort(fields, query.sort)
    types = tuple(
        column.type.python_type for column in sort_columns(fields, Source(fields.definition), parts)
    )
    sort = ",".join(f"{'-' if part.descending else ''}{part.path.name}" for part in parts)
    condition = unparse(parse(query.filter)) if query.filter.strip() else ""
    identity = "\0".join((query.object, condition, query.q, sort, str(query.deleted), related_to))
    return Order(blake2b(identity.encode(), digest_size=9).hexdigest(), types, sorts_by_name(parts))


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
