"""Why a record went to its owners."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.assignment.queries import kept
from guanxi.features.assignment.schemas import Assignment
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import require_record
from guanxi.kernel.tenancy import Scope

MOST = 50


async def assignments_of(scope: Scope, object_name: str, record_id: UUID) -> list[Assignment]:
    """To whoever sees the record and whose it is. The latest first, at most `MOST`. Raises 403, 404."""
    definition = (await registry_of(scope)).object(object_name)
    await require_record(scope, object_name, record_id)
    if not scope.actor.rights.sees(object_name, "owner"):
        return []
    shows_names = scope.actor.rights.sees("user", "name")
    rows = await kept.assignments_of(scope, definition.number, record_id, MOST)
    return [Assignment(**{**row, "owner": row["owner"] if shows_names else None}) for row in rows]
