"""Claims for records what they hold already in a field that shall be unique, and tells who holds the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.uniqueness import Key, hold, holders_of, key_of
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record whose value `holder` has too. `value` as it is kept."""

    id: UUID
    name: str
    value: Any
    holder: UUID


@dataclass(frozen=True, slots=True)
class Claimed:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int
    duplicates: Sequence[Duplicate]


async def claim_next(
    scope: Scope, definition: ObjectDef, field: Field, after: UUID, limit: int, since: datetime | None = None
) -> Claimed:
    """The next records in the order of ids, or only those written `since`; locked, so that none changes meanwhile."""
    async with elevated(scope):
        rows = await rows_after(scope, definition, after, limit, since, lock=True)
        values = {
            row["id"]: value
            for row in rows
            if row["deleted_at"] is None and (value := stored_value(field, row)) is not None
        }
        wanted: dict[Key, UUID] = {}
        for record_id, value in values.items():
            wanted.setdefault(key_of(field, value), record_id)
        await hold(scope, definition, wanted)
        holders = await holders_of(scope, definition, field, values.values())
    title = definition.fields[definition.title_field]
    duplicates = [
        Duplicate(
            row["id"],
            str(stored_value(title, row) or ""),
            field.type.to_json(values[row["id"]]),
            holders[key_of(field, values[row["id"]])],
        )
        for row in rows
        if row["id"] in values and holders.get(key_of(field, values[row["id"]])) not in (None, row["id"])
    ]
    return Claimed(
        rows[-1]["id"] if len(rows) == limit else None, len(rows), len(values) - len(duplicates), duplicates
    )
