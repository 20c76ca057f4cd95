"""A worker process killed in the middle: another goes on, and each step is committed exactly once."""

import asyncio
import subprocess
import sys
import time

import asyncpg
import pytest

from guanxi.kernel.jobs import JobState, enqueue
from guanxi.kernel.jobs.worker import Worker, WorkerThread
from guanxi.kernel.tenancy import open_scope
from tests.kernel.jobs import samples
from tests.kernel.jobs.driving import ended, look, queue, until


@pytest.fixture
async def long_job(database, admin):
    async with open_scope(database, admin.tenant_id, admin.user_id, source="test") as scope:
        return await enqueue(scope, "tests.chunks", {"pause": 0.05})


@pytest.fixture
def worker_process(database_url):
    process = subprocess.Popen([sys.executable, "-m", "tests.kernel.jobs.samples", database_url])
    yield process
    process.kill()
    process.wait()


async def chunks_of(owner_url, job_id):
    owner = await asyncpg.connect(owner_url)
    rows = await owner.fetch(
        "SELECT (args->>'chunk')::int AS chunk FROM guanxi.job WHERE kind = 'tests.mark' AND args->>'of' = $1",
        str(job_id),
    )
    await owner.close()
    return sorted(row["chunk"] for row in rows)


async def kill_in_the_middle(database, admin, job_id, process):
    await until(database, admin, job_id, JobState.RUNNING)
    while (await look(database, admin, job_id)).done < 3:
        await asyncio.sleep(0.02)
    process.kill()
    process.wait()


async def test_another_worker_goes_on(database, admin, database_url, owner_url, long_job, worker_process):
    await kill_in_the_middle(database, admin, long_job, worker_process)
    assert (await look(database, admin, long_job)).state == JobState.RUNNING

    worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT)
    running = asyncio.create_task(worker.run())
    job = await ended(database, admin, long_job)
    worker.stop()
    await running

    assert job.state == JobState.SUCCEEDED
    assert job.result == {"chunks": samples.CHUNKS, "attempt": 2}
    assert await chunks_of(owner_url, long_job) == list(range(samples.CHUNKS))


async def test_only_worker_goes_on_at_once(database, admin, database_url, long_job, worker_process):
    await kill_in_the_middle(database, admin, long_job, worker_process)

    slow_to_suspect = Worker(database_url, heartbeat_seconds=60)
    running = asyncio.create_task(slow_to_suspect.run(others_are_dead=True))
    began = time.monotonic()
    job = await ended(database, admin, long_job)
    slow_to_suspect.stop()
    await running

    assert job.result == {"chunks": samples.CHUNKS, "attempt": 2}
    assert time.monotonic() - began < 15


async def test_one_held_up_does_not_give_its_own_job_away(database, admin, database_url):
    silence = 3 * samples.HEARTBEAT

    worker = WorkerThread(database_url, prepare=lambda: None, heartbeat_seconds=samples.HEARTBEAT)
    worker.start()
    held_up = await queue(database, admin, "tests.stall", seconds=silence + 0.5)
    job = await ended(database, admin, held_up)
    worker.stop()

    assert job.result == 1
