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
        steps = await bare.record(self.database, self.seed, scenario.call)
        async with self._http_clients() as connections:
            ours = await self._run([_sender(c, scenario.send(n)) for n, c in enumerate(connections)])
        async with self._bare_clients() as connections:
            theirs = await self._run(
                [self._repeater(c, scenario.again(steps, n)) for n, c in enumerate(connections)]
            )
        ratio = ours["per_second"] / theirs["per_second"]
        return {"statements": len(steps), "ours": ours, "bare": theirs, "ratio": round(ratio, 2)}

    async def _run(self, clients: list[Work]) -> dict[str, Any]:
        return asdict(await run(clients, self.seconds, self.machine.cpu_seconds))

    def _repeater(self, connection: Any, steps: Steps) -> Work:
        """Prepared before the clock runs, as far as can be foreseen: making ids is no part of a bare transaction."""
        prepared = [steps() for _ in range(int(PREPARED_PER_SECOND * self.seconds))]
        gc.freeze()
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
