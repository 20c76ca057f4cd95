"""A worker killed in the middle of recomputing: the next goes on, and in the end every record follows."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys

import pytest

from guanxi.features.sharing import facade
from guanxi.kernel.jobs import JobState, get_job

ROWS = 8_000
MANY = """
INSERT INTO guanxi.account (tenant_id, id, name, owner_id, acl, created_at, updated_at)
SELECT $1, gen_random_uuid(), 'Account ' || n, $2, '{}', now() - interval '1 day', now() - interval '1 day'
FROM generate_series(1, $3) AS n
"""


@pytest.fixture
def start_worker(database_url, tmp_path):
    processes = []

    def start_worker():
        command = [
            sys.executable,
            "-m",
            "tests.fixtures.worker_process",
            database_url,
            str(tmp_path),
        ]
        processes.append(subprocess.Popen(command))
        return processes[-1]

    yield start_worker
    for process in processes:
        process.kill()
        process.wait()


async def test_every_record_follows(admin, scope_of, database, execute_as_owner, start_worker):
    await execute_as_owner(MANY, admin.tenant_id, admin.user_id, ROWS)
    async with scope_of(admin) as scope:
        job_id = await facade.recompute(scope, object_names=["account"])

    async def look():
        async with scope_of(admin) as scope:
            return await get_job(scope, job_id)

    worker = start_worker()
    async with asyncio.timeout(60):
        while (job := await look()).done == 0 and not job.state.is_final:
            await asyncio.sleep(0.005)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 0 < (await look()).done < ROWS
    start_worker()
    async with asyncio.timeout(60):
        while not (job := await look()).state.is_final:
            await asyncio.sleep(0.05)

    seed = await admin.seed(database)
    expected = sorted((seed.actor.principal, seed.tenant.everyone))
    rows = await execute_as_owner(
        "SELECT acl, version, count(*) FROM guanxi.account WHERE tenant_id = $1 GROUP BY 1, 2",
        admin.tenant_id,
    )
    assert job.state == JobState.SUCCEEDED and job.attempts > 1
    assert job.result == {"seen": ROWS, "changed": ROWS}
    assert [tuple(row) for row in rows] == [(expected, 1, ROWS)]
