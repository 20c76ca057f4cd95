"""Connections whose transaction is over for us but not yet for the database, because all it did was read.

Ending it takes a round trip of its own, a third of those of an ordinary read. So it is ended together with what comes next:
the opening of the next transaction on that connection, or after some milliseconds by itself. Until then it holds no
snapshot and no lock that anybody but DDL waits for; and it was opened READ ONLY, so there is nothing to lose.

Whoever comes with the very same opening (role, company, principals, time limits) goes on in it: a page that reads eight things
opens one transaction. Each statement still sees all that was committed before it (READ COMMITTED); what is as old as the
opening is the database's `now()`, so a transaction is gone on with for a tenth of a second at most.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, NamedTuple

import asyncpg
from asyncpg import Record
from asyncpg.pool import Pool

SECONDS_TO_REST = 0.02
SECONDS_TO_GO_ON = 0.1


class Rested(NamedTuple):
    """`opening` is the text by which its transaction was opened, at `opened` of the loop's clock."""

    connection: Any
    opening: str
    opened: float


class _Entry(NamedTuple):
    until: float
    rested: Rested
    goes_on: bool


class Resting:
    """Of one pool; belongs to one event loop."""

    def __init__(self, pool: Pool[Record]) -> None:
        self._pool = pool
        self._connections: deque[_Entry] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def put(self, rested: Rested, *, goes_on: bool) -> None:
        """The connection was acquired from the pool; whoever takes it next gives it back or puts it here again.

        `goes_on`: nothing of what the opening set has been changed since, so that its like may go on in the transaction.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + SECONDS_TO_REST
        self._connections.append(_Entry(until, rested, goes_on))
        if self._timer is None:
            self._timer = loop.call_at(until, self._end_rested)

    def go_on(self, opening: str) -> Rested | None:
        """One that was opened by this text, a moment ago, and can be gone on with as it is."""
        oldest = asyncio.get_running_loop().time() - SECONDS_TO_GO_ON
        for place, (_, rested, goes_on) in enumerate(self._connections):
            if goes_on and rested.opening == opening and rested.opened > oldest:
                del self._connections[place]
                return rested if _is_whole(rested.connection) else None
        return None

    def take(self) -> Any | None:
        """One whose transaction has to be ended first, by COMMIT; None if none rests."""
        while self._connections:
            connection = self._connections.pop().rested.connection
            if _is_whole(connection):
                return connection
        return None

    async def end_all(self) -> None:
        """Gives all back to the pool."""
        while self._connections:
            self._start_to_end(self._connections.popleft().rested.connection)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        await asyncio.gather(*self._ending)

    def __len__(self) -> int:
        return len(self._connections)

    def _end_rested(self) -> None:
        loop = asyncio.get_running_loop()
        while self._connections and self._connections[0].until <= loop.time():
            self._start_to_end(self._connections.popleft().rested.connection)
        self._timer = (
            loop.call_at(self._connections[0].until, self._end_rested) if self._connections else None
        )

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


def _is_whole(connection: Any) -> bool:
    with suppress(asyncpg.InterfaceError):  # the pool has taken a broken one back already
        return not connection.is_closed()
    return False
