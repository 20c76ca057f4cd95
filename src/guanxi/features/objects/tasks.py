"""Copying what records already hold into the slot of a field that shall be indexed."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.edge.identities import SECONDS_REMEMBERED
from guanxi.edge.invalidations import announce
from guanxi.features.objects.service.indexing import JOB
from guanxi.kernel.changes.filling import fill_next
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.jobs.waiting import let_earlier_writers_end
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.slots import mark_filled
from guanxi.kernel.query import count_live
from guanxi.kernel.tenancy import Scope

CHUNK = 2_000
FIRST = str(UUID(int=0))


@job(JOB)
async def index_field(
    ctx: JobContext,
    *,
    object: str,
    field: str,
    number: int,
    after: str = FIRST,
    again_since: str | None = None,
    done: int = 0,
    written: int = 0,
) -> dict[str, Any]:
    """First all records, then once more those that others wrote who did not know of the slot yet; then it is read.

    Ends early when the field has been deleted or is no longer to be indexed.
    """
    while True:
        since = None if again_since is None else datetime.fromisoformat(again_since)
        following: str | None = after
        while following is not None:
            async with ctx.scope() as scope:
                place = await _to_fill(scope, object, field, number)
                if place is None:
                    return {"records": done, "copied": written, "ready": False}
                total = await count_live(scope, place[0])
                chunk = await fill_next(scope, *place, UUID(following), CHUNK, since)
                following = None if chunk.last is None else str(chunk.last)
                done, written = done + (chunk.seen if since is None else 0), written + chunk.written
                await ctx.keep(
                    scope, after=following or FIRST, again_since=again_since, done=done, written=written
                )
            await ctx.progress(min(done, total), total)
            await ctx.check_cancelled()
        if again_since is not None:
            break
        # Those in other processes too that remember the company as it was.
        await asyncio.sleep(SECONDS_REMEMBERED)
        again_since, after = (await let_earlier_writers_end(ctx)).isoformat(), FIRST
    async with ctx.scope() as scope:
        scope = await lock_metadata(scope)
        place = await _to_fill(scope, object, field, number)
        if place is not None:
            await mark_filled(scope, *place)
            await announce(scope.tx, scope.tenant.id)
    return {"records": done, "copied": written, "ready": place is not None}


async def _to_fill(
    scope: Scope, object_name: str, field_name: str, number: int
) -> tuple[ObjectDef, Field] | None:
    registry = await registry_of(scope)
    if object_name not in registry:
        return None
    definition = registry.object(object_name)
    field = definition.field(field_name)
    if field is None or field.place is None or field.place.number != number:
        return None
    slot = field.place.slot
    return (definition, field) if slot is not None and not slot.ready else None
