"""The job that re-encrypts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.secrets.service.resealing import (
    JOB,
    count_sealed,
    place_in_pass,
    reseal_next,
    sealed_fields,
)
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.metadata import registry_of

FIRST = str(UUID(int=0))


@job(JOB)
async def reseal(
    ctx: JobContext,
    *,
    key: str,
    total: int | None = None,
    at: Sequence[int] = (0, 0),
    after: str = FIRST,
    done: int = 0,
    written: int = 0,
    unreadable: int = 0,
) -> dict[str, Any]:
    """Field by field, in the order of objects and fields; goes on where it was, whatever fields came or went meanwhile."""
    if total is None:
        total = await _count(ctx)
    while True:
        async with ctx.scope() as scope:
            left = [
                each for each in sealed_fields(await registry_of(scope)) if place_in_pass(*each) >= tuple(at)
            ]
            if not left:
                return {"records": done, "written": written, "unreadable": unreadable}
            here = place_in_pass(*left[0])
            step = await reseal_next(scope, *left[0], UUID(after if here == tuple(at) else FIRST))
            done, written = done + step.seen, written + step.written
            unreadable += step.unreadable
            at, after = ((here[0], here[1] + 1), FIRST) if step.last is None else (here, str(step.last))
            await ctx.keep(
                scope,
                key=key,
                at=at,
                after=after,
                done=done,
                total=total,
                written=written,
                unreadable=unreadable,
            )
        await ctx.progress(min(done, total), total)
        await ctx.check_cancelled()


async def _count(ctx: JobContext) -> int:
    async with ctx.scope() as scope:
        fields = sealed_fields(await registry_of(scope))
    total = 0
    for each in fields:
        async with ctx.scope() as scope:
            total += await count_sealed(scope, *each)
        await ctx.check_cancelled()
    return total
