"""Connections whose transaction is over for us but not yet for the database, because all it did was read.

Ending it takes a round trip of its own, a third of those of an ordinary read. So it is ended together with what comes next:
the opening of the next transaction on that connection, or after some milliseconds by itself. Until then it holds no
snapshot and no lock that anybody but DDL waits for; and it was opened READ ONLY, so there is nothing to lose.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

import asyncpg
from asyncpg import Record
from asyncpg.pool import Pool

SECONDS_TO_REST = 0.02


class Resting:
    """Of one pool; belongs to one event loop."""

    def __init__(self, pool: Pool[Record]) -> None:
        self._pool = pool
        self._connections: deque[tuple[float, Any]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def put(self, connection: Any) -> None:
        """`connection` was acquired from the pool; whoever takes it next gives it back or puts it here again."""
        loop = asyncio.get_running_loop()
        until = loop.time() + SECONDS_TO_REST
        self._connections.append((until, connection))
        if self._timer is None:
            self._timer = loop.call_at(until, self._end_rested)

    def take(self) -> Any | None:
        """One whose transaction has to be ended first, by COMMIT; None if none rests."""
        while self._connections:
            _, connection = self._connections.pop()
            with suppress(asyncpg.InterfaceError):  # the pool has taken a broken one back already
                if not connection.is_closed():
                    return connection
        return None

    async def end_all(self) -> None:
        """Gives all back to the pool."""
        while self._connections:
            self._start_to_end(self._connections.popleft()[1])
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        await asyncio.gather(*self._ending)

    def __len__(self) -> int:
        return len(self._connections)

    def _end_rested(self) -> None:
        loop = asyncio.get_running_loop()
        while self._connections and self._connections[0][0] <= loop.time():
            self._start_to_end(self._connections.popleft()[1])
        self._timer = loop.call_at(self._connections[0][0], self._end_rested) if self._connections else None

    def _start_to_end(self, connection: Any) -> None:
        task = asyncio.get_running_loop().create_task(self._end(connection))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _end(self, connection: Any) -> None:
        try:
            with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await connection.execute("COMMIT")
        finally:
            with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                await self._pool.release(connection)
