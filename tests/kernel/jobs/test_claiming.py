"""Companies take turns at the workers, and none holds more places than its share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from guanxi.kernel.jobs import JobContext, enqueue, job
from guanxi.kernel.jobs.state import JobState
from guanxi.kernel.jobs.worker import Worker
from guanxi.kernel.tenancy import open_scope
from guanxi.settings import Settings
from tests.kernel.jobs import samples
from tests.kernel.jobs.driving import ended, queue, until

_open = asyncio.Event()


@job("tests.hold")
async def hold(ctx: JobContext) -> None:
    """Runs until the test lets it end."""
    await _open.wait()


Claim = Callable[..., str | None]


@pytest.fixture
def owner(owner_url: str):
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("SET search_path = jobs")
        connection.execute("DELETE FROM procrastinate_jobs")
        yield connection


@pytest.fixture
def claim(owner: Any, database_url: str) -> Claim:
    """Claims as one worker does; gives the queue of the job, None when there is nothing."""
    worker = owner.execute("SELECT worker_id FROM procrastinate_register_worker_v1()").fetchone()[0]

    def claim(behind: str = "", share: int = 2, only_idle: bool = False) -> str | None:
        with psycopg.connect(database_url) as connection:
            connection.execute("SET search_path = jobs")
            row = connection.execute(
                "SELECT queue_name FROM jobs.claim(%s, %s, %s, %s)", (worker, behind, share, only_idle)
            ).fetchone()
        return row and row[0]

    return claim


def queue_of(person: Any) -> str:
    return f"company:{person.tenant_id}"


async def queue_many(database: Any, person: Any, count: int, **delay: float) -> None:
    async with open_scope(database, person.tenant_id, person.user_id, source="test") as scope:
        for _ in range(count):
            await enqueue(scope, "tests.add", {"a": 1, "b": 1}, **delay)


class TestClaim:
    async def test_companies_take_turns(self, database, admin, other_admin, owner, claim):
        await queue_many(database, admin, 20)
        await queue_many(database, other_admin, 2)
        ours, theirs = queue_of(admin), queue_of(other_admin)

        first = claim("", share=9)
        second = claim(first, share=9)
        third = claim(second, share=9)

        assert {first, second} == {ours, theirs}
        assert third == first

    async def test_jobs_of_a_company_keep_their_order(self, database, admin, owner, claim):
        await queue_many(database, admin, 3)
        ids = [row[0] for row in owner.execute("SELECT id FROM procrastinate_jobs ORDER BY id").fetchall()]

        for _ in range(2):
            claim()

        running = owner.execute("SELECT id FROM procrastinate_jobs WHERE status = 'doing' ORDER BY id")
        assert [row[0] for row in running.fetchall()] == ids[:2]

    async def test_share_is_for_all_workers_together(self, database, admin, owner, claim):
        """However many claim at once."""
        await queue_many(database, admin, 10)

        found = await asyncio.gather(*(asyncio.to_thread(claim) for _ in range(8)))

        assert sorted(each is None for each in found) == [False] * 2 + [True] * 6

    async def test_last_place_is_for_those_who_run_nothing(self, database, admin, other_admin, owner, claim):
        await queue_many(database, admin, 5)
        claim()

        assert claim(only_idle=True) is None

        await queue_many(database, other_admin, 1)
        assert claim(only_idle=True) == queue_of(other_admin)

    async def test_delayed_one_waits_for_its_time(self, database, admin, owner, claim):
        await queue_many(database, admin, 1, delay_seconds=3600)
        assert claim() is None

        owner.execute("UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 second'")

        assert claim() == queue_of(admin)

    async def test_nothing_waits(self, owner, claim):
        assert claim() is None

    async def test_ten_thousand_others_are_not_looked_at(self, database, admin, other_admin, owner, claim):
        """The first job of a company is found by the index, whatever another one has waiting."""
        owner.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name) "
            "SELECT %s, 'guanxi.run' FROM generate_series(1, 10000)",
            (queue_of(admin),),
        )
        await queue_many(database, other_admin, 1)
        owner.execute("ANALYZE procrastinate_jobs")

        plan = owner.execute(
            "EXPLAIN SELECT queue_name FROM procrastinate_jobs "
            "WHERE status = 'todo' AND scheduled_at IS NULL AND queue_name > 'company:' ORDER BY queue_name LIMIT 1"
        ).fetchall()

        assert "Index" in str(plan) and "Seq Scan" not in str(plan) and "Sort" not in str(plan)
        assert {claim(""), claim(queue_of(admin)), claim(queue_of(other_admin))} >= {
            queue_of(admin),
            queue_of(other_admin),
        }


class TestWorker:
    @pytest.fixture
    async def worker(self, database_url: str):
        _open.clear()
        worker = Worker(
            database_url,
            concurrency=3,
            heartbeat_seconds=samples.HEARTBEAT,
            settings=Settings(company_jobs=2),
        )
        running = asyncio.create_task(worker.run())
        yield worker
        _open.set()
        worker.stop()
        await running

    async def test_first_job_of_another_company_runs_beside_long_ones(
        self, database, admin, other_admin, owner, worker
    ):
        held = [await queue(database, admin, "tests.hold") for _ in range(6)]
        for job_id in held[:2]:
            await until(database, admin, job_id, JobState.RUNNING)

        theirs = await ended(database, other_admin, await queue(database, other_admin, "tests.add", a=1, b=2))

        assert theirs.result == {"sum": 3}
        # The queue forgets a job a moment after it says how it ended; those that are held stay.
        running = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
        async with asyncio.timeout(10):
            while owner.execute(running).fetchone() != (2,):
                await asyncio.sleep(0.02)

    async def test_those_held_back_run_when_others_end(self, database, admin, owner, worker):
        held = [await queue(database, admin, "tests.hold") for _ in range(6)]
        await until(database, admin, held[0], JobState.RUNNING)

        _open.set()

        for job_id in held:
            assert (await ended(database, admin, job_id)).state == JobState.SUCCEEDED

    async def test_places_of_jobs_given_to_others_are_free_again(self, database, admin, owner, worker):
        taken = [await queue(database, admin, "tests.hold") for _ in range(2)]
        for job_id in taken:
            await until(database, admin, job_id, JobState.RUNNING)
        owner.execute("DELETE FROM procrastinate_jobs")
        _open.set()
        for job_id in taken:
            await ended(database, admin, job_id)
        _open.clear()

        next_ones = [await queue(database, admin, "tests.hold") for _ in range(2)]

        for job_id in next_ones:
            await until(database, admin, job_id, JobState.RUNNING)
