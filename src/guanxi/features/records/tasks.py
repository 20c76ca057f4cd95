"""Mass updates too large for one request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.records.service import mass_updates
from guanxi.kernel.changes import apply
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import select_ids

CHUNK = 500
MOST_REFUSALS_KEPT = 200


@job(mass_updates.JOB)
async def mass_update(
    ctx: JobContext,
    *,
    object: str,
    change_set_id: str,
    source: str,
    values: dict[str, Any] | None,
    delete: bool,
    ids: list[str] | None,
    filter: str,
    q: str,
    total: int,
    after: str | None = None,
    done: int = 0,
    updated: int = 0,
    refused_count: int = 0,
    refused: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """In the order of ids. What a chunk did and where the next begins are committed together."""
    refused = refused or []
    while True:
        async with ctx.scope() as scope:
            position = UUID(after) if after else None
            if ids is not None:
                chunk = [UUID(each) for each in ids if after is None or each > after][:CHUNK]
            else:
                chunk = await select_ids(scope, object, filter, q=q, after=position, limit=CHUNK)
            if not chunk:
                break
            changes = mass_updates.changes_of(object, chunk, values, delete=delete)
            outcome = await apply(
                scope, changes, source=source, partial=True, change_set_id=UUID(change_set_id)
            )
            definition = (await registry_of(scope)).object(object)
            told = outcome.refused[: MOST_REFUSALS_KEPT - len(refused)]
            refused += msgspec.to_builtins(await mass_updates.describe_refusals(scope, definition, told))
            after, done = str(chunk[-1]), done + len(chunk)
            updated += mass_updates.changed_count(outcome)
            refused_count += len(outcome.refused)
            await ctx.keep(
                scope, after=after, done=done, updated=updated, refused_count=refused_count, refused=refused
            )
        await ctx.progress(done, max(total, done))
        await ctx.check_cancelled()
    return {
        "change_set_id": change_set_id,
        "updated": updated,
        "refused_count": refused_count,
        "refused": refused,
    }
