"""Carries over to a field what records hold elsewhere, for records that have no value in it yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.rewriting import rewrite
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Carried:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int


async def carry_next(
    scope: Scope,
    definition: ObjectDef,
    field: Field,
    value_of: Callable[[Any], Any],
    after: UUID,
    limit: int,
    since: datetime | None = None,
) -> Carried:
    """The next records in the order of ids, or only those written `since`. `value_of` gives a row's value, or None."""
    async with elevated(scope):
        rows = await rows_after(scope, definition, after, limit, since, lock=True)
        bare = [row for row in rows if stored_value(field, row) is None]
        values = {row["id"]: value for row in bare if (value := value_of(row)) is not None}
        await rewrite(scope, definition, field, values)
    return Carried(rows[-1]["id"] if len(rows) == limit else None, len(rows), len(values))
