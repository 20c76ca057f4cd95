"""Letting those end who do not know yet what has changed, so that a job finds what they leave."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime, timedelta

from guanxi.kernel.changes.recomputing import have_ended, running
from guanxi.kernel.jobs.context import JobContext

# Rows carry the time at which their transaction began, by the clock of the process that wrote them.
OLDEST_WRITER = timedelta(hours=1)
SECONDS_FOR_OTHERS = 180  # no transaction of ours lives longer; a backup's may, and writes nothing


async def let_earlier_writers_end(ctx: JobContext) -> datetime:
    """Whoever writes from here on knows what holds now. Returns since when the others may have written."""
    async with ctx.scope() as scope:
        since = scope.now - OLDEST_WRITER
        earlier = await running(scope)
    give_up = time.monotonic() + SECONDS_FOR_OTHERS
    while time.monotonic() < give_up:
        async with ctx.scope() as scope:
            if await have_ended(scope, earlier):
                break
        await ctx.check_cancelled()
        await asyncio.sleep(0.05)
    return since
