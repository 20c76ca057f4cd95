"""Jobs from the caller's side, run by a worker in this process."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

import asyncpg
import psycopg
import pytest

from guanxi.kernel.errors import NotFound
from guanxi.kernel.jobs import JobContext, JobLost, enqueue
from guanxi.kernel.jobs.claiming import OFFER_AGAIN
from guanxi.kernel.jobs.runner import JobRunner, TryAgain
from guanxi.kernel.jobs.state import JobState
from guanxi.kernel.jobs.worker import Worker
from guanxi.kernel.tenancy import open_scope
from tests.kernel.jobs import samples
from tests.kernel.jobs.driving import cancel, ended, look, queue, until


@pytest.fixture
async def worker(database_url: str) -> AsyncIterator[Worker]:
    worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT)
    running = asyncio.create_task(worker.run())
    yield worker
    worker.stop()
    await running


@pytest.fixture
async def events(owner_url: str) -> AsyncIterator[list[dict[str, object]]]:
    """Everything announced on the channel of live events, as it arrives."""
    received: list[dict[str, object]] = []
    connection = await asyncpg.connect(owner_url)
    await connection.add_listener("guanxi_events", lambda *args: received.append(json.loads(args[-1])))
    yield received
    await connection.close()


class TestEnqueue:
    async def test_runs_after_the_commit(self, database, admin, worker):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)

        job = await ended(database, admin, job_id)

        assert (job.state, job.result, job.error) == (JobState.SUCCEEDED, {"sum": 3}, None)
        assert job.created_by == admin.user_id
        assert job.started_at and job.finished_at

    async def test_runs_for_a_member_under_record_sharing(self, database, member, worker):
        job_id = await queue(database, member, "tests.add", a=2, b=2)

        assert (await ended(database, member, job_id)).result == {"sum": 4}

    async def test_leaves_nothing_when_the_transaction_rolls_back(self, database, admin, owner_url):
        with pytest.raises(RuntimeError, match="changed my mind"):
            async with open_scope(database, admin.tenant_id, admin.user_id, source="test") as scope:
                job_id = await enqueue(scope, "tests.add", {"a": 1, "b": 1})
                raise RuntimeError("changed my mind")

        with pytest.raises(NotFound):
            await look(database, admin, job_id)
        owner = await asyncpg.connect(owner_url)
        assert (
            await owner.fetchval(
                "SELECT count(*) FROM jobs.procrastinate_jobs WHERE args->>'job_id' = $1", str(job_id)
            )
            == 0
        )
        await owner.close()

    async def test_unknown_kind(self, database, admin):
        with pytest.raises(LookupError, match="tests.unheard_of"):
            await queue(database, admin, "tests.unheard_of")

    @pytest.mark.parametrize("role", ["guanxi_app", "guanxi_member", "guanxi_auth"])
    async def test_the_queue_itself_is_closed_to_requests(self, database, role):
        async with database.pool.acquire() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL ROLE {role}")
                    await connection.execute("SELECT count(*) FROM jobs.procrastinate_jobs")


class TestVisibility:
    async def test_other_company_sees_nothing(self, database, admin, other_admin):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)

        with pytest.raises(NotFound):
            await look(database, other_admin, job_id)

    async def test_colleague_sees_nothing_but_the_administrator_does(self, database, admin, member):
        of_admin = await queue(database, admin, "tests.add", a=1, b=2)
        of_member = await queue(database, member, "tests.add", a=1, b=2)

        with pytest.raises(NotFound):
            await look(database, member, of_admin)
        assert (await look(database, admin, of_member)).kind == "tests.add"


class TestProgress:
    async def test_is_written_and_announced(self, database, admin, worker, events):
        job_id = await queue(database, admin, "tests.chunks", pause=0.02)

        job = await ended(database, admin, job_id)

        assert (job.done, job.total) == (samples.CHUNKS, samples.CHUNKS)
        mine = [event for event in events if event["id"] == str(job_id)]
        assert mine[0]["state"] == "running" and mine[-1]["state"] == "succeeded"
        done = [event["done"] for event in mine]
        assert done == sorted(done) and len(set(done)) >= 3
        assert len(mine) < samples.CHUNKS  # four times a second at most
        assert mine[-1] == {
            "tenant": admin.tenant_id, "type": "job", "id": str(job_id), "kind": "tests.chunks", "state": "succeeded",
            "done": samples.CHUNKS, "total": samples.CHUNKS, "user": str(admin.user_id),
        }  # fmt: skip


class TestFailure:
    async def test_a_problem_is_kept_without_sentences(self, database, admin, worker):
        job = await ended(database, admin, await queue(database, admin, "tests.refuse"))

        assert job.state == JobState.FAILED
        assert job.error == {
            "code": "file_empty", "status": 422, "field": "file", "params": {},
            "errors": [{"field": "file", "code": "file_empty", "params": {"name": "a.csv"}, "row": None}],
        }  # fmt: skip

    async def test_a_fault_tells_the_log_and_not_the_person(self, database, admin, worker, caplog):
        job = await ended(database, admin, await queue(database, admin, "tests.break"))

        assert job.error == {"code": "job_failed", "status": 500}
        assert "a secret detail" in caplog.text

    async def test_a_statement_over_its_time_is_said_so(self, database, admin, worker):
        job = await ended(database, admin, await queue(database, admin, "tests.dawdle"))

        assert (job.state, job.error) == (JobState.FAILED, {"code": "job_too_slow", "status": 503})

    async def test_a_passing_obstacle_is_tried_again(self, database, admin, worker):
        job = await ended(database, admin, await queue(database, admin, "tests.stumble", until=2))

        assert (job.state, job.result) == (JobState.SUCCEEDED, 2)

    async def test_gives_up_after_its_attempts(self, database, admin):
        job_id = await queue(database, admin, "tests.stumble", until=99)

        job = await self.run_often(database, admin, job_id, times=4)

        assert (job.state, job.attempts) == (JobState.FAILED, 3)
        assert job.error == {"code": "job_gave_up", "status": 500, "params": {"attempts": 3}}

    async def test_attempts_that_get_further_do_not_count(self, database, admin):
        job_id = await queue(database, admin, "tests.climb", steps=7, stuck_at=7)

        job = await self.run_often(database, admin, job_id, times=8)

        assert (job.state, job.result) == (JobState.SUCCEEDED, 8)

    async def test_gives_up_where_it_gets_no_further(self, database, admin):
        job_id = await queue(database, admin, "tests.climb", steps=7, stuck_at=4)

        job = await self.run_often(database, admin, job_id, times=9)

        assert (job.state, job.attempts) == (JobState.FAILED, 7)
        assert job.error == {"code": "job_gave_up", "status": 500, "params": {"attempts": 3}}

    @staticmethod
    async def run_often(database, person, job_id, times):
        for _ in range(times):
            with suppress(TryAgain):
                await JobRunner(database).run(person.tenant_id, person.user_id, job_id)
        return await look(database, person, job_id)


class TestCancellation:
    async def test_waiting_job_ends_at_once(self, database, admin):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)

        assert (await cancel(database, admin, job_id)).state == JobState.CANCELLED
        await JobRunner(database).run(admin.tenant_id, admin.user_id, job_id)
        assert (await look(database, admin, job_id)).state == JobState.CANCELLED

    async def test_running_job_stops_at_its_next_check(self, database, admin, worker):
        job_id = await queue(database, admin, "tests.chunks", pause=0.1)
        await until(database, admin, job_id, JobState.RUNNING)

        assert (await cancel(database, admin, job_id)).cancel_requested
        job = await ended(database, admin, job_id)

        assert job.state == JobState.CANCELLED
        assert job.done < samples.CHUNKS

    async def test_finished_job_stays_finished(self, database, admin, worker):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)
        await ended(database, admin, job_id)

        assert (await cancel(database, admin, job_id)).state == JobState.SUCCEEDED


class TestTakeover:
    async def test_who_comes_back_does_not_end_what_was_offered_again(self, database, admin, owner_url):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute("SET search_path = jobs")
            entries = "SELECT id, status FROM procrastinate_jobs WHERE args->>'job_id' = %s"
            ((silent, _),) = owner.execute(entries, [str(job_id)]).fetchall()
            owner.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [silent])
            owner.execute(OFFER_AGAIN, {"silence": 1})

            with pytest.raises(psycopg.errors.RaiseException, match="not found"):
                owner.execute("SELECT procrastinate_finish_job_v1(%s, 'succeeded', true)", [silent])

            ((offered, status),) = owner.execute(entries, [str(job_id)]).fetchall()
        assert (offered != silent, status) == (True, "todo")

    async def test_a_silent_attempt_can_write_nothing_more(self, database, admin):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)
        seed = await admin.seed(database)
        async with database.transaction(seed, source="test") as scope:
            await scope.tx.execute(
                f"UPDATE guanxi.job SET state = 'running', attempts = 2 WHERE tenant_id = {admin.tenant_id}"
            )
        silent = JobContext(database, seed, job_id, attempt=1)

        with pytest.raises(JobLost):
            async with silent.scope():
                pytest.fail("entered a transaction of a lost job")
        with pytest.raises(JobLost):
            await silent.progress(5, 10)

    async def test_a_new_attempt_waits_for_the_open_transaction_of_the_old_one(self, database, admin):
        job_id = await queue(database, admin, "tests.add", a=1, b=2)
        seed = await admin.seed(database)
        async with database.transaction(seed, source="test") as scope:
            await scope.tx.execute(
                f"UPDATE guanxi.job SET state = 'running', attempts = 1 WHERE tenant_id = {admin.tenant_id} AND state = 'queued'"
            )
        old = JobContext(database, seed, job_id, attempt=1)

        async with old.scope():
            takeover = asyncio.create_task(JobRunner(database).run(admin.tenant_id, admin.user_id, job_id))
            await asyncio.sleep(0.2)
            assert not takeover.done()
            await old.progress(1, 2)  # does not wait for its own open transaction
        await takeover

        assert (await look(database, admin, job_id)).attempts == 2

    async def test_stopping_the_worker_gives_the_job_back_uncounted(
        self, database, admin, database_url, monkeypatch
    ):
        monkeypatch.setattr("guanxi.kernel.jobs.worker.SECONDS_TO_FINISH", 0.1)
        job_id = await queue(database, admin, "tests.chunks", pause=0.2)
        worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT)
        running = asyncio.create_task(worker.run())
        await until(database, admin, job_id, JobState.RUNNING)

        worker.stop()
        await asyncio.wait_for(running, 5)

        job = await look(database, admin, job_id)
        assert (job.state, job.attempts) == (JobState.QUEUED, 0)
        await cancel(database, admin, job_id)

    async def test_worker_survives_losing_its_connections(self, database, admin, owner_url, worker, server):
        owner = await asyncpg.connect(owner_url)
        await owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await owner.close()
        await asyncio.sleep(0.1)

        job_id = await queue(database, admin, "tests.add", a=4, b=4)

        assert (await ended(database, admin, job_id)).result == {"sum": 8}
