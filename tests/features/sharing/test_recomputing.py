"""The job that rewrites who sees records: whole, resumed, cancelled, with others writing meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.features.sharing import facade, tasks
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.jobs import JobContext, JobState, request_cancellation
from guanxi.kernel.jobs.runner import TryAgain

MANY = 60


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(tasks, "CHUNK", 20)


@pytest.fixture
async def accounts(create, admin, share_by_default):
    """Written while the whole company could change them."""
    await share_by_default(admin)
    return await create(admin, "account", *({"name": f"Account {n}"} for n in range(MANY)))


@pytest.fixture
def queue(scope_of, admin):
    async def queue(**what):
        async with scope_of(admin) as scope:
            return await facade.recompute(scope, **what)

    return queue


@pytest.fixture
def acls(execute_as_owner):
    async def acls(ids):
        """What is on the records, and on what is searched."""
        rows = await execute_as_owner(
            "SELECT a.id, a.acl, s.acl AS searched, a.version FROM guanxi.account a"
            " JOIN guanxi.search_doc s ON s.tenant_id = a.tenant_id AND s.record_id = a.id WHERE a.id = ANY($1)",
            ids,
        )
        assert all(row["acl"] == row["searched"] for row in rows)
        assert {row["version"] for row in rows} == {1}
        return {tuple(row["acl"]) for row in rows}

    return acls


@pytest.fixture
def at_first_report(monkeypatch):
    def arrange(action):
        report = JobContext.progress
        called = []

        async def progress(self, done, total=None):
            if not called:
                called.append(True)
                await action()
            await report(self, done, total)

        monkeypatch.setattr(JobContext, "progress", progress)

    return arrange


async def test_all_records_follow_the_default(accounts, admin, database, share_by_default, queue, run, acls):
    seed = await admin.seed(database)
    own, everyone = seed.actor.principal, seed.tenant.everyone
    for sharing, expected in (
        ("private", (own,)),
        ("read", tuple(sorted((own, -everyone)))),
        ("public", tuple(sorted((own, everyone)))),
    ):
        await share_by_default(admin, account=sharing)

        job = await run(admin, await queue(object_names=["account"]))

        assert (job.state, job.done, job.total) == (
            JobState.SUCCEEDED,
            job.result["seen"],
            job.result["seen"],
        )
        assert await acls(accounts) == {expected}


async def test_only_records_of_these_owners(
    accounts, create, member, admin, share_by_default, queue, run, acls
):
    theirs = await create(member, "account", {"name": "Theirs"})
    before = await acls(accounts)
    await share_by_default(admin, account="private")

    job = await run(admin, await queue(owners=[member.user_id]))

    assert job.result == {"seen": 1, "changed": 1}
    assert (await acls(accounts), [len(acl) for acl in await acls(theirs)]) == (before, [1])


async def test_resumes_after_a_crash(accounts, admin, share_by_default, queue, run, acls, at_first_report):
    await share_by_default(admin, account="private")
    job_id = await queue(object_names=["account"])

    async def crash():
        raise ConnectionError("The database went away.")

    at_first_report(crash)
    with pytest.raises(TryAgain):
        await run(admin, job_id)
    assert len(await acls(accounts)) == 2

    job = await run(admin, job_id)

    assert (job.state, job.attempts, job.done) == (JobState.SUCCEEDED, 2, job.total)
    assert [len(acl) for acl in await acls(accounts)] == [1]


async def test_stops_when_asked(
    accounts, admin, scope_of, share_by_default, queue, run, acls, at_first_report
):
    await share_by_default(admin, account="private")
    job_id = await queue(object_names=["account"])

    async def cancel():
        async with scope_of(admin) as scope:
            await request_cancellation(scope, job_id)

    at_first_report(cancel)
    job = await run(admin, job_id)

    assert job.state == JobState.CANCELLED
    assert len(await acls(accounts)) == 2


async def test_what_others_write_meanwhile(accounts, admin, scope_of, share_by_default, queue, run, acls):
    """They began while the old default held, and end after the job has passed by."""
    wrote, may_end = asyncio.Event(), asyncio.Event()
    late = []

    async def write_slowly():
        async with scope_of(admin) as scope:
            changes = [Change("create", "account", values={"name": "Late"})]
            late.extend(result.id for result in (await apply(scope, changes)).results)
            wrote.set()
            await may_end.wait()

    writer = asyncio.create_task(write_slowly())
    await wrote.wait()
    await share_by_default(admin, account="private")
    running = asyncio.create_task(run(admin, await queue(object_names=["account"])))
    await asyncio.sleep(0.5)
    assert not running.done()
    may_end.set()
    await writer
    job = await running

    assert job.state == JobState.SUCCEEDED
    assert [len(acl) for acl in await acls([*accounts, *late])] == [1]


async def test_whoever_remembers_the_old_default(admin, scope_of, share_by_default, acls):
    """A request that began before the change writes after it: by what holds now."""
    await share_by_default(admin)
    async with scope_of(admin) as scope:
        await share_by_default(admin, account="private")
        outcome = await apply(scope, [Change("create", "account", values={"name": "New"})])

    assert [len(acl) for acl in await acls([outcome.results[0].id])] == [1]
