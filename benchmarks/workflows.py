"""How many steps of workflows a worker makes, and whether kills lose or double any: `python -m benchmarks.workflows`.

Deals are made over HTTP while no worker runs; each starts a workflow of four steps (a branch, an update, a new activity, a
notification). Then one worker carries all of it on, from the first event to the last step. With `--kills`, workers are
killed instead, each at a random moment while a transaction is open, and new deals are made so that there is always something to
break; `--minutes` ends the killing whatever was reached. Afterwards every record is looked at: what was lost, what was doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

import asyncpg
import httpx

from benchmarks.machine import Machine

AT_ONCE = 200
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
DONE = "SELECT count(*) FROM guanxi.workflow_step WHERE state = 'done'"
OPEN = """
SELECT (SELECT count(*) FROM guanxi.workflow_run WHERE state <> 'succeeded')
  + (SELECT count(*) FROM guanxi.outbox WHERE 'workflows' = ANY (pending))
"""
CONNECTED = "SELECT array_agg(pid) FROM pg_stat_activity WHERE application_name = 'guanxi'"
# Those of the web process, and of workers that are dead already, were connected before.
WITHIN = """
SELECT count(*) FROM pg_stat_activity
WHERE application_name = 'guanxi' AND NOT pid = ANY ($1) AND now() - xact_start > interval '50 milliseconds'
"""
# A deal to which something has not happened that should have.
LOST = """
SELECT count(*) FROM guanxi.deal d WHERE next_step IS DISTINCT FROM 'Call about ' || name
  OR NOT EXISTS (SELECT FROM guanxi.activity a WHERE a.tenant_id = d.tenant_id AND a.deal_id = d.id)
  OR NOT EXISTS (SELECT FROM guanxi.notification n WHERE n.tenant_id = d.tenant_id AND n.record_id = d.id)
"""
# A deal to which something has happened twice, or a run that made a step twice.
DOUBLED = """
SELECT (SELECT count(*) FROM guanxi.deal d WHERE version > 2
    OR (SELECT count(*) FROM guanxi.activity a WHERE a.tenant_id = d.tenant_id AND a.deal_id = d.id) > 1
    OR (SELECT count(*) FROM guanxi.notification n WHERE n.tenant_id = d.tenant_id AND n.record_id = d.id) > 1)
  + (SELECT count(*) FROM (SELECT FROM guanxi.workflow_step GROUP BY run_id, node HAVING count(*) > 1) s)
"""
LONGEST_PAUSE = 1.0
"""Seconds from where a transaction is seen to the kill: about as long as the longest takes, so that some die after it."""

FEED = 2_000
"""Deals that are made when fewer are left to go through than a worker does between two kills."""


async def measure(records: int, kills: int, minutes: float) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="guanxi-bench-"))
    folder.chmod(0o711)
    with Machine(folder, GUANXI_JOB_HEARTBEAT_SECONDS="1") as machine:
        _kill(machine)
        async with httpx.AsyncClient(base_url=f"{machine.url}/api/v1", timeout=None) as http:
            deals = await _found(http)
            await deals.make(records)
            owner = await asyncpg.connect(machine.owner_url)
            await owner.execute("ANALYZE")
            cpu, start = machine.spent(), time.perf_counter()
            machine._start("worker", "worker")
            killed = await _kill_some(machine, owner, deals, kills, start + minutes * 60)
            async with asyncio.timeout(minutes * 60 + 300):
                await _finished(owner, deals)
            seconds = time.perf_counter() - start
        spent = machine.spent().since(cpu)
        lost, doubled = await owner.fetchval(LOST), await owner.fetchval(DOUBLED)
        done = await owner.fetchval(DONE)
        await owner.close()
    return {
        "records": deals.made,
        "steps": done,
        "seconds": round(seconds, 1),
        "steps_per_second": round(done / seconds),
        "kills": killed,
        "lost": lost + max(0, deals.made * STEPS - done),
        "doubled": doubled + max(0, done - deals.made * STEPS),
        "cpu_seconds": {name: round(value, 1) for name, value in spent.by_process().items()},
    }


class Deals:
    """Made through the API, as many as are wanted in all."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.made = 0
        self._http = http

    async def make(self, count: int) -> None:
        for first in range(self.made, self.made + count, AT_ONCE):
            some = range(first, min(first + AT_ONCE, self.made + count))
            rows = [{"name": f"Deal {number}", "amount": number % 1000} for number in some]
            (await self._http.post("/objects/deal/records", json=rows)).raise_for_status()
        self.made += count


async def _found(http: httpx.AsyncClient) -> Deals:
    founded = (await http.post("/signup", json=FORM)).raise_for_status().json()
    http.cookies.clear()
    http.headers["Authorization"] = f"Bearer {founded['token']}"
    (await http.put("/definitions/workflow/benchmark", json=WORKFLOW)).raise_for_status()
    return Deals(http)


async def _kill_some(
    machine: Machine, owner: asyncpg.Connection, deals: Deals, kills: int, until: float
) -> int:
    """Each worker dies while a transaction of its own is open, at another moment of it. A new one starts at once."""
    chance, killed, before = Random(1), 0, await owner.fetchval(CONNECTED) or []
    while killed < kills and time.perf_counter() < until:
        if deals.made * STEPS - await owner.fetchval(DONE) < FEED * STEPS / 2:
            await deals.make(FEED)
        if not await owner.fetchval(WITHIN, before):
            await asyncio.sleep(0.02)
            continue
        await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE))
        if await owner.fetchval(WITHIN, before):
            _kill(machine)
            killed += 1
            before = await owner.fetchval(CONNECTED) or []
            machine._start("worker", "worker")
    return killed


async def _finished(owner: asyncpg.Connection, deals: Deals) -> None:
    while True:
        if await owner.fetchval(DONE) >= deals.made * STEPS and not await owner.fetchval(OPEN):
            return
        await asyncio.sleep(0.1)


def _kill(machine: Machine) -> None:
    machine.worker.kill()
    machine._processes["worker"].wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=15, help="after which nobody is killed any more")
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.records, given.kills, given.minutes)), indent=2))
