"""Keeps the keys of records: with every write, and by a job for those that were there before a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.features.duplicates.queries import keys as queries
from guanxi.features.duplicates.service.declaring import matches_in_force
from guanxi.features.duplicates.service.keys import Match, keys_of
from guanxi.kernel.changes import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.filling import Filled
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope


async def keep_keys(scope: Scope, drafts: Sequence[Draft]) -> None:
    """One deletion and one insertion for the batch."""
    matches = await matches_in_force(scope, drafts[0].definition.name) if drafts else []
    if not matches:
        return
    compared = {name for match in matches for name in match.fields}
    touched = [each for each in drafts if each.op != "update" or not compared.isdisjoint(each.values)]
    if not touched:
        return
    stale = [each.id for each in touched if each.op != "create"]
    rows = [
        row
        for draft in touched
        if draft.op != "delete" and not draft.change.in_bin
        for row in _rows(draft.definition, draft.id, matches, draft.get)
    ]
    async with elevated(scope):
        if stale:
            await queries.forget(scope, stale)
        await queries.remember(scope, rows)


async def key_next(
    scope: Scope, definition: ObjectDef, after: UUID, limit: int, since: datetime | None
) -> Filled:
    """Gives the next records their keys."""
    matches = await matches_in_force(scope, definition.name)
    async with elevated(scope):
        records = await rows_after(scope, definition, after, limit, since)
        rows: list[dict[str, Any]] = []
        for record in records:
            if record["deleted_at"] is None:
                values = {
                    name: stored_value(definition.fields[name], record)
                    for match in matches
                    for name in match.fields
                }
                rows += _rows(definition, record["id"], matches, values.get)
        await queries.forget(scope, [record["id"] for record in records])
        await queries.remember(scope, rows)
    return Filled(records[-1]["id"] if len(records) == limit else None, len(records), len(rows))


async def drop_unused(scope: Scope, definition: ObjectDef) -> None:
    """Keys by which no rule compares any more."""
    matches = await matches_in_force(scope, definition.name)
    async with elevated(scope):
        await queries.forget_other_matches(scope, definition.number, [match.id for match in matches])


def _rows(definition: ObjectDef, record_id: UUID, matches: Iterable[Match], get: Any) -> list[dict[str, Any]]:
    return [
        {"match": match, "key": key, "record_id": record_id, "object_id": definition.number}
        for match, key in keys_of(matches, get)
    ]
