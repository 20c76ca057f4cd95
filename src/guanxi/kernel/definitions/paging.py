"""Pages of definitions, whoever lists them."""

from __future__ import annotations

import msgspec

from guanxi.kernel.definitions.kinds import B, Definition, Kind
from guanxi.kernel.definitions.reading import FIRST, rows_after
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope


async def page_of(
    scope: Scope, kind: Kind[B], object_name: str | None, cursor: str, limit: int
) -> tuple[list[Definition[B]], str | None]:
    """In their order, with the cursor of the next page. Definitions of deleted objects leave gaps: a page may hold fewer than
    `limit` while others follow. Raises `cursor_invalid`, and 404 for an unknown object.
    """
    shape, after = f"definitions.{kind.name}.{object_name or ''}", FIRST
    if cursor:
        position, name = decode_cursor(scope.tenant.id, cursor, shape).values
        after = (int(str(position)), str(name))
    rows = await rows_after(scope, kind, object_name, after, limit + 1)
    found = [each for _, each in rows[:limit] if each is not None]
    if len(rows) <= limit:
        return found, None
    last = rows[limit - 1][0]
    place = msgspec.json.encode([0, last["position"], last["name"], last["id"]]).decode()
    return found, encode_cursor(scope.tenant.id, shape, place)
