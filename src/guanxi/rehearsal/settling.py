"""When everything that was set off has come to its end: no job, no chore that is due, is left in the queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg

SECONDS = 60
_PAUSE = 0.05
_LEFT = """
SELECT EXISTS (
  SELECT FROM procrastinate_jobs WHERE status = 'doing'
  OR (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())))
"""


@asynccontextmanager
async def settling(owner_url: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """`owner_url` is of a database that nobody else works in."""
    owner = await asyncpg.connect(owner_url)
    schema = await owner.fetchval("SELECT schemaname FROM pg_tables WHERE tablename = 'procrastinate_jobs'")
    await owner.execute(f'SET search_path = "{schema}"')

    async def settle() -> None:
        async with asyncio.timeout(SECONDS):
            while await owner.fetchval(_LEFT):  # noqa: ASYNC110  (other processes do the work)
                await asyncio.sleep(_PAUSE)

    try:
        yield settle
    finally:
        await owner.close()
