"""Killing workers while they work, each in the middle of a transaction, at another moment of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from random import Random

import asyncpg

from benchmarks.machine import Machine

# Only the transactions that have written something.
_OPEN = """
SELECT pid, xact_start FROM pg_stat_activity WHERE application_name = 'guanxi' AND backend_xid IS NOT NULL
"""
_STILL_OPEN = """
SELECT count(*) FROM pg_stat_activity a JOIN unnest($1::int[], $2::timestamptz[]) o (pid, since)
  ON a.pid = o.pid AND a.xact_start = o.since
"""
_CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY ($1)"
LONGEST_PAUSE = 0.5
"""Seconds from where a transaction is seen to the kill: more than most take, so that any moment of one may be hit."""

SECONDS_TO_NOTICE = 5.0  # in which the database sees that nobody is left at the other end
SECONDS_BETWEEN_LOOKS = 0.02


@dataclass
class Killed:
    """`cut` workers died with a transaction that had written something, `others` between two."""

    cut: int = 0
    others: int = 0


async def kill_workers(machine: Machine, owner: asyncpg.Connection, cuts: int, until: float) -> Killed:
    """As many as shall be cut off, or until that time (of `perf_counter`). A new one starts at once for each."""
    chance, killed = Random(1), Killed()
    while killed.cut < cuts and time.perf_counter() < until:
        if not await owner.fetch(_OPEN):
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            continue
        await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE))
        open_ones = await owner.fetch(_OPEN)
        if not open_ones:
            continue
        machine.kill_worker(chance.randrange(len(machine.workers)))
        machine.start_worker()
        if await _were_cut(owner, open_ones):
            killed.cut += 1
        else:
            killed.others += 1
    return killed


async def _were_cut(owner: asyncpg.Connection, open_ones: list[asyncpg.Record]) -> bool:
    """Whether one of these transactions ended with its connection: those of other processes keep theirs."""
    pids, since = [each["pid"] for each in open_ones], [each["xact_start"] for each in open_ones]
    for _ in range(round(SECONDS_TO_NOTICE / SECONDS_BETWEEN_LOOKS)):
        if not await owner.fetchval(_STILL_OPEN, pids, since):
            break
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    return bool(await owner.fetchval(_CONNECTED, pids) < len(pids))
