"""Closed-loop load: so many clients, each sending its next request when the last was answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.machine import Spent

CLIENTS = 8
WARM_UP = 0.25  # of the seconds given

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Rate:
    per_second: float
    p50_ms: float
    p95_ms: float
    server_us: float  # processor time for one request, of each part
    database_us: float
    client_us: float

    @property
    def cpu_us(self) -> float:
        return self.server_us + self.database_us + self.client_us


async def run(clients: list[Work], seconds: float, spent: Callable[[], Spent]) -> Rate:
    """Requests per second of all clients together, after a warm-up that is not counted."""
    await _loop(clients, seconds * WARM_UP)
    before, own = spent(), time.process_time()
    times = await _loop(clients, seconds)
    took, own = spent().since(before), time.process_time() - own
    times.sort()
    micros = 1e6 / max(1, len(times))
    return Rate(
        round(len(times) / seconds, 1),
        _at(times, 0.5),
        _at(times, 0.95),
        round(took.server * micros),
        round(took.database * micros),
        round(own * micros),
    )


async def _loop(clients: list[Work], seconds: float) -> list[float]:
    end = time.perf_counter() + seconds
    times: list[float] = []

    async def go(work: Work) -> None:
        while (start := time.perf_counter()) < end:
            await work()
            times.append(time.perf_counter() - start)

    await asyncio.gather(*(go(work) for work in clients))
    return times


def _at(times: list[float], share: float) -> float:
    return round(1000 * times[min(len(times) - 1, int(len(times) * share))], 2) if times else 0.0
