"""Runs one scenario both ways: through HTTP as a signed-in client, and its statements bare, with as many connections."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks import bare
from benchmarks.companies import BenchCompany
from benchmarks.http import Connection
from benchmarks.load import CLIENTS, Work, run
from benchmarks.machine import Machine
from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import Scope, ScopeSeed

ROUNDS = 3
PREPARED_PER_SECOND = 600  # transactions of one client

Send = Callable[[Connection], Awaitable[None]]
Steps = Callable[[], list[bare.Step]]


@dataclass(frozen=True)
class Scenario:
    """One request. `call` is what the handler does, recorded once; each client has its own `send` and `again`."""

    call: Callable[[Scope], Awaitable[Any]]
    send: Callable[[int], Send]
    again: Callable[[list[bare.Step], int], Steps]


@dataclass(frozen=True)
class Bench:
    machine: Machine
    database: Database
    company: BenchCompany
    seed: ScopeSeed
    seconds: float

    async def measure(self, scenario: Scenario) -> dict[str, Any]:
        """In turns, so that what else the machine does meets both; of the rounds, the one with the middle ratio."""
        steps = await bare.record(self.database, self.seed, scenario.call)
        async with self._http_clients() as connections, self._bare_clients() as bare_connections:
            clients = [_sender(c, scenario.send(n)) for n, c in enumerate(connections)]
            repeaters = [self._repeater(c, scenario.again(steps, n)) for n, c in enumerate(bare_connections)]
            gc.freeze()
            rounds = [await self._round(clients, repeaters) for _ in range(ROUNDS)]
        middle = sorted(rounds, key=lambda found: found["ratio"])[ROUNDS // 2]
        return {"statements": len(steps), **middle}

    async def _round(self, clients: list[Work], repeaters: list[Work]) -> dict[str, Any]:
        seconds, cpu_seconds = self.seconds / ROUNDS, self.machine.cpu_seconds
        ours = await run(clients, seconds, cpu_seconds)
        theirs = await run(repeaters, seconds, cpu_seconds)
        ratio = round(ours.per_second / theirs.per_second, 2)
        return {"ours": asdict(ours), "bare": asdict(theirs), "ratio": ratio}

    def _repeater(self, connection: Any, steps: Steps) -> Work:
        """Prepared before the clock runs, as far as can be foreseen: making ids is no part of a bare transaction."""
        prepared = [steps() for _ in range(int(PREPARED_PER_SECOND * self.seconds))]
        return lambda: bare.transaction(connection, self.seed, prepared.pop() if prepared else steps())

    @asynccontextmanager
    async def _http_clients(self) -> AsyncIterator[list[Connection]]:
        connections = [await Connection(self.machine.port, self.company.token).open() for _ in range(CLIENTS)]
        yield connections
        for connection in connections:
            connection.close()

    @asynccontextmanager
    async def _bare_clients(self) -> AsyncIterator[list[Any]]:
        async with AsyncExitStack() as stack:
            yield [await stack.enter_async_context(self.database.pool.acquire()) for _ in range(CLIENTS)]


def _sender(connection: Connection, send: Send) -> Work:
    return lambda: send(connection)
