"""Runs one scenario both ways, through HTTP as a signed-in client and its statements bare, in companies of all sizes."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks import bare
from benchmarks.companies import BenchCompany
from benchmarks.http import Connection
from benchmarks.load import CLIENTS, Rate, Work, run
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
    """One company, and for how long each measurement of it runs, over all rounds."""

    machine: Machine
    database: Database
    company: BenchCompany
    seed: ScopeSeed
    seconds: float

    @asynccontextmanager
    async def ready(self, scenario: Scenario) -> AsyncIterator[Callable[[], Awaitable[Round]]]:
        """Everything made before the clock runs: connections, and as many bare transactions as can be foreseen."""
        steps = await bare.record(self.database, self.seed, scenario.call)
        async with AsyncExitStack() as stack:
            ours = [_sender(await self._connect(stack), scenario.send(n)) for n in range(CLIENTS)]
            theirs = [
                self._repeater(
                    await stack.enter_async_context(self.database.pool.acquire()), scenario.again(steps, n)
                )
                for n in range(CLIENTS)
            ]
            gc.freeze()

            async def go() -> Round:
                seconds, spent = self.seconds / ROUNDS, self.machine.spent
                return Round(len(steps), await run(ours, seconds, spent), await run(theirs, seconds, spent))

            yield go

    async def _connect(self, stack: AsyncExitStack) -> Connection:
        connection = await Connection(self.machine.port, self.company.token).open()
        stack.callback(connection.close)
        return connection

    def _repeater(self, connection: Any, steps: Steps) -> Work:
        prepared = [steps() for _ in range(int(PREPARED_PER_SECOND * self.seconds))]
        return lambda: bare.transaction(connection, self.seed, prepared.pop() if prepared else steps())


@dataclass(frozen=True)
class Round:
    statements: int
    ours: Rate
    bare: Rate

    @property
    def ratio(self) -> float:
        return self.ours.per_second / self.bare.per_second

    @property
    def cpu_ratio(self) -> float:
        """What the same processors would answer, ours to bare, if nothing else kept them busy or idle."""
        return self.bare.cpu_us / self.ours.cpu_us


async def measure(parts: Mapping[str, tuple[Bench, Scenario]]) -> dict[str, dict[str, Any]]:
    """By size. All sizes take turns, so that what else the machine does meets all; of the rounds, the middle ones."""
    rounds: dict[str, list[Round]] = {size: [] for size in parts}
    async with AsyncExitStack() as stack:
        runs = {
            size: await stack.enter_async_context(bench.ready(scenario))
            for size, (bench, scenario) in parts.items()
        }
        for _ in range(ROUNDS):
            for size, go in runs.items():
                rounds[size].append(await go())
    smallest = rounds[min(parts, key=int)]
    return {size: _summary(found, smallest) for size, found in rounds.items()}


def _summary(rounds: Sequence[Round], smallest: Sequence[Round]) -> dict[str, Any]:
    middle = sorted(rounds, key=lambda found: found.ratio)[ROUNDS // 2]
    growth = median(
        each.ours.p95_ms / least.ours.p95_ms for each, least in zip(rounds, smallest, strict=True)
    )
    return {
        **asdict(middle),
        "ratio": round(middle.ratio, 2),
        "cpu_ratio": round(median(each.cpu_ratio for each in rounds), 2),
        "p95_to_smallest": round(growth, 2),
    }


def _sender(connection: Connection, send: Send) -> Work:
    return lambda: send(connection)
