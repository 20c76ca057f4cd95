"""Taking back change-sets too large for one request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.change_sets import service
from guanxi.kernel.changes import Kept, finish_undo, undo_next
from guanxi.kernel.jobs import JobCancelled, JobContext, job

FIRST = UUID(int=0)
MOST_KEPT = 500  # listed; the count is complete


@job(service.JOB)
async def undo_change_set(
    ctx: JobContext,
    *,
    change_set_id: str,
    undo_id: str,
    total: int,
    after: str | None = str(FIRST),
    done: int = 0,
    kept_count: int = 0,
    kept: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """In chunks of history rows. What a chunk reverted and where the next begins, None after the last, are committed together."""
    kept = kept or []
    position = None if after is None else UUID(after)
    while position is not None:
        async with ctx.scope(source="undo") as scope:
            async with service.reaching(scope, UUID(change_set_id)) as reached:
                chunk, position = await undo_next(reached, UUID(change_set_id), UUID(undo_id), position)
            done += chunk.reverted
            kept_count += len(chunk.kept)
            kept += _described(chunk.kept[: MOST_KEPT - len(kept)])
            if position is None:
                further, more = await service.take_back_beside_records(
                    scope, UUID(change_set_id), UUID(undo_id)
                )
                done, kept_count = done + further, kept_count + len(more)
                kept += _described(tuple(more[: MOST_KEPT - len(kept)]))
                await finish_undo(scope, UUID(change_set_id), UUID(undo_id), complete=not kept_count)
            after = None if position is None else str(position)
            await ctx.keep(scope, after=after, done=done, kept_count=kept_count, kept=kept)
        await ctx.progress(min(done + kept_count, total), total)
        if position is not None:
            await _check_cancelled(ctx, change_set_id, undo_id)
    return {
        "change_set_id": undo_id if done else None,
        "reverted": done,
        "kept_count": kept_count,
        "kept": kept,
    }


async def _check_cancelled(ctx: JobContext, change_set_id: str, undo_id: str) -> None:
    """A half-done undo is marked as such before the job ends."""
    try:
        await ctx.check_cancelled()
    except JobCancelled:
        async with ctx.scope(source="undo") as scope:
            await finish_undo(scope, UUID(change_set_id), UUID(undo_id), complete=False)
        raise


def _described(kept: tuple[Kept, ...]) -> list[dict[str, Any]]:
    """Without sentences: whoever reads the job's result has his own language."""
    listed: list[dict[str, Any]] = [msgspec.to_builtins(each) for each in kept]
    return listed
