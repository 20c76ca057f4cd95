"""Cursors of lists that are sorted by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope


def position(scope: Scope, cursor: str, shape: str) -> tuple[str, UUID] | None:
    """Name and id of the last row seen. Raises `cursor_invalid`."""
    if not cursor:
        return None
    found = decode_cursor(scope.tenant.id, cursor, shape)
    return str(found.values[0]), found.id


def page_of(scope: Scope, rows: Sequence[Any], limit: int, shape: str) -> tuple[Sequence[Any], str | None]:
    """The rows to show, of up to one more than `limit`, and where the next page begins."""
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]
    place = msgspec.json.encode([0, last["name"], last["id"]]).decode()
    return rows[:limit], encode_cursor(scope.tenant.id, shape, place)
