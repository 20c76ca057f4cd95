"""Work that recurs: run by one of the workers, with the settings of the installation; a failure ends nothing."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.kernel.jobs import JobState, recurring
from guanxi.kernel.jobs.recurring import periodic, periodic_jobs
from guanxi.kernel.jobs.worker import Worker
from guanxi.settings import Settings
from tests.kernel.jobs import samples
from tests.kernel.jobs.driving import ended, queue

EVERY_MINUTE = "* * * * *"  # a starting worker makes up for the last minute at once


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch):
    monkeypatch.setattr(recurring, "_all", {})


async def test_one_of_two_workers_runs_it(database_url, owner_url, execute_as_owner):
    ran: list[tuple[int, int]] = []
    done = asyncio.Event()

    @periodic("tests.note", EVERY_MINUTE)
    async def note(database, settings):
        async with database.auth() as tx:
            ran.append((await tx.fetchval("SELECT 1"), settings.import_file_days))
        done.set()

    workers = [
        Worker(database_url, heartbeat_seconds=samples.HEARTBEAT, settings=Settings(import_file_days=7))
        for _ in range(2)
    ]
    running = [asyncio.create_task(worker.run()) for worker in workers]
    await asyncio.wait_for(done.wait(), 10)
    for worker in workers:
        worker.stop()
    await asyncio.gather(*running)

    minutes = await execute_as_owner("SELECT count(*) FROM jobs.procrastinate_periodic_defers")
    assert ran == [(1, 7)] * minutes[0]["count"]


async def test_failure_leaves_the_worker_at_work(database, admin, database_url):
    failed = asyncio.Event()

    @periodic("tests.fail", EVERY_MINUTE)
    async def fail(database, settings):
        failed.set()
        raise RuntimeError("no")

    worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT)
    running = asyncio.create_task(worker.run())
    await asyncio.wait_for(failed.wait(), 10)
    job = await ended(database, admin, await queue(database, admin, "tests.add", a=1, b=2))
    worker.stop()
    await running

    assert job.state == JobState.SUCCEEDED


def test_names_are_taken_once():
    @periodic("tests.twice", EVERY_MINUTE)
    async def one(database, settings): ...

    with pytest.raises(ValueError, match="Two periodic jobs"):

        @periodic("tests.twice", EVERY_MINUTE)
        async def other(database, settings): ...

    assert [each.run for each in periodic_jobs().values()] == [one]
