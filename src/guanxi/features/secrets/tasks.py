"""The job that re-encrypts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.secrets.service.resealing import JOB, reseal_next, sealed_fields
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.metadata import registry_of

FIRST = str(UUID(int=0))


@job(JOB)
async def reseal(
    ctx: JobContext,
    *,
    index: int = 0,
    after: str = FIRST,
    done: int = 0,
    written: int = 0,
    unreadable: int = 0,
) -> dict[str, Any]:
    """Field by field, in the order of objects and fields; goes on where it was."""
    while True:
        async with ctx.scope() as scope:
            fields = sealed_fields(await registry_of(scope))
            if index >= len(fields):
                return {"records": done, "written": written, "unreadable": unreadable}
            step = await reseal_next(scope, *fields[index], UUID(after))
            done, written = done + step.seen, written + step.written
            unreadable += step.unreadable
            index, after = (index + 1, FIRST) if step.last is None else (index, str(step.last))
            await ctx.keep(scope, index=index, after=after, done=done, written=written, unreadable=unreadable)
        await ctx.progress(index, len(fields))
        await ctx.check_cancelled()
