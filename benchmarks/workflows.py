"""How many steps of workflows the workers make, and whether kills lose or double any: `python -m benchmarks.workflows`.

Deals are made over HTTP while no worker runs; each starts a workflow of four steps (a branch, an update, a new activity, a
notification). Then the workers carry all of it on, from the first event to the last step; their start counts. With `--kills`
workers are killed meanwhile, each with a transaction of its own open, while new deals come in, so that there is always
something to break; `--minutes` ends the killing whatever was reached. Afterwards every record is looked at: what was lost,
what was doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from benchmarks.machine import Machine
from benchmarks.worker_kills import Killed, kill_workers

CONNECTIONS = 4
STEPS = 4
FORM = {
    "company": "Flows", "name": "Ada", "email": "ada@flows.example", "password": "correct horse battery staple",
    "locale": "en", "currency": "USD", "timezone": "UTC",
}  # fmt: skip
WORKFLOW = {
    "object": "deal",
    "label": "Benchmark",
    "body": {
        "trigger": {"type": "record_created"},
        "steps": [
            {
                "key": "split", "type": "branch", "next": {"big": "set", "otherwise": "set"},
                "settings": {"ways": [{"name": "big", "condition": "amount > 500"}]},
            },
            {
                "key": "set", "type": "update_record", "next": {"next": "task"},
                "settings": {"values": [{"field": "next_step", "template": "Call about {{name}}"}]},
            },
            {
                "key": "task", "type": "create_record", "next": {"next": "tell"},
                "settings": {
                    "object": "activity",
                    "values": [{"field": "name", "template": "Call {{name}}"}, {"field": "deal", "expression": "id"}],
                },
            },
            {
                "key": "tell", "type": "notify",
                "settings": {"to": [{"kind": "field", "name": "owner"}], "title": "{{name}} is new"},
            },
        ],
    },
}  # fmt: skip
# Counted where each transaction of the engine adds its steps, so that looking costs nothing.
DONE = "SELECT coalesce(sum(steps), 0)::int FROM guanxi.workflow_usage"
STEPS_KEPT = "SELECT count(*) FROM guanxi.workflow_step WHERE state = 'done'"
OPEN = """
SELECT (SELECT count(*) FROM guanxi.workflow_run WHERE state <> 'succeeded')
  + (SELECT count(*) FROM guanxi.outbox WHERE 'workflows' = ANY (pending))
"""
# A deal to which something has not happened that should have.
LOST = """
SELECT count(*) FROM guanxi.deal d WHERE next_step IS DISTINCT FROM 'Call about ' || name
  OR NOT EXISTS (SELECT FROM guanxi.activity a WHERE a.tenant_id = d.tenant_id AND a.deal_id = d.id)
  OR NOT EXISTS (SELECT FROM guanxi.notification n WHERE n.tenant_id = d.tenant_id AND n.record_id = d.id)
"""
# A deal to which something has happened twice, or a run that made a step twice.
DOUBLED = """
SELECT (SELECT count(*) FROM guanxi.deal WHERE version > 2)
  + (SELECT count(*) FROM (SELECT FROM guanxi.activity GROUP BY deal_id HAVING count(*) > 1) a)
  + (SELECT count(*) FROM (SELECT FROM guanxi.notification GROUP BY record_id HAVING count(*) > 1) n)
  + (SELECT count(*) FROM (SELECT FROM guanxi.workflow_step GROUP BY run_id, node HAVING count(*) > 1) s)
"""
FEED = 4_000
"""Deals that may wait for the workers while these are killed: more than they go through between two kills."""

MEAL = 200
SECONDS_BETWEEN_MEALS = 0.1

SECONDS_OF_STANDSTILL = 60.0  # after which what is left counts as lost
SECONDS_BETWEEN_LOOKS = 0.05
NO_BUDGET = str(10**9)  # of one company in an hour: here one company does nothing else
SETTINGS = {
    "GUANXI_JOB_HEARTBEAT_SECONDS": "1",  # so that the work of a killed worker is offered again after three seconds
    "GUANXI_JOB_NICENESS": "0",  # no request waits for a processor
    "GUANXI_WORKFLOW_RUNS_PER_HOUR": NO_BUDGET,
    "GUANXI_WORKFLOW_STEPS_PER_HOUR": NO_BUDGET,
}


@dataclass(frozen=True)
class Wanted:
    """`together` records are made by one request, and so become one event. `minutes` end the killing."""

    records: int = 20_000
    together: int = 200
    workers: int = 2
    kills: int = 0
    minutes: float = 15


async def measure_workflows(wanted: Wanted) -> dict[str, Any]:
    """In a database of its own."""
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        with Machine(Path(folder), statements=False, **SETTINGS) as machine:
            while machine.workers:
                machine.kill_worker()
            return await _measure(machine, wanted)


async def _measure(machine: Machine, wanted: Wanted) -> dict[str, Any]:
    owner = await asyncpg.connect(machine.owner_url)
    async with httpx.AsyncClient(base_url=f"{machine.url}/api/v1", timeout=None) as http:
        deals = await _found(http, wanted.together)
        await deals.make(wanted.records)
        await owner.execute("ANALYZE")
        cpu, start = machine.spent(), time.perf_counter()
        for _ in range(wanted.workers):
            machine.start_worker()
        pace = Pace(start)
        watching = asyncio.create_task(_watch(machine, pace))
        killed = await _kill(machine, owner, deals, wanted, start) if wanted.kills else Killed()
        is_finished = await _finished(owner, deals, pace)
        watching.cancel()
        spent = machine.spent().since(cpu)
    seconds = pace.last_step - start
    await owner.execute("ANALYZE")
    lost, doubled = await owner.fetchval(LOST), await owner.fetchval(DOUBLED)
    done = await owner.fetchval(STEPS_KEPT)
    await owner.close()
    return {
        "records": deals.made,
        "records_of_an_event": wanted.together,
        "workers": wanted.workers,
        "steps": done,
        "seconds": round(seconds, 1),
        "steps_per_second": round(done / seconds),
        "cpu_seconds_per_1000_steps": {
            name: round(1000 * value / max(1, done), 3) for name, value in spent.by_process().items()
        },
        "killed": asdict(killed),
        "longest_standstill_seconds": round(pace.longest_standstill, 1),
        "is_finished": is_finished,
        "lost": lost + max(0, deals.made * STEPS - done),
        "doubled": doubled + max(0, done - deals.made * STEPS),
    }


@dataclass
class Pace:
    """`last_step` is when more steps were seen than before, by `perf_counter`."""

    last_step: float
    done: int = 0
    longest_standstill: float = 0.0

    def see(self, done: int) -> None:
        now = time.perf_counter()
        if done > self.done:
            self.longest_standstill = max(self.longest_standstill, now - self.last_step)
            self.done, self.last_step = done, now


class Deals:
    """Made through the API, so many by one request."""

    def __init__(self, http: httpx.AsyncClient, together: int) -> None:
        self.made = 0
        self._http, self._together = http, together

    async def make(self, count: int) -> None:
        requests = range(self.made, self.made + count, self._together)
        for start in range(0, len(requests), CONNECTIONS):
            await asyncio.gather(*(self._make(first) for first in requests[start : start + CONNECTIONS]))
        self.made += len(requests) * self._together

    async def _make(self, first: int) -> None:
        some = range(first, first + self._together)
        rows = [{"name": f"Deal {number}", "amount": number % 1000} for number in some]
        (await self._http.post("/objects/deal/records", json=rows)).raise_for_status()


async def _found(http: httpx.AsyncClient, together: int) -> Deals:
    founded = (await http.post("/signup", json=FORM)).raise_for_status().json()
    http.cookies.clear()
    http.headers["Authorization"] = f"Bearer {founded['token']}"
    (await http.put("/definitions/workflow/benchmark", json=WORKFLOW)).raise_for_status()
    return Deals(http, together)


async def _watch(machine: Machine, pace: Pace) -> None:
    owner = await asyncpg.connect(machine.owner_url)
    try:
        while True:
            pace.see(await owner.fetchval(DONE))
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    finally:
        owner.terminate()


async def _kill(
    machine: Machine, owner: asyncpg.Connection, deals: Deals, wanted: Wanted, start: float
) -> Killed:
    enough = asyncio.Event()
    feeding = asyncio.create_task(_feed(machine, deals, enough))
    try:
        return await kill_workers(machine, owner, wanted.kills, start + 60 * wanted.minutes)
    finally:
        enough.set()
        await feeding


async def _feed(machine: Machine, deals: Deals, enough: asyncio.Event) -> None:
    owner = await asyncpg.connect(machine.owner_url)
    while not enough.is_set():
        if deals.made * STEPS - await owner.fetchval(DONE) < FEED * STEPS:
            await deals.make(MEAL)
        await asyncio.sleep(SECONDS_BETWEEN_MEALS)
    await owner.close()


async def _finished(owner: asyncpg.Connection, deals: Deals, pace: Pace) -> bool:
    """False when nothing has moved for long, though not all is done."""
    while pace.done < deals.made * STEPS or await owner.fetchval(OPEN):
        if time.perf_counter() - pace.last_step > SECONDS_OF_STANDSTILL:
            return False
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workflows", description=__doc__)
    parser.add_argument("--records", type=int, default=Wanted.records)
    parser.add_argument("--together", type=int, default=Wanted.together, help="records of one request")
    parser.add_argument("--workers", type=int, default=Wanted.workers)
    parser.add_argument("--kills", type=int, default=0, help="of workers in the middle of a transaction")
    parser.add_argument(
        "--minutes", type=float, default=Wanted.minutes, help="after which nobody is killed any more"
    )
    found = asyncio.run(measure_workflows(Wanted(**vars(parser.parse_args()))))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
