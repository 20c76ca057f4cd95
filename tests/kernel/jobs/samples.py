"""Jobs for the tests, and a worker process that runs them: `python -m tests.kernel.jobs.samples DATABASE_URL`."""

import asyncio
import sys
import time

from sqlalchemy import text

from guanxi.kernel.db import Transaction, prepare
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.jobs import JobContext, enqueue, job
from guanxi.kernel.jobs.worker import Worker

HEARTBEAT = 0.4
CHUNKS = 30

DONE_SO_FAR = prepare(
    text("SELECT count(*) FROM guanxi.job WHERE kind = 'tests.mark' AND args->>'of' = CAST(:of AS text)")
)


@job("tests.add")
async def add(ctx: JobContext, a: int, b: int) -> dict[str, int]:
    return {"sum": a + b}


@job("tests.mark")
async def mark(ctx: JobContext, of: str, chunk: int) -> None:
    """Never run by these tests: its queued rows are the marks that `tests.chunks` leaves."""


@job("tests.chunks")
async def write_chunks(ctx: JobContext, pause: float = 0.05) -> dict[str, int]:
    """Writes CHUNKS marks, one per transaction, going on after what earlier attempts committed."""
    while True:
        await ctx.check_cancelled()
        async with ctx.scope() as scope:
            chunk = await marks(scope.tx, str(ctx.job_id))
            if chunk == CHUNKS:
                return {"chunks": chunk, "attempt": ctx.attempt}
            await enqueue(scope, "tests.mark", {"of": str(ctx.job_id), "chunk": chunk}, delay_seconds=3600)
        await ctx.progress(chunk + 1, CHUNKS)
        await asyncio.sleep(pause)


async def marks(tx: Transaction, of: str) -> int:
    return int(await tx.fetchval(DONE_SO_FAR, {"of": of}))


@job("tests.refuse")
async def refuse(ctx: JobContext) -> None:
    raise Invalid("file_empty", field="file", errors=[FieldError("file", "file_empty", {"name": "a.csv"})])


@job("tests.break")
async def break_down(ctx: JobContext) -> None:
    raise RuntimeError("a secret detail")


@job("tests.climb", max_attempts=3)
async def climb(ctx: JobContext, steps: int, stuck_at: int, at: int = 0) -> int:
    """One step in each attempt, which then meets an obstacle; from `stuck_at` on none gets further."""
    if at == steps:
        return ctx.attempt
    if at < stuck_at:
        async with ctx.scope() as scope:
            await ctx.keep(scope, at=at + 1)
    raise ConnectionResetError


@job("tests.dawdle")
async def dawdle(ctx: JobContext) -> None:
    """Longer than its worker lets a statement run."""
    async with ctx.scope() as scope:
        await scope.tx.execute("SET LOCAL statement_timeout = 50")
        await scope.tx.execute("SELECT pg_sleep(60)")


@job("tests.stall")
async def stall(ctx: JobContext, seconds: float) -> int:
    """Holds the whole worker up, as a machine does that has no time for it."""
    time.sleep(seconds)
    await asyncio.sleep(seconds)  # in which the worker looks for jobs of silent ones
    async with ctx.scope():
        return ctx.attempt


@job("tests.stumble", max_attempts=3)
async def stumble(ctx: JobContext, until: int) -> int:
    """Meets a passing obstacle until its attempt number `until`."""
    if ctx.attempt < until:
        raise ConnectionResetError
    return ctx.attempt


if __name__ == "__main__":
    asyncio.run(Worker(sys.argv[1], heartbeat_seconds=HEARTBEAT).run())
