"""The job that converts amounts by new rates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.currencies.service.rates import JOB, amounts_of
from guanxi.kernel.changes.reconverting import reconvert_next
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.jobs.waiting import let_earlier_writers_end

CHUNK = 1_000
FIRST = str(UUID(int=0))


@job(JOB)
async def convert(
    ctx: JobContext,
    *,
    currencies: list[str],
    begun: bool = False,
    index: int = 0,
    after: str = FIRST,
    done: int = 0,
    written: int = 0,
    without_rate: int = 0,
) -> dict[str, Any]:
    """Field by field, records in the order of their ids; goes on where it was.

    Whoever wrote by the rates of before has ended when it begins, and whoever writes later knows the new ones.
    """
    if not begun:
        await let_earlier_writers_end(ctx)
    while True:
        async with ctx.scope() as scope:
            fields = await amounts_of(scope)
            if index >= len(fields):
                return {"records": done, "written": written, "without_rate": without_rate}
            step = await reconvert_next(scope, *fields[index], frozenset(currencies), UUID(after), CHUNK)
            done, written = done + step.seen, written + step.written
            without_rate += step.without_rate
            index, after = (index + 1, FIRST) if step.last is None else (index, str(step.last))
            kept = {"done": done, "written": written, "without_rate": without_rate}
            await ctx.keep(scope, begun=True, index=index, after=after, **kept)
        await ctx.progress(index, len(fields))
        await ctx.check_cancelled()
