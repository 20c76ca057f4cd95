"""Deadlines, people who left, and a worker that is killed meanwhile."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime

import pytest

from guanxi.features.approvals.service.deadlines import take_turn
from guanxi.kernel.jobs.runner import JobRunner

from .conftest import step


@pytest.fixture
def turn(database, tenant_id):
    async def turn():
        while (left := await take_turn(database, tenant_id)) == 0:
            pass
        return left

    return turn


@pytest.fixture
def pass_time(execute_as_owner, tenant_id):
    async def pass_time():
        await execute_as_owner(
            "UPDATE guanxi.approval_task SET due_at = now() - interval '1 minute' WHERE tenant_id = $1 "
            "AND due_at IS NOT NULL AND state = 'waiting'",
            tenant_id,
        )

    return pass_time


@pytest.fixture
def run_jobs(database, execute_as_owner, tenant_id):
    async def run_jobs():
        queued = "SELECT * FROM guanxi.job WHERE tenant_id = $1 AND state = 'queued' ORDER BY id"
        found = [
            row for row in await execute_as_owner(queued, tenant_id) if row["kind"] == "approvals.recount"
        ]
        for row in found:
            await JobRunner(database).run(row["tenant_id"], row["created_by"], row["id"])
        return len(found)

    return run_jobs


def due(then, **rest):
    return {"deadline": {"hours": 24, "then": then, **rest}}


class TestDeadlines:
    async def test_before_its_time_nothing_happens(self, hire, declare, add, submit, turn):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, **due("reject"))])
        request = await submit(sales, await add(sales))

        left = await turn()

        assert 80_000 < left <= 86_400
        assert (await one.get(f"/approvals/{request['id']}"))["state"] == "pending"

    @pytest.mark.parametrize("length", [{"working_hours": 4}, {"working_days": 2}])
    async def test_counts_working_time(self, company, hire, declare, add, submit, length):
        """Nobody works but in the hour before midnight, so that it lies days ahead whenever this runs."""
        hours = [{"opens": "23:00", "closes": "23:59"}]
        assert (
            await company.put("/work-calendar", json={"days": [1, 2, 3, 4, 5], "hours": hours})
        ).status_code == 200
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, deadline={**length, "then": "remind"})])

        request = await submit(sales, await add(sales))

        task = request["steps"][0]["tasks"][0]
        due = datetime.fromisoformat(task["due_at"])
        days = (due - datetime.fromisoformat(task["asked_at"])).days
        assert (due.hour, due.isoweekday() <= 5) == (23, True)
        assert (4 if "working_hours" in length else 1) <= days <= 8

    async def test_moves_with_the_calendar(
        self, admin, hire, declare, add, submit, turn, pass_time, run_jobs
    ):
        async def work_at(hour):
            hours = [{"opens": f"{hour}:00", "closes": f"{hour}:59"}]
            put = await admin.client.put(
                "/work-calendar", json={"days": [1, 2, 3, 4, 5, 6, 7], "hours": hours}
            )
            assert put.status_code == 200

        async def hours_due():
            found = [
                (await admin.get(f"/approvals/{each['id']}"))["steps"][0]["tasks"][0] for each in requests
            ]
            return [datetime.fromisoformat(each["due_at"]).hour for each in found]

        await work_at(23)
        await run_jobs()
        one, sales = await hire("one"), await hire("sales")
        working = {"working_hours": 4, "then": "remind"}
        await declare("working", steps=[step("first", one, deadline=working)])
        await declare("clock", steps=[step("first", one, deadline={"hours": 48, "then": "remind"})])
        requests = [await submit(sales, await add(sales), "working")]
        await pass_time()
        await turn()
        requests += [await submit(sales, await add(sales), name) for name in ("working", "clock")]
        *working_before, clock = await hours_due()

        await work_at(21)

        assert (working_before, await run_jobs()) == ([23, 23], 1)
        assert await hours_due() == [21, 21, clock]
        await work_at(21)
        assert await run_jobs() == 0
        trail = (await admin.get(f"/approvals/{requests[0]['id']}"))["trail"]
        assert [each["kind"] for each in trail].count("reminded") == 1

    async def test_needs_one_length(self, hire, declare):
        one = await hire("one")

        for deadline in ({}, {"hours": 1, "working_days": 1}):
            refused = await declare(
                steps=[step("first", one, deadline={**deadline, "then": "remind"})], status=422
            )
            assert refused["code"] == "approval_deadline_one"

    @pytest.mark.parametrize(("then", "state"), [("approve", "approved"), ("reject", "rejected")])
    async def test_decides(self, hire, declare, add, submit, turn, pass_time, then, state):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, **due(then))])
        request = await submit(sales, await add(sales))
        await pass_time()

        assert await turn() is None

        found = await one.get(f"/approvals/{request['id']}")
        task = found["steps"][0]["tasks"][0]
        assert (found["state"], task["how"], task["decided_by"]) == (state, "deadline", None)

    async def test_reminds_again_and_again(self, hire, declare, add, submit, turn, pass_time):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, **due("remind"))])
        request = await submit(sales, await add(sales))
        for _ in range(2):
            await pass_time()
            assert await turn() is not None

        found = await one.get(f"/approvals/{request['id']}")

        assert [each["kind"] for each in found["trail"]].count("reminded") == 2
        assert len((await one.get("/notifications"))["data"]) == 3

    async def test_escalates_to_the_manager_of_who_did_not_answer(
        self, hire, declare, add, submit, turn, pass_time
    ):
        boss = await hire("boss")
        one, sales = await hire("one", manager=boss), await hire("sales")
        await declare(steps=[step("first", one, **due("escalate", to={"manager_of": "approver"}))])
        request = await submit(sales, await add(sales))
        await pass_time()

        await turn()

        assert [each["id"] for each in await boss.waiting()] == [request["id"]]
        assert await one.waiting() == []
        assert (await boss.decide("approve", request))["state"] == "approved"

    async def test_two_turns_at_once_remind_once(self, hire, declare, add, submit, turn, pass_time):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one, **due("remind"))])
        request = await submit(sales, await add(sales))
        await pass_time()

        await asyncio.gather(turn(), turn())

        found = await one.get(f"/approvals/{request['id']}")
        assert [each["kind"] for each in found["trail"]].count("reminded") == 1


class TestLeavers:
    async def test_what_waits_for_them_waits_for_who_is_above_them(
        self, hire, declare, add, submit, dismiss, turn
    ):
        boss = await hire("boss")
        one, sales = await hire("one", manager=boss), await hire("sales")
        await declare(steps=[step("first", one)])
        request = await submit(sales, await add(sales))

        await dismiss(one)
        await turn()

        assert [each["id"] for each in await boss.waiting()] == [request["id"]]
        assert "replaced" in [
            each["kind"] for each in (await boss.get(f"/approvals/{request['id']}"))["trail"]
        ]

    async def test_who_has_left_before_is_not_asked(self, hire, declare, add, submit, admin, dismiss, turn):
        one, sales = await hire("one"), await hire("sales")
        await declare(steps=[step("first", one)])
        await dismiss(one)

        request = await submit(sales, await add(sales))

        assert [each["id"] for each in await admin.waiting()] == [request["id"]]


async def test_a_killed_worker_leaves_no_deadline_half_kept(
    hire, declare, add, submit, pass_time, start_worker, execute_as_owner, tenant_id, admin
):
    one, sales = await hire("one"), await hire("sales")
    await declare(steps=[step("first", one, **due("approve"))], on_approved={"set": {"amount": "amount + 1"}})
    records = [await add(sales, amount="1") for _ in range(60)]
    for record in records:
        await submit(sales, record)
    await pass_time()
    finished = (
        "SELECT count(*)::int AS n FROM guanxi.approval_request WHERE tenant_id = $1 AND state = 'approved'"
    )

    async def until(count):
        async with asyncio.timeout(120):
            while (await execute_as_owner(finished, tenant_id))[0]["n"] < count:
                await asyncio.sleep(0.02)

    for count in (5, 20):
        worker = start_worker()
        await until(count)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    start_worker()
    await until(len(records))

    wrong = """
    SELECT r.id FROM guanxi.approval_request r JOIN guanxi.deal d ON d.tenant_id = r.tenant_id AND d.id = r.record_id
    WHERE r.tenant_id = $1 AND (d.amount <> 200 OR (SELECT count(*) FROM guanxi.approval_trail t
      WHERE t.tenant_id = $1 AND t.request_id = r.id AND t.kind = 'finished') <> 1)
    """
    assert await execute_as_owner(wrong, tenant_id) == []
