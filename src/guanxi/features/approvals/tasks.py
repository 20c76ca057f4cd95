"""The chores of approvals: deadlines and people who left; letters. The job that counts deadlines anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.approvals.service import deadlines, letters
from guanxi.features.approvals.service.ledger import CHORE, LETTERS
from guanxi.features.approvals.service.recounting import JOB, recount_next
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import JobContext, chore, job
from guanxi.kernel.jobs.waiting import let_earlier_writers_end
from guanxi.settings import Settings

CHUNK = 50
FIRST = str(UUID(int=0))


@chore(CHORE)
async def run(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await deadlines.take_turn(database, tenant_id)


@chore(LETTERS)
async def send_letters(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await letters.send_due(database, settings, tenant_id)


@job(JOB)
async def recount(
    ctx: JobContext, *, begun: bool = False, after: str | None = FIRST, done: int = 0, moved: int = 0
) -> dict[str, Any]:
    """Whoever asked somebody by the calendar of before has ended when it begins, and whoever asks later knows the new one."""
    if not begun:
        await let_earlier_writers_end(ctx)
    while after is not None:
        async with ctx.scope() as scope:
            step = await recount_next(scope, UUID(after), CHUNK)
            done, moved = done + step.seen, moved + step.moved
            after = None if step.last is None else str(step.last)
            await ctx.keep(scope, begun=True, after=after, done=done, moved=moved)
        await ctx.progress(done)
        await ctx.check_cancelled()
    return {"requests": done, "moved": moved}
