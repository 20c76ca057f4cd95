"""A form that was sent starts the workflows that wait for it, with the record and what was sent."""

from __future__ import annotations

import pytest

from .conftest import ADA


@pytest.fixture
def flow(company):
    async def flow(form="inquiry", condition="", status=200, template="{{sent.company}} {{name}}"):
        body = {
            "trigger": {"type": "form_submitted", "form": form},
            "condition": condition,
            "steps": [
                {
                    "key": "set",
                    "type": "update_record",
                    "settings": {"values": [{"field": "title", "template": template}]},
                }
            ],
        }
        answer = await company.put(
            "/definitions/workflow/greet", json={"object": "lead", "label": "Greet", "body": body}
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return flow


async def test_with_the_record_and_what_was_sent(design, send, flow, turn, records):
    key = await design()
    await flow(condition='sent.email.contains("customer")')
    await send(key, ADA)
    await send(key, {**ADA, "email": "ada@elsewhere.example"})
    await turn()
    first, second = await records(fields="title")
    assert first["title"] == "Analytical Ada Lovelace" and second["title"] is None


async def test_only_what_became_a_record_starts_one(design, send, flow, turn, company, submissions):
    key = await design(fields=[{"field": "name"}, {"field": "email"}, {"field": "company"}])
    await flow()
    await send(key, ADA, website="spam")
    await turn()
    assert (await company.get("/workflow-runs")).json()["data"] == []
    (held,) = await submissions()
    await company.post(f"/form-submissions/{held['id']}/retry", json={})
    await turn()
    (run,) = (await company.get("/workflow-runs")).json()["data"]
    assert run["state"] == "succeeded" and run["cause"]["sent"] == ADA


async def test_another_form_starts_nothing(design, send, flow, turn, company):
    await design()
    other = await design("other")
    await flow()
    await send(other, ADA)
    await turn()
    assert (await company.get("/workflow-runs")).json()["data"] == []


async def test_values_have_the_types_of_their_fields(company, design, send, turn, records):
    await company.post("/objects/lead/fields", json={"name": "c_budget", "type": "money", "label": "Budget"})
    await company.post("/objects/lead/fields", json={"name": "c_day", "type": "date", "label": "Day"})
    key = await design(fields=[{"field": "name"}, {"field": "c_budget"}, {"field": "c_day"}])
    body = {
        "trigger": {"type": "form_submitted", "form": "inquiry"},
        "condition": 'sent.c_budget > 99.5 && sent.c_day > "2030-01-01"',
        "steps": [
            {
                "key": "set",
                "type": "update_record",
                "settings": {"values": [{"field": "title", "value": "large"}]},
            }
        ],
    }
    answer = await company.put("/definitions/workflow/w", json={"object": "lead", "label": "W", "body": body})
    assert answer.status_code == 200, answer.text
    await send(key, {"name": "A", "c_budget": "100.25", "c_day": "2031-02-03"})
    await send(key, {"name": "B", "c_budget": "99", "c_day": "2031-02-03"})
    await turn()
    assert [each["title"] for each in await records(fields="title")] == ["large", None]


async def test_a_form_that_is_not_there(design, flow):
    assert (await flow(status=422))["code"] == "workflow_form_unknown"
    await design()
    refused = await flow(form="inquirry", status=422)
    assert refused["field"] == "body.trigger.form" and "inquiry" in refused["detail"]


async def test_tried_with_what_a_form_would_send(company, design, flow):
    await design()
    await flow()
    lead = (await company.post("/objects/lead/records", json={"name": "Ada"})).json()["ids"][0]

    def test(sent):
        return company.post("/workflows/greet/test", json={"object": "lead", "record_id": lead, "sent": sent})

    tried = (await test({"name": "Ada", "email": "a@b.example", "company": "Engines"})).json()
    assert tried["runs"][0]["steps"][0]["input"]["values"]["title"] == "Engines Ada"
    wrong = await test({"name": "Ada", "email": "nobody"})
    assert wrong.json()["code"] == "form_values_wrong"


async def test_a_field_of_another_type_meanwhile_breaks_that_run_alone(company, design, send, turn):
    await company.post("/objects/lead/fields", json={"name": "c_size", "type": "text", "label": "Size"})
    key = await design(fields=[{"field": "name"}, {"field": "c_size"}])
    body = {
        "trigger": {"type": "form_submitted", "form": "inquiry"},
        "condition": "sent.c_size != null",
        "steps": [],
    }
    saved = await company.put("/definitions/workflow/w", json={"object": "lead", "label": "W", "body": body})
    assert saved.status_code == 200, saved.text
    await send(key, {"name": "A", "c_size": "large"})
    converted = await company.post(
        "/objects/lead/fields/c_size/conversion", json={"type": "integer", "on_failure": "empty"}
    )
    assert converted.status_code < 500
    await send(key, {"name": "B", "c_size": "7"})

    await turn()

    assert len((await company.get("/workflow-runs")).json()["data"]) == 2
