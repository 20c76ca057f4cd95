"""What many approvals cost: `python -m benchmarks.approvals`.

Two companies, one with 1,000 requests, the other with 100,000; four in ten are open. In both the reader is asked in the same
number of them, and a boss in a fifth of all that is open. Requests go to both in turns, one after the other on kept connections;
shown are the medians and their ratio, and by which indexes the large company's lists were read.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from benchmarks.companies import BenchCompany, fill_company, found_company, new_identity
from benchmarks.http import Connection
from benchmarks.live import new_colleague
from benchmarks.machine import Machine
from guanxi import catalogue
from guanxi.kernel.db import Database

API = "/api/v1"
COLLEAGUES = 20
OWN = 60  # requests that ask the reader
STEP = {"name": "first", "approvers": [{"field": "owner"}], "deadline": {"hours": 48}}
REQUESTS = """
INSERT INTO guanxi.approval_request (tenant_id, id, process_id, process, version, label, body, object_id, record_id, submitted_by,
  state, steps, created_at, updated_at, finished_at)
SELECT d.tenant_id, gen_random_uuid(), r.process_id, r.process, r.version, r.label, r.body, r.object_id, d.id,
  ($2::uuid[])[1 + d.n % array_length($2::uuid[], 1)], CASE WHEN d.n % 10 < 4 THEN 'pending' ELSE 'approved' END, r.steps,
  now() - d.n * interval '1 minute', now(), CASE WHEN d.n % 10 < 4 THEN NULL ELSE now() END
FROM (SELECT tenant_id, id, row_number() OVER (ORDER BY id) AS n FROM guanxi.deal WHERE tenant_id = $1
  AND id <> $3) d, (SELECT * FROM guanxi.approval_request WHERE tenant_id = $1 AND record_id = $3) r
"""
# The reader is asked in the first of them, the boss in every fifth, colleagues in the rest. Every third is overdue.
TASKS = """
INSERT INTO guanxi.approval_task (tenant_id, id, request_id, step, round, group_id, number, place, mode, user_id, state,
  asked_at, due_at, decided_at, decided_by)
SELECT tenant_id, gen_random_uuid(), id, 'first', 0, gen_random_uuid(), 0, 'step', 'any', asked,
  CASE WHEN state = 'pending' THEN 'waiting' ELSE 'approved' END, created_at,
  CASE WHEN state = 'pending' THEN now() + CASE WHEN n % 3 = 0 THEN -1 ELSE 1 END * interval '1 day' END,
  CASE WHEN state = 'pending' THEN NULL ELSE now() - n * interval '1 second' END, CASE WHEN state = 'pending' THEN NULL ELSE asked END
FROM (SELECT *, CASE WHEN n <= $4 THEN $2::uuid WHEN n % 5 = 0 THEN $3::uuid
  ELSE ($5::uuid[])[1 + n % array_length($5::uuid[], 1)] END AS asked
  FROM (SELECT *, row_number() OVER (PARTITION BY state ORDER BY id) AS n FROM guanxi.approval_request WHERE tenant_id = $1) q) r
WHERE record_id <> $6
"""
TRAIL = """
INSERT INTO guanxi.approval_trail (tenant_id, id, request_id, at, number, kind, user_id, people, files)
SELECT tenant_id, gen_random_uuid(), id, created_at, k, CASE k WHEN 0 THEN 'submitted' ELSE 'asked' END, submitted_by, '{}', '{}'
FROM guanxi.approval_request, generate_series(0, 1) k WHERE tenant_id = $1
"""


@dataclass
class Side:
    company: BenchCompany
    reader: Connection
    boss: Connection
    boss_id: UUID

    def readings(self) -> dict[str, tuple[Connection, str]]:
        reader, boss, at = self.reader, self.boss, f"{API}/approvals"
        return {
            "badge": (reader, f"{at}?limit=1"),
            "inbox of 60": (reader, at),
            "badge of the boss": (boss, f"{at}?limit=1"),
            "inbox of the boss": (boss, at),
            "done": (reader, f"{at}?state=done"),
            "submitted": (reader, f"{at}?state=submitted"),
            "all open": (reader, f"{API}/open-approvals"),
            "all open of a process": (reader, f"{API}/open-approvals?process=big"),
            "all open for the reader": (reader, f"{API}/open-approvals?approver={self.company.user_id}"),
            "all open for the boss": (reader, f"{API}/open-approvals?approver={self.boss_id}"),
            "all that is overdue": (reader, f"{API}/open-approvals?overdue=true"),
        }

    async def reopen(self) -> None:
        """A kept connection is closed while nothing is asked."""
        await self.reader.open()
        await self.boss.open()


async def _side(
    machine: Machine, database: Database, owner: asyncpg.Connection, name: str, count: int
) -> Side:
    company = await found_company(database, await new_identity(database), name)
    reader = await Connection(machine.port, company.token).open()
    boss_token = await new_colleague(database, company, 0)
    for number in range(1, COLLEAGUES + 1):
        await new_colleague(database, company, number)
    everybody = [
        row["id"]
        for row in await owner.fetch(
            "SELECT id FROM guanxi.app_user WHERE tenant_id = $1 AND id <> $2 AND kind = 'person' ORDER BY created_at, id",
            company.tenant_id,
            company.user_id,
        )
    ]
    boss, colleagues = everybody[0], everybody[1:]
    await fill_company(machine.owner_url, company, count - 1)
    process = {"object": "deal", "label": "Big", "body": {"steps": [STEP], "letters": False}}
    await reader.send("PUT", f"{API}/definitions/approval/big", json.dumps(process).encode())
    made = await reader.send("POST", f"{API}/objects/deal/records", b'{"name": "First"}')
    first = json.loads(made)["ids"][0]
    await reader.send("POST", f"{API}/objects/deal/records/{first}/approvals", b'{"process": "big"}')
    await owner.execute(REQUESTS, company.tenant_id, everybody, UUID(first))
    await owner.execute(TASKS, company.tenant_id, company.user_id, boss, OWN, colleagues, UUID(first))
    await owner.execute(TRAIL, company.tenant_id)
    return Side(company, reader, Connection(machine.port, boss_token), boss)


async def _compare(sides: dict[str, Side], reading: str, rounds: int) -> dict[str, Any]:
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            connection, path = side.readings()[reading]
            start = time.perf_counter()
            await connection.send("GET", path)
            taken[name].append(1000 * (time.perf_counter() - start))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    return {
        **{f"{name}_ms": round(value, 2) for name, value in middle.items()},
        "ratio": round(middle["large"] / middle["small"], 2),
    }


SCANS = """
SELECT relname, seq_scan, idx_scan FROM pg_stat_user_tables WHERE schemaname = 'guanxi' AND relname LIKE 'approval_%' ORDER BY 1
"""


async def _scans(owner: asyncpg.Connection) -> dict[str, int]:
    await owner.execute("SELECT pg_stat_clear_snapshot()")
    return {row["relname"]: row["seq_scan"] for row in await owner.fetch(SCANS)}


async def _measure(given: argparse.Namespace) -> None:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        with Machine(Path(folder)) as machine:
            database = Database(machine.login_url)
            await database.start()
            owner = await asyncpg.connect(machine.owner_url)
            try:
                start = time.perf_counter()
                sides = {
                    "small": await _side(machine, database, owner, "Small", given.small),
                    "large": await _side(machine, database, owner, "Large", given.large),
                }
                await owner.execute("VACUUM ANALYZE")
                print(f"{'making both companies':28} {time.perf_counter() - start:.1f} s", flush=True)
                for side in sides.values():
                    await side.reopen()
                before = await _scans(owner)
                for reading in sides["small"].readings():
                    print(f"{reading:28} {await _compare(sides, reading, given.rounds)}", flush=True)
                await asyncio.sleep(2)  # servers tell their figures once a second
                after = await _scans(owner)
                whole = {name: after[name] - before[name] for name in after if after[name] != before[name]}
                print(f"{'tables read from end to end':28} {whole or 'none'}")
            finally:
                await owner.close()
                await database.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.approvals", description=__doc__)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=100)
    asyncio.run(_measure(parser.parse_args()))


if __name__ == "__main__":
    main()
