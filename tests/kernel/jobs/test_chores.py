"""Chores: called as often as one likes, run once for all calls that were committed, again when they ask for it or fail."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.kernel.jobs import call, chore
from guanxi.kernel.jobs import chores as known
from guanxi.kernel.jobs.chores import _all
from guanxi.kernel.jobs.worker import Worker
from guanxi.kernel.tenancy import open_scope
from tests.kernel.jobs import samples

WAITING = "SELECT count(*)::int AS n FROM jobs.procrastinate_jobs WHERE task_name = 'guanxi.chore' AND status = 'todo'"


@pytest.fixture
def sweeping():
    """A chore that does what `answers` say, one after the other, and keeps for which company it ran."""
    ran, answers = [], []

    @chore("tests.sweep")
    async def sweep(database, settings, tenant_id):
        ran.append(tenant_id)
        answer = answers.pop(0) if answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    sweep.ran, sweep.answers = ran, answers
    yield sweep
    _all.pop("tests.sweep", None)
    assert "tests.sweep" not in known()


@pytest.fixture
async def working(database_url):
    worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT)
    task = asyncio.create_task(worker.run())
    yield
    worker.stop()
    await asyncio.wait_for(task, 20)


@pytest.fixture
def ask(database, admin):
    async def ask(times=1, fails=False):
        for _ in range(times):
            async with open_scope(database, admin.tenant_id, admin.user_id, source="test") as scope:
                await call(scope, "tests.sweep")

    return ask


async def test_many_calls_become_one_run(sweeping, ask, admin, database_url, eventually, execute_as_owner):
    await ask(times=5)
    worker = Worker(database_url, heartbeat_seconds=samples.HEARTBEAT, concurrency=1)
    task = asyncio.create_task(worker.run())

    async def nothing_waits():
        return bool(sweeping.ran) and (await execute_as_owner(WAITING))[0]["n"] == 0

    await eventually(nothing_waits, seconds=30)
    worker.stop()
    await asyncio.wait_for(task, 20)

    assert sweeping.ran == [admin.tenant_id]


async def test_it_comes_again_when_it_wants_to_and_when_it_failed(sweeping, ask, working, eventually):
    sweeping.answers += [0.0, RuntimeError("the way was blocked"), None]
    await ask()

    async def three_times():
        return len(sweeping.ran) == 3

    await eventually(three_times, seconds=30)


async def test_a_call_counts_only_once_committed(sweeping, database, admin, execute_as_owner):
    with pytest.raises(ZeroDivisionError):
        async with open_scope(database, admin.tenant_id, admin.user_id, source="test") as scope:
            await call(scope, "tests.sweep")
            raise ZeroDivisionError

    assert (await execute_as_owner(WAITING))[0]["n"] == 0


async def test_only_known_ones(database, admin):
    with pytest.raises(LookupError):
        async with open_scope(database, admin.tenant_id, admin.user_id, source="test") as scope:
            await call(scope, "tests.nobody")
