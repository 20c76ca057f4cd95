"""A company's workflows cannot run away, and are nobody's way around rights."""

from __future__ import annotations

from dataclasses import replace

from guanxi.features.workflows.service import limits
from guanxi.features.workflows.service.engine import take_turn

from .conftest import update


async def test_two_that_start_one_another_end(save, add, turn, runs):
    trigger = {"type": "record_changed", "fields": [{"field": "next_step"}]}
    back = {"type": "record_changed", "fields": [{"field": "description"}]}
    longer = {"template": "{{next_step}}x"}
    await save("there", trigger=trigger, steps=[update(description=longer)])
    await save("back", trigger=back, steps=[update(next_step={"template": "{{description}}y"})])
    await save("start", trigger={"type": "record_created"}, steps=[update(next_step="a")])
    await add()

    await turn()

    found = await runs()
    assert [run["error"]["code"] for run in found if run["state"] == "failed"] == ["workflow_chain_too_long"]
    assert len(found) == limits.MOST_DEPTH + 2


async def test_too_often_for_one_record(save, add, change, turn, runs):
    await save(
        trigger={"type": "record_changed", "fields": [{"field": "amount"}]}, steps=[update(next_step="x")]
    )
    deal = await add(amount=0)
    for number in range(limits.MOST_STARTS_PER_RECORD + 3):
        await change(deal, amount=number + 1)

    await turn()

    found = await runs(limit=100)
    failed = [run["error"]["code"] for run in found if run["state"] == "failed"]
    assert failed == ["workflow_record_too_often"]
    assert len(found) == limits.MOST_STARTS_PER_RECORD + 1


async def test_over_its_budget_a_company_waits(save, add, turn, runs, database, settings, tenant_id):
    await save(trigger={"type": "record_created"}, steps=[update(next_step="x")])
    few = replace(settings, workflow_runs_per_hour=1)
    await add()
    await take_turn(database, few, tenant_id)
    await add(name="Two")

    left = await take_turn(database, few, tenant_id)

    assert left is not None and 0 < left <= 3_600
    assert len(await runs()) == 1
    await turn()
    assert len(await runs()) == 2


async def test_it_has_the_rights_of_whoever_saved_it(
    save, add, turn, runs, company, client_of, company_name, execute_as_owner, tenant_id, database, settings
):
    """Somebody who administers the company without seeing all of it does not see more by a workflow."""
    member = await client_of(company_name, role="member")
    made = await company.post(
        "/permission-sets", json={"name": "Half", "definition": {"areas": ["company.manage"]}}
    )
    assert made.status_code == 201, made.text
    rows = await execute_as_owner(
        "SELECT id FROM guanxi.app_user WHERE tenant_id = $1 AND role = 'member'", tenant_id
    )
    user_id = rows[0]["id"]
    given = await company.put(
        f"/users/{user_id}/permission-sets", json={"permission_sets": [made.json()["id"]]}
    )
    assert given.status_code == 200, given.text
    assert (await company.put("/sharing/deal", json={"sharing": "private"})).status_code == 200

    tell = {"key": "tell", "type": "notify", "settings": {"to": [{"kind": "cause"}], "title": "{{name}}"}}
    body = {"trigger": {"type": "record_created"}, "steps": [tell]}
    saved = await member.put(
        "/definitions/workflow/peep", json={"object": "deal", "label": "Peep", "body": body}
    )
    assert saved.status_code == 200, saved.text
    await add(name="Secret")
    await turn()
    assert await runs() == []

    await company.put(f"/users/{user_id}/permission-sets", json={"permission_sets": []})
    await member.post("/objects/deal/records", json={"name": "Mine"})
    await turn()
    assert [run["error"]["code"] for run in await runs()] == ["workflow_owner_gone"]


async def test_a_test_leaves_nothing(save, add, company, runs, read):
    steps = [
        {"key": "wait", "type": "wait", "settings": {"duration": {"amount": 3}}},
        update("set", next_step="tried"),
        {"key": "tell", "type": "notify", "settings": {"to": [{"kind": "cause"}], "title": "{{next_step}}"}},
        {
            "key": "mail",
            "type": "send_mail",
            "settings": {"to": [{"address": "a@b.example"}], "subject": "s", "text": "t"},
        },
    ]
    await save(trigger={"type": "record_created"}, condition="amount > 5", steps=steps, active=False)
    deal = await add(amount=1)

    answer = await company.post("/workflows/flow/test", json={"object": "deal", "record_id": deal["id"]})

    tested = answer.json()
    assert (answer.status_code, tested["enters"]) == (200, False)
    (run,) = tested["runs"]
    assert run["state"] == "succeeded", run
    assert [step["node"] for step in run["steps"]] == ["wait", "set", "tell", "mail"]
    assert run["steps"][2]["input"]["title"] == "tried"
    assert (await read(deal))["next_step"] is None
    assert await runs() == [] and (await company.get("/notifications")).json()["data"] == []
    assert (await company.get("/mail-messages")).json()["data"] == []
