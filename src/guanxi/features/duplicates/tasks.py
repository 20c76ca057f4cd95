"""Gives keys to the records that were there before a rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from guanxi.features.duplicates.service.declaring import JOB
from guanxi.features.duplicates.service.keeping import drop_unused, key_next
from guanxi.features.objects.facade import SoFar, Step, walk
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

CHUNK = 2_000


@job(JOB)
async def key_records(ctx: JobContext, *, object: str, **so_far: Unpack[SoFar]) -> dict[str, Any]:
    """All records, and once more those written meanwhile by who did not know of the rule."""

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        registry = await registry_of(scope)
        if object not in registry:
            return None
        return await key_next(scope, registry.object(object), last, CHUNK, since)

    walked = await walk(ctx, object, so_far, take)
    if walked.complete:
        async with ctx.scope() as scope:
            await drop_unused(scope, (await registry_of(scope)).object(object))
    return {"records": walked.done, "keys": walked.written}
