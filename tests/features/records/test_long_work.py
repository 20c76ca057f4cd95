"""Mass updates and their undo as jobs: resumed after a crash without doing anything twice, stopped when asked to."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from guanxi import catalogue
from guanxi.features.change_sets import service as change_sets
from guanxi.features.records.schemas import MassUpdate
from guanxi.features.records.service.mass_updates import mass_update
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.jobs import JobContext, JobState, get_job, request_cancellation
from guanxi.kernel.jobs.runner import JobRunner, TryAgain
from guanxi.kernel.tenancy import open_scope
from tests.fixtures.dying_jobs import crash

MANY = 1_200


@pytest.fixture
async def many(database, admin):
    """Accounts of one city, which this tells."""
    catalogue.load()
    city = f"Bern {uuid4().hex[:6]}"
    async with open_scope(database, admin.tenant_id, admin.user_id, source="api") as scope:
        changes = [Change("create", "account", values={"name": f"A{n}", "city": city}) for n in range(MANY)]
        await apply(scope, changes)
    return city


@pytest.fixture
def in_scope(database, admin):
    return lambda: open_scope(database, admin.tenant_id, admin.user_id, source="api")


@pytest.fixture
def run(database, admin):
    async def run(job_id: UUID) -> None:
        await JobRunner(database).run(admin.tenant_id, admin.user_id, job_id)

    return run


@pytest.fixture
def after_first_chunk(monkeypatch):
    """Calls a function once, when a job reports for the first time: its chunk is committed by then."""

    def arrange(action) -> None:
        report = JobContext.progress
        called: list[bool] = []

        async def progress(self, done, total=None):
            if not called:
                called.append(True)
                await action()
            await report(self, done, total)

        monkeypatch.setattr(JobContext, "progress", progress)

    return arrange


async def rows_of(execute_as_owner, change_set_id):
    rows = await execute_as_owner(
        "SELECT count(*) AS n, count(DISTINCT record_id) AS records FROM guanxi.audit_log WHERE change_set_id = $1",
        change_set_id,
    )
    return rows[0]["n"], rows[0]["records"]


async def move_to(in_scope, city, former):
    async with in_scope() as scope:
        request = MassUpdate(filter=f'city == "{former}"', values={"city": city})
        return await mass_update(scope, "account", request)


async def test_crash_and_resume(many, in_scope, run, after_first_chunk, execute_as_owner):
    queued = await move_to(in_scope, "Basel", many)
    after_first_chunk(crash)

    with pytest.raises(TryAgain):
        await run(queued.job_id)
    await run(queued.job_id)

    async with in_scope() as scope:
        job = await get_job(scope, queued.job_id)
    assert (job.state, job.result["updated"], job.result["refused_count"]) == (JobState.SUCCEEDED, MANY, 0)
    assert await rows_of(execute_as_owner, queued.change_set_id) == (MANY, MANY)


@pytest.mark.parametrize("moment", ["after_first_chunk", "before_the_end"])
async def test_undo_resumes(many, in_scope, run, moment, request, execute_as_owner):
    """Also where all was taken back, and only the end of the job was not written down."""
    queued = await move_to(in_scope, "Zug", many)
    await run(queued.job_id)
    async with in_scope() as scope:
        undo = await change_sets.undo_change_set(scope, queued.change_set_id)
        again = await change_sets.undo_change_set(scope, queued.change_set_id)
    assert undo.job_id == again.job_id
    request.getfixturevalue(moment)(crash)

    with pytest.raises(TryAgain):
        await run(undo.job_id)
    await run(undo.job_id)

    async with in_scope() as scope:
        job = await get_job(scope, undo.job_id)
        undone = await change_sets.get_change_set(scope, queued.change_set_id)
    assert (job.result["reverted"], job.result["kept_count"], undone.state) == (MANY, 0, "undone")
    assert await rows_of(execute_as_owner, UUID(job.result["change_set_id"])) == (MANY, MANY)


async def test_cancelled_undo_says_so(many, in_scope, run, after_first_chunk):
    queued = await move_to(in_scope, "Chur", many)
    await run(queued.job_id)
    async with in_scope() as scope:
        undo = await change_sets.undo_change_set(scope, queued.change_set_id)

    async def cancel():
        async with in_scope() as scope:
            await request_cancellation(scope, undo.job_id)

    after_first_chunk(cancel)
    await run(undo.job_id)

    async with in_scope() as scope:
        job = await get_job(scope, undo.job_id)
        undone = await change_sets.get_change_set(scope, queued.change_set_id)
    assert (job.state, undone.state) == (JobState.CANCELLED, "partly_undone")
