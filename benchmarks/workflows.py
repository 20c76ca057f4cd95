"""How many steps of workflows a worker makes, and whether kills lose or double any: `python -m benchmarks.workflows`.

Deals are made over HTTP while no worker runs; each starts a workflow of four steps (a branch, an update, a new activity, a
notification). Then one worker carries all of it on, from the first event to the last step. With `--kills`, workers are
killed instead, each at a random moment of a transaction, and afterwards every record is looked at.
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
WITHIN = """
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'guanxi' AND now() - xact_start > interval '50 milliseconds'
"""
# A deal that is not as one pass of its workflow leaves it, or a run that made a step twice.
WRONG = """
SELECT (SELECT count(*) FROM guanxi.deal d WHERE version <> 2 OR next_step <> 'Call about ' || name
    OR (SELECT count(*) FROM guanxi.activity a WHERE a.tenant_id = d.tenant_id AND a.deal_id = d.id) <> 1
    OR (SELECT count(*) FROM guanxi.notification n WHERE n.tenant_id = d.tenant_id AND n.record_id = d.id) <> 1)
  + (SELECT count(*) FROM (SELECT FROM guanxi.workflow_step GROUP BY run_id, node HAVING count(*) <> 1) s)
"""


async def measure(records: int, kills: int) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="guanxi-bench-"))
    folder.chmod(0o711)
    with Machine(folder, GUANXI_JOB_HEARTBEAT_SECONDS="1") as machine:
        _kill(machine)
        await _make_deals(machine, records)
        owner = await asyncpg.connect(machine.owner_url)
        await owner.execute("ANALYZE")
        cpu, start = machine.spent(), time.perf_counter()
        machine._start("worker", "worker")
        killed = await _kill_some(machine, owner, records * STEPS, kills)
        await _finished(owner, records * STEPS)
        seconds = time.perf_counter() - start
        spent = machine.spent().since(cpu)
        wrong = await owner.fetchval(WRONG)
        done = await owner.fetchval(DONE)
        await owner.close()
    return {
        "records": records,
        "steps": done,
        "seconds": round(seconds, 1),
        "steps_per_second": round(done / seconds),
        "kills": killed,
        "lost_or_doubled": wrong + abs(done - records * STEPS),
        "cpu_seconds": {name: round(value, 1) for name, value in spent.by_process().items()},
    }


async def _make_deals(machine: Machine, records: int) -> None:
    async with httpx.AsyncClient(base_url=f"{machine.url}/api/v1", timeout=None) as http:
        founded = (await http.post("/signup", json=FORM)).raise_for_status().json()
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {founded['token']}"
        (await http.put("/definitions/workflow/benchmark", json=WORKFLOW)).raise_for_status()
        for first in range(0, records, AT_ONCE):
            some = range(first, min(first + AT_ONCE, records))
            deals = [{"name": f"Deal {number}", "amount": number % 1000} for number in some]
            (await http.post("/objects/deal/records", json=deals)).raise_for_status()


async def _kill_some(machine: Machine, owner: asyncpg.Connection, steps: int, kills: int) -> int:
    """Each worker dies within a transaction, at another moment of it."""
    chance, killed = Random(1), 0
    while killed < kills and await _at_work(owner, steps):
        await asyncio.sleep(chance.uniform(0, 1.0))
        _kill(machine)
        killed += 1
        machine._start("worker", "worker")
    return killed


async def _at_work(owner: asyncpg.Connection, steps: int) -> bool:
    """False when there is nothing left to do."""
    while True:
        if await owner.fetchval(DONE) >= steps:
            return False
        if await owner.fetchval(WITHIN):
            return True
        await asyncio.sleep(0.01)


async def _finished(owner: asyncpg.Connection, steps: int) -> None:
    while True:
        if await owner.fetchval(DONE) >= steps and not await owner.fetchval(OPEN):
            return
        await asyncio.sleep(0.1)


def _kill(machine: Machine) -> None:
    machine.worker.kill()
    machine._processes["worker"].wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.records, given.kills)), indent=2))
