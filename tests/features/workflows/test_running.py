"""Workflows from what starts them to their last step."""

from __future__ import annotations

from datetime import timedelta

from guanxi.kernel.clock import utc_now

from .conftest import create, update

WON = {"type": "record_changed", "fields": [{"field": "stage", "after": "won"}]}
CREATED = {"type": "record_created"}


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
    await save(trigger=CREATED, condition="amount > 1000", steps=[update(next_step="Big")])
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
    note = update("note", body={"template": "about {{name}}, made by {{steps.task.id}}"})
    note["settings"]["target"] = "steps.task"
    await save(trigger={"type": "record_changed", "fields": [{"field": "amount"}]}, steps=[task, note])
    deal = await add(amount=10, name="Ten")

    await change(deal, amount=20)
    await turn()

    (run,) = await runs()
    assert run["state"] == "succeeded", run
    (activity,) = (await company.get("/objects/activity/records")).json()["data"]
    assert activity["name"] == "Ten: $10.00 → $20.00"


async def test_formulas_are_known_as_they_are_and_as_they_were(save, add, change, turn, runs, company):
    for name, formula in (("c_half", "amount / 2"), ("c_quarter", "c_half / 2")):
        field = {"name": name, "type": "formula", "label": name, "formula": formula}
        made = await company.post("/objects/deal/fields", json=field)
        assert made.status_code == 201, made.text
    trigger = {"type": "record_changed", "fields": [{"field": "amount"}]}
    await save(
        trigger=trigger, condition="c_quarter > 100 && old.c_quarter <= 100", steps=[update(next_step="Big")]
    )
    deal, other = await add(amount=400), await add(name="Other", amount=500)

    for each in (deal, other):
        await change(each, amount=800)
    await turn()

    assert [run["record_id"] for run in await runs()] == [deal["id"]]


async def test_branches_go_their_ways(save, add, turn, company, read):
    ways = {
        "ways": [
            {"name": "big", "condition": "amount >= 1000"},
            {"name": "owned", "condition": "owner == me"},
        ]
    }
    steps = [
        {
            "key": "split",
            "type": "branch",
            "settings": ways,
            "next": {"big": "a", "owned": "b", "otherwise": "c"},
        },
        {**update("a", next_step="big"), "next": {}},
        {**update("b", next_step="mine"), "next": {}},
        update("c", next_step="other"),
    ]
    await save(trigger=CREATED, steps=steps)
    big, small = await add(amount=2000), await add(amount=1)

    await turn()

    assert [(await read(each))["next_step"] for each in (big, small)] == ["big", "mine"]


async def test_a_stage_is_entered_by_creation_and_by_change(save, add, change, turn, runs):
    await save(trigger={"type": "stage_entered", "stages": ["won"]}, steps=[update(next_step="x")])
    made, moved, other = await add(stage="won"), await add(stage="engaging"), await add(stage="engaging")
    await change(moved, stage="won")
    await change(other, stage="proposal")

    await turn()

    assert {run["record_id"] for run in await runs()} == {made["id"], moved["id"]}


async def test_loops_go_through_related_records_together(save, add, change, turn, company, runs, steps_of):
    account = await add("account", name="Acme")
    tasks = [await add("activity", name=f"Task {n}", account=account["id"]) for n in range(3)]
    loop = {"key": "all", "type": "loop", "settings": {"relation": "activities", "filter": "!done"}}
    steps = [
        {**loop, "next": {"each": "close", "next": "after"}},
        {**update("close", body={"template": "for {{parent.name}}"}), "next": {}},
        update("after", description={"template": "{{steps.all.count}} closed"}),
    ]
    await save(
        trigger={"type": "record_changed", "fields": [{"field": "name"}]}, object="account", steps=steps
    )

    await change(account, "account", name="Globex")
    await turn()

    (run,) = await runs()
    assert run["state"] == "succeeded", run
    bodies = [(await company.get(f"/objects/activity/records/{one['id']}")).json()["body"] for one in tasks]
    assert bodies == ["for Globex"] * 3
    assert (await company.get(f"/objects/account/records/{account['id']}")).json()[
        "description"
    ] == "3 closed"
    assert len(await runs(parent_id=run["id"])) == 3


async def test_it_waits_for_a_condition_and_gives_up(save, add, change, turn, read, runs, execute_as_owner):
    wait = {"until": "amount > 100", "timeout": {"amount": 1, "unit": "days"}}
    steps = [
        {"key": "hold", "type": "wait", "settings": wait, "next": {"next": "yes", "timeout": "no"}},
        {**update("yes", next_step="paid"), "next": {}},
        update("no", next_step="late"),
    ]
    await save(trigger=CREATED, steps=steps)
    paid, late = await add(amount=1), await add(amount=1)
    await turn()
    assert {run["state"] for run in await runs()} == {"waiting"}

    await change(paid, amount=500)
    await turn()
    assert (await read(paid))["next_step"] == "paid"

    past = (utc_now() - timedelta(seconds=1)).isoformat()
    await execute_as_owner(
        f"UPDATE guanxi.workflow_run SET due_at = now(), memo = '{{\"until\": \"{past}\"}}' WHERE state = 'waiting'"
    )
    await turn()
    assert (await read(late))["next_step"] == "late"


async def test_what_is_refused_is_kept_retried_and_skipped(save, add, turn, runs, company, read):
    wrong = update("wrong", close_date={"expression": "now()"})
    await save(trigger=CREATED, steps=[wrong, update("after", next_step="went on")])
    first, second = await add(), await add(name="Two")
    await turn()

    failed = await runs(state="failed")
    assert [run["error"]["code"] for run in failed] == ["workflow_write_refused"] * 2
    assert failed[0]["error"]["errors"][0]["code"] == "date_expected"
    assert failed[0]["node"] == "wrong"

    skipped, retried = failed
    assert (await company.post(f"/workflow-runs/{skipped['id']}/skip")).status_code == 200
    assert (await company.post(f"/workflow-runs/{retried['id']}/retry", json={})).status_code == 200
    await turn()
    states = {run["id"]: run["state"] for run in await runs()}
    assert states == {skipped["id"]: "succeeded", retried["id"]: "failed"}
    told = [(await read(each))["next_step"] for each in (first, second)]
    assert sorted(told, key=str) == [None, "went on"]


async def test_runs_finish_on_the_version_that_they_began_with(save, add, change, turn, read, runs):
    wait = {"key": "hold", "type": "wait", "settings": {"until": "amount > 5", "timeout": {"amount": 9}}}
    trigger = {"type": "record_created"}
    await save(trigger=trigger, steps=[wait, update("say", next_step="first")])
    early = await add(amount=1)
    await turn()
    await save(trigger=trigger, steps=[wait, update("say", next_step="second")])
    late = await add(amount=1)
    await turn()

    for deal in (early, late):
        await change(deal, amount=10)
    await turn()

    assert [(await read(each))["next_step"] for each in (early, late)] == ["first", "second"]
    assert {run["version"] for run in await runs()} == {1, 2}


async def test_switched_off_it_holds_and_goes_on_later(save, add, turn, read, runs):
    given = {"trigger": CREATED, "steps": [update(next_step="x")]}
    await save(**given)
    deal = await add()
    await save(**given, active=False)
    await turn()
    assert (await read(deal))["next_step"] is None

    await save(**given)
    later = await add(name="Two")
    await turn()
    assert (await read(later))["next_step"] == "x"


async def test_it_does_nothing_when_undone(save, add, change, turn, runs, company):
    await save(
        trigger={"type": "record_changed", "fields": [{"field": "amount"}]}, steps=[update(next_step="x")]
    )
    deal = await add(amount=1)
    answer = await company.patch(f"/objects/deal/records/{deal['id']}", json={"amount": 2})
    await turn()
    await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
    await turn()

    assert len(await runs()) == 1


async def test_by_a_button_and_for_a_list(save, add, turn, company, read, client_of, company_name):
    await save(trigger={"type": "manual", "places": ["record", "list"]}, steps=[update(next_step="pressed")])
    one, two = await add(), await add(name="Two")

    assert [each["name"] for each in (await company.get("/objects/deal/actions")).json()["data"]] == ["flow"]
    answer = await company.post("/objects/deal/actions/flow", json={"filter": 'name == "Two"'})
    assert (answer.status_code, answer.json()["started"]) == (202, 1)
    await turn()
    assert [(await read(each))["next_step"] for each in (one, two)] == [None, "pressed"]

    viewer = await client_of(company_name, role="viewer")
    assert (await viewer.get("/objects/deal/actions")).json()["data"] == []
    refused = await viewer.post("/objects/deal/actions/flow", json={"ids": [one["id"]]})
    assert refused.status_code == 403


async def test_a_date_and_a_schedule(save, add, turn, runs, execute_as_owner, tenant_id):
    today = utc_now().date()
    await save(
        "dates",
        trigger={"type": "date_reached", "field": "close_date", "days": -30},
        steps=[update(next_step="x")],
    )
    due = await add(close_date=(today + timedelta(days=30)).isoformat())
    await add(name="Later", close_date=(today + timedelta(days=60)).isoformat())
    await turn()
    assert await runs() == []

    midday = "date_trunc('day', now()) + interval '9 hours'"
    await execute_as_owner(
        f"UPDATE guanxi.workflow_clock SET due_at = {midday}, since = {midday} - interval '1 day' WHERE tenant_id = $1",
        tenant_id,
    )
    for _ in range(2):
        await execute_as_owner(
            "UPDATE guanxi.workflow_clock SET due_at = least(due_at, now()) WHERE tenant_id = $1", tenant_id
        )
        await turn()
    assert [run["record_id"] for run in await runs(workflow="dates")] == [due["id"]]


async def test_what_is_past_its_time_goes(save, add, turn, runs, execute_as_owner, tenant_id):
    await save("good", trigger=CREATED, steps=[update(next_step="x")])
    await save("bad", trigger=CREATED, steps=[update(close_date={"expression": "now()"})])
    await add()
    await turn()
    assert len(await runs()) == 2

    await execute_as_owner(
        "UPDATE guanxi.workflow_run SET finished_at = now() - interval '91 days' WHERE tenant_id = $1",
        tenant_id,
    )
    await turn()

    assert [run["workflow"] for run in await runs()] == ["bad"]
    left = await execute_as_owner("SELECT node FROM guanxi.workflow_step WHERE tenant_id = $1", tenant_id)
    assert len(left) == 1


async def test_cancelled_runs_do_nothing_more(save, add, change, turn, runs, company, read):
    wait = {"key": "hold", "type": "wait", "settings": {"until": "amount > 5", "timeout": {"amount": 9}}}
    await save(trigger=CREATED, steps=[wait, update("say", next_step="x")])
    one, two = await add(amount=1), await add(amount=1)
    await turn()
    run = next(each for each in await runs() if each["record_id"] == one["id"])

    answer = await company.post(f"/workflow-runs/{run['id']}/cancel")
    assert (answer.status_code, answer.json()["run"]["state"]) == (200, "cancelled")
    again = await company.post(f"/workflow-runs/{run['id']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "workflow_run_ended")
    assert (await company.post("/workflows/flow/cancel")).json() == {"count": 1, "more": False}

    for deal in (one, two):
        await change(deal, amount=10)
    await turn()
    assert [(await read(each))["next_step"] for each in (one, two)] == [None, None]


async def test_the_condition_of_entry_decides_of_buttons_too(save, add, turn, runs, company):
    await save(
        trigger={"type": "manual", "places": ["record", "list"]},
        condition="amount > 1000",
        steps=[update(next_step="Big")],
    )
    small, big = await add(amount=10), await add(amount=5000)

    for each in (small, big):
        answer = await company.post("/objects/deal/actions/flow", json={"ids": [each["id"]]})
        assert answer.status_code < 300, answer.text
    await turn()

    (run,) = await runs()
    assert run["record_id"] == big["id"] and run["state"] == "succeeded"


async def test_amounts_are_converted(save, add, read, turn, company):
    assert (await company.put("/currencies", json={"currencies": ["EUR"]})).status_code == 200
    rate = {"currency": "EUR", "valid_from": "2020-01-01", "rate": "1.25"}
    assert (await company.post("/exchange-rates", json={"rates": [rate]})).status_code == 200
    condition = 'convert(amount, "EUR", close_date) > 50 && convert(amount, "EUR") > 50'
    worth = {"expression": '"EUR " + text(convert(amount, "EUR", close_date))'}
    await save(trigger=CREATED, condition=condition, steps=[update(next_step=worth)])
    deals = [
        await add(amount=amount, close_date=day)
        for amount in (100, 50)
        for day in ("2024-05-01", "2019-05-01")
    ]

    await turn()

    assert [(await read(deal))["next_step"] for deal in deals] == ["EUR 80", None, None, None]


async def test_what_it_writes_is_asked_what_stages_ask(save, add, turn, company, runs, change, read):
    pipelines = (await company.get("/objects/deal")).json()["pipelines"]
    for pipeline in pipelines:
        pipeline.pop("labels", None)
        pipeline["stages"] = [
            {key: each[key] for key in ("key", "label", "kind")} for each in pipeline["stages"]
        ]
    next(each for each in pipelines[0]["stages"] if each["key"] == "won")["required"] = ["next_step"]
    assert (await company.put("/objects/deal/pipelines", json={"pipelines": pipelines})).status_code == 200
    await save(trigger=CREATED, steps=[update(stage="won")])
    deal = await add()

    await turn()

    (run,) = await runs()
    assert run["state"] == "failed"
    assert [each["code"] for each in run["error"]["errors"]] == ["stage_field_needed"]
    await change(deal, next_step="Sign")
    assert (await company.post(f"/workflow-runs/{run['id']}/retry", json={})).status_code == 200
    await turn()
    assert (await read(deal))["stage"] == "won"
