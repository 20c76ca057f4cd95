"""Automatic numbers for records that were made before they had any, in the order in which they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.numbering import take_numbers
from guanxi.kernel.changes.rewriting import rewrite
from guanxi.kernel.changes.uniqueness import hold, key_of
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Numbered:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int


async def number_next(
    scope: Scope, definition: ObjectDef, field: Field, after: UUID, limit: int, since: datetime | None = None
) -> Numbered:
    """The next records in the order of ids, or only those written `since`. The day of a number is that of the record."""
    async with elevated(scope):
        rows = await rows_after(scope, definition, after, limit, since, lock=True)
        bare = [row for row in rows if stored_value(field, row) is None]
        numbers = await take_numbers(scope, definition, field, [row["created_at"] for row in bare])
        given = {row["id"]: number for row, number in zip(bare, numbers, strict=True)}
        await rewrite(scope, definition, field, given)
        live = {row["id"] for row in bare if row["deleted_at"] is None}
        await hold(scope, definition, {key_of(field, given[each]): each for each in live})
    return Numbered(rows[-1]["id"] if len(rows) == limit else None, len(rows), len(given))
