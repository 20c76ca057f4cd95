"""Large work while it is watched: how fast, at what cost for which process, and whether pace and memory stay level.

Processor time is what to compare between machines and busy hours; seconds are what a person waits.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from benchmarks.machine import Machine, Spent

MEBIBYTE = 2**20
SETTLED = 0.2  # of the records; from here on memory must not grow


@dataclass(frozen=True)
class Bulk:
    """`cpu` are processor seconds for 1,000 records, by process; `pace` records a second in the second and the last fifth."""

    records: int
    seconds: float
    per_second: int
    cpu: dict[str, float]
    pace: dict[str, int]
    worker_mib: dict[str, int]


class Watch:
    """Begun when the work begins; told as often as somebody looks how much of it is done."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._start: tuple[float, Spent] | None = None
        self._moments: list[tuple[float, int]] = []
        self._memory: list[float] = []

    def begin(self) -> None:
        if self._start is None:
            self._start = time.perf_counter(), self._machine.spent()

    def look(self, done: int, total: int) -> None:
        self.begin()
        self._moments.append((time.perf_counter(), done))
        if done >= total * SETTLED:
            self._memory.append(self._machine.worker.memory_info().rss / MEBIBYTE)

    def end(self, records: int) -> Bulk:
        assert self._start is not None
        (begun, before), now = self._start, time.perf_counter()
        spent = self._machine.spent().since(before)
        seconds = now - begun
        memory = self._memory or [self._machine.worker.memory_info().rss / MEBIBYTE]
        return Bulk(
            records,
            round(seconds, 1),
            round(records / seconds),
            {name: round(value * 1_000 / records, 4) for name, value in spent.by_process().items()},
            {"early": self._pace(records, 0.2, 0.4), "late": self._pace(records, 0.8, 1.0)},
            {"at_first": round(memory[0]), "at_most": round(max(memory))},
        )

    def _pace(self, records: int, begin: float, end: float) -> int:
        part = [(at, done) for at, done in self._moments if records * begin <= done <= records * end]
        if len(part) < 2 or part[-1][1] == part[0][1]:
            return 0
        (first_at, first), *_ = part
        # Of looks that saw the same progress, the first is when it was reached.
        last_at, last = next(moment for moment in part if moment[1] == part[-1][1])
        return round((last - first) / (last_at - first_at))


def as_dict(bulk: Bulk) -> dict[str, Any]:
    return {name: getattr(bulk, name) for name in Bulk.__dataclass_fields__}
