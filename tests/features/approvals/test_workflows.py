"""The step of workflows that waits for an approval, and the trigger that follows one."""

from __future__ import annotations

import pytest

from guanxi.features.workflows.service.engine import take_turn

from .conftest import step


@pytest.fixture
def turn(database, settings, tenant_id):
    async def turn():
        while await take_turn(database, settings, tenant_id) == 0:
            pass

    return turn


@pytest.fixture
def save(admin):
    async def save(trigger, steps, status=200):
        body = {"trigger": trigger, "steps": steps}
        answer = await admin.client.put(
            "/definitions/workflow/flow", json={"object": "deal", "label": "Flow", "body": body}
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return save


def write(key, text):
    settings = {"values": [{"field": "description", "value": text}]}
    return {"key": key, "type": "update_record", "settings": settings}


ASK = [
    {
        "key": "ask",
        "type": "approval",
        "settings": {"process": "big"},
        "next": {"approved": "yes", "rejected": "no"},
    },
    write("yes", "approved"),
    write("no", "rejected"),
]


class TestStep:
    @pytest.mark.parametrize(("what", "text"), [("approve", "approved"), ("reject", "rejected")])
    async def test_waits_and_goes_on_by_the_answer(self, hire, declare, add, save, turn, what, text):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        await save({"type": "record_created"}, ASK)
        record = await add(sales)
        await turn()
        ((request),) = await boss.waiting()

        before = await sales.get(f"/objects/deal/records/{record}")
        await boss.decide(what, request, comment="said")
        await turn()

        assert request["submitter"]["id"] == sales.id
        assert before["description"] is None
        assert (await sales.get(f"/objects/deal/records/{record}"))["description"] == text

    async def test_what_nobody_has_to_approve_goes_on_at_once(self, hire, declare, add, save, turn):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss, condition="amount > 100")])
        await save({"type": "record_created"}, ASK)
        record = await add(sales, amount="1")

        await turn()

        assert (await sales.get(f"/objects/deal/records/{record}"))["description"] == "approved"

    async def test_many_records_of_one_write(self, hire, declare, save, turn):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        await save({"type": "record_created"}, ASK)
        rows = [{"name": f"Deal {n}"} for n in range(40)]
        assert (await sales.client.post("/objects/deal/records", json=rows)).status_code == 201

        await turn()

        assert len(await boss.waiting()) == 40

    async def test_a_record_that_awaits_already_fails_its_run(
        self, hire, declare, add, submit, save, turn, admin
    ):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)], editable=["description"])
        await save({"type": "record_changed", "fields": [{"field": "next_step"}]}, ASK[:1] and [
            {"key": "ask", "type": "approval", "settings": {"process": "big"}}
        ])  # fmt: skip
        record = await add(sales)
        await sales.client.patch(f"/objects/deal/records/{record}", json={"next_step": "go"})
        await submit(sales, record)

        await turn()

        (run,) = (await admin.get("/workflow-runs"))["data"]
        assert (run["state"], run["error"]["code"]) == ("failed", "approval_pending_already")

    async def test_an_unknown_process_is_refused(self, save):
        refused = await save({"type": "record_created"}, ASK, 422)

        assert refused["code"] == "approval_process_unknown"


class TestTrigger:
    async def test_an_outcome_starts_a_workflow(self, hire, declare, add, submit, save, turn):
        boss, sales = await hire("boss"), await hire("sales")
        await declare(steps=[step("lead", boss)])
        await save(
            {"type": "approval_finished", "outcomes": ["rejected"], "processes": ["big"]},
            [write("tell", "think again")],
        )
        first, second = await add(sales), await add(sales)
        await boss.decide("approve", await submit(sales, first))
        await boss.decide("reject", await submit(sales, second), comment="no")

        await turn()

        found = [
            (await sales.get(f"/objects/deal/records/{each}"))["description"] for each in (first, second)
        ]
        assert found == [None, "think again"]
