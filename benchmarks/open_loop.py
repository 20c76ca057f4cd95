"""Open-loop load: requests leave at their times, whether or not earlier ones were answered.

A request that had to wait for a free connection counts from the time at which it should have left.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.http import Connection

Request = tuple[str, str, bytes]  # method, path, body


@dataclass
class Seen:
    """By request, the seconds of those that were answered; statuses of all."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2) if ordered else 0.0


async def send(
    requests: Sequence[Request], per_second: float, seconds: float, port: int, token: str, connections: int
) -> Seen:
    """The requests in turn, evenly spaced, each on the first connection that is free."""
    free: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
    opened = [await Connection(port, token).open() for _ in range(connections)]
    for each in opened:
        free.put_nowait(each)
    seen, under_way = Seen(), set()
    start = time.perf_counter()
    for number in range(int(per_second * seconds)):
        due = start + number / per_second
        if (pause := due - time.perf_counter()) > 0:
            await asyncio.sleep(pause)
        if time.perf_counter() > start + seconds:
            break
        connection = await free.get()
        task = asyncio.create_task(_one(connection, requests[number % len(requests)], due, free, seen))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    for each in opened:
        each.close()
    return seen


async def _one(
    connection: Connection, request: Request, due: float, free: asyncio.Queue[Connection], seen: Seen
) -> None:
    status, _ = await connection.exchange(*request)
    seen.statuses[status] += 1
    if status < 300:
        seen.seconds.append(time.perf_counter() - due)
    free.put_nowait(connection)
