"""Workflows from what starts them to their last step."""

from __future__ import annotations

from .conftest import create, update

WON = {"type": "record_changed", "fields": [{"field": "stage", "after": "won"}]}


async def test_a_change_starts_it(save, add, change, read, turn, runs, steps_of):
    await save(trigger=WON, steps=[update(next_step="Send the contract")])
    deal = await add(stage="engaging")

    await change(deal, amount=10)
    await change(deal, stage="won")
    await turn()

    (run,) = await runs()
    assert (run["state"], run["record_id"], run["workflow"]) == ("succeeded", deal["id"], "flow")
    assert (await read(deal))["next_step"] == "Send the contract"
    (step,) = await steps_of(run)
    assert (step["state"], step["output"]["status"]) == ("done", "updated")


async def test_the_condition_of_entry_decides(save, add, turn, runs):
    await save(trigger={"type": "record_created"}, condition="amount > 1000", steps=[update(next_step="Big")])
    await add(amount=10)
    big = await add(name="Two", amount=5000)

    await turn()

    assert [run["record_id"] for run in await runs()] == [big["id"]]


async def test_values_are_computed_from_record_old_values_and_steps(save, add, change, turn, company, runs):
    task = create(
        "task",
        "activity",
        name={"template": "{{name}}: {{old.amount}} → {{amount}}"},
        deal={"expression": "id"},
        due_at={"expression": "now() + days(1)"},
    )
    note = {**update("note", body={"template": "about {{name}}, made by {{steps.task.id}}"}), "key": "note"}
    note["settings"]["target"] = "steps.task"
    await save(trigger={"type": "record_changed", "fields": [{"field": "amount"}]}, steps=[task, note])
    deal = await add(amount=10, name="Ten")

    await change(deal, amount=20)
    await turn()

    (run,) = await runs()
    assert run["state"] == "succeeded", run
    (activity,) = (await company.get("/objects/activity/records")).json()["data"]
    assert activity["name"] == "Ten: $10.00 → $20.00"
