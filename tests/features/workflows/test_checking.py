"""What is refused when a workflow is saved, each with its place."""

from __future__ import annotations

import pytest

from .conftest import create, update

CREATED = {"type": "record_created"}
CHANGED = {"type": "record_changed", "fields": [{"field": "amount"}]}


def step(key, type="stop", **rest):
    return {"key": key, "type": type, "settings": {}, **rest}


@pytest.mark.parametrize(
    ("trigger", "steps", "more", "code", "field"),
    [
        (CREATED, [update(nothing=1)], {}, "field_unknown", "body.steps[0].settings.values[0].field"),
        (CREATED, [update(amount="lots")], {}, "number_expected", "body.steps[0].settings.values[0].value"),
        (CREATED, [update(status="won")], {}, "field_read_only", "body.steps[0].settings.values[0].field"),
        (CREATED, [update(name={"expression": "amont"})], {}, "expression_unknown_field",
         "body.steps[0].settings.values[0].expression"),
        (CREATED, [update(name={"template": "{{nobody}}"})], {}, "template_field_unknown",
         "body.steps[0].settings.values[0].template"),
        (CREATED, [create("a", "activity")], {}, "workflow_value_missing", "body.steps[0].settings.values"),
        (CREATED, [step("a", "nonsense")], {}, "workflow_step_type_unknown", "body.steps[0].type"),
        (CREATED, [step("a"), step("a")], {}, "workflow_step_twice", "body.steps[1].key"),
        (CREATED, [step("a", next={}), step("b")], {}, "workflow_step_lost", "body.steps[1]"),
        (CREATED, [{**update("a", amount=1), "next": {"next": "a"}}], {}, "workflow_circle", "body.steps[0].next"),
        (CREATED, [{**update("a", amount=1), "next": {"sideways": "b"}}, step("b")], {}, "workflow_way_unknown",
         "body.steps[0].next"),
        (CREATED, [], {"condition": "amount > "}, "expression_syntax", "body.condition"),
        (CHANGED, [update(amount=1)], {}, "workflow_starts_itself", "body.steps[0].settings"),
        ({"type": "record_created"}, [create("a", "deal", name="x")], {}, "workflow_starts_itself",
         "body.steps[0].settings.object"),
        ({"type": "schedule", "cron": "* * * * *"}, [], {}, "workflow_cron_too_often", "body.trigger.cron"),
        ({"type": "schedule", "cron": "99 * * * *"}, [], {}, "workflow_cron_invalid", "body.trigger.cron"),
        ({"type": "date_reached", "field": "amount"}, [], {}, "workflow_not_a_date", "body.trigger.field"),
        ({"type": "stage_entered", "stages": ["moon"]}, [], {}, "workflow_stage_unknown", "body.trigger.stages[0]"),
        (CREATED, [step("a", "call_webhook") | {"settings": {"url": "ftp://x.example"}}], {}, "outbound_scheme",
         "body.steps[0].settings.url"),
    ],
)  # fmt: skip
async def test_refused_with_its_place(save, trigger, steps, more, code, field):
    problem = await save(trigger=trigger, steps=steps, status=422, **more)

    assert (problem["code"], problem["field"]) == (code, field)


async def test_what_it_writes_may_stand_in_its_condition(save):
    await save(trigger=CHANGED, condition="amount < 10", steps=[update(amount=10)])


async def test_fields_that_it_uses_are_known(save, company):
    made = await company.post("/objects/deal/fields", json={"type": "text", "label": "Colour"})
    name = made.json()["name"]
    await save(trigger=CREATED, steps=[update(**{name: "red"})])

    refused = await company.delete(f"/objects/deal/fields/{name}")

    assert refused.status_code in (200, 204, 409)
    assert (await company.get("/workflows")).json()["data"][0]["name"] == "flow"


async def test_only_administrators(save, client_of, company_name, runs):
    await save(trigger=CREATED)
    member, stranger = await client_of(company_name, role="member"), await client_of("elsewhere")
    anonymous = await client_of(None)

    for path in (
        "/workflows",
        "/workflow-runs",
        "/workflow-steps",
        "/workflows/flow/counts",
        "/mail-messages",
    ):
        assert (await member.get(path)).status_code == 403
        assert (await anonymous.get(path)).status_code == 401
    assert (await stranger.get("/workflows/flow/counts")).status_code == 404
    assert (await member.post("/workflows/flow/test", json={"object": "deal"})).status_code == 403
