"""The first job of a company, alone and behind ten thousand of another; each changes one deal."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg

from benchmarks.companies import BenchCompany
from benchmarks.pair import Pair
from guanxi.features.records.service.mass_updates import JOB
from guanxi.kernel.db import Database
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue, get_job
from guanxi.kernel.tenancy import open_scope

QUEUED = 10_000
AT_ONCE = 500  # jobs queued in one transaction
ROUNDS = 5
SECONDS_BETWEEN_LOOKS = 0.005
SOME_DEALS = "SELECT array_agg(id) FROM (SELECT id FROM guanxi.deal LIMIT $1) d"
WAITING = "SELECT count(*) FROM jobs.procrastinate_jobs WHERE status = 'todo' AND queue_name = $1"
CLEAR = "DELETE FROM jobs.procrastinate_jobs WHERE status = 'todo' AND queue_name = $1"


async def measure_jobs(pair: Pair, database: Database) -> dict[str, Any]:
    deals = await _deals(database, pair.quiet, 1)
    alone = [await _first_job(database, pair.quiet, deals) for _ in range(ROUNDS)]
    busy_deals = await _deals(database, pair.busy, QUEUED)
    for first in range(0, QUEUED, AT_ONCE):
        await _queue(database, pair.busy, busy_deals[first : first + AT_ONCE])
    beside = [await _first_job(database, pair.quiet, deals) for _ in range(ROUNDS)]
    # The queue's triggers name their tables without a schema.
    owner = await asyncpg.connect(pair.machine.owner_url, server_settings={"search_path": "jobs"})
    queue = f"company:{pair.busy.tenant_id}"
    left = await owner.fetchval(WAITING, queue)
    await owner.execute(CLEAR, queue)
    await owner.close()
    return {
        "queued": QUEUED,
        "still_queued": left,
        "alone_ms": round(1000 * median(alone)),
        "beside_ms": round(1000 * median(beside)),
    }


async def _first_job(database: Database, company: BenchCompany, deals: Sequence[UUID]) -> float:
    """Seconds from the commit to its end."""
    job_id = await _queue(database, company, deals)
    start = time.perf_counter()
    while True:
        async with open_scope(database, company.tenant_id, company.user_id, source="api") as scope:
            job = await get_job(scope, job_id)
        if job.state.is_final:
            assert job.state == "succeeded", job
            return time.perf_counter() - start
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


async def _queue(database: Database, company: BenchCompany, deals: Sequence[UUID]) -> UUID:
    """One job for each deal; the id of the last."""
    async with open_scope(database, company.tenant_id, company.user_id, source="api") as scope:
        for deal in deals:
            arguments = {
                "object": "deal", "change_set_id": new_id(), "source": "api", "values": {"probability": 10},
                "delete": False, "ids": [deal], "filter": "", "total": 1,
            }  # fmt: skip
            job_id = await enqueue(scope, JOB, arguments)
    return job_id


async def _deals(database: Database, company: BenchCompany, most: int) -> list[UUID]:
    async with open_scope(database, company.tenant_id, company.user_id, source="api") as scope:
        found: list[UUID] = await scope.tx.connection.fetchval(SOME_DEALS, most)
    return found
