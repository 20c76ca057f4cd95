"""What could not become a record by itself waits for a person, and the visitor learns nothing of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from guanxi.kernel.clock import utc_now

from .conftest import ADA

SAME_EMAIL = {"any_of": [{"fields": [{"field": "email", "by": "email"}]}]}


@pytest.fixture
def rule(company):
    async def rule(kind, body, name="rule"):
        answer = await company.put(
            f"/definitions/{kind}/{name}", json={"object": "lead", "label": "Rule", "body": body}
        )
        assert answer.status_code == 200, answer.text

    return rule


class TestDuplicates:
    async def test_another_is_created_although_a_rule_warns(self, design, send, records, rule):
        await rule("duplicate_rule", {**SAME_EMAIL, "action": "warn"})
        key = await design()
        await send(key, ADA)
        await send(key, ADA)
        assert len(await records()) == 2

    async def test_empty_fields_are_filled_and_nothing_else(
        self, design, send, records, rule, company, submissions
    ):
        await rule("duplicate_rule", SAME_EMAIL)
        await company.post(
            "/objects/lead/records", json={"name": "Countess", "email": "ADA@customer.example"}
        )
        key = await design(on_duplicate="fill", fixed=[{"field": "source", "value": "website"}])

        await send(key, ADA)

        (only,) = await records(fields="name,company,source")
        assert (only["name"], only["company"], only["source"]) == ("Countess", "Analytical", None)
        (kept,) = await submissions()
        assert kept["outcome"] == "updated" and kept["record_id"] == only["id"]

    async def test_what_was_sent_replaces(self, design, send, records, rule, company):
        await rule("duplicate_rule", SAME_EMAIL)
        await company.post(
            "/objects/lead/records", json={"name": "Countess", "email": "ada@customer.example"}
        )
        await send(await design(on_duplicate="replace"), ADA)
        (only,) = await records()
        assert only["name"] == "Ada Lovelace"

    async def test_several_wait_for_a_person(self, design, send, records, rule, company, submissions):
        await rule("duplicate_rule", SAME_EMAIL)
        for name in ("One", "Two"):
            await company.post(
                "/objects/lead/records",
                json={"name": name, "email": "ada@customer.example"},
                headers={"X-Allow-Duplicates": "true"},
            )
        key = await design(on_duplicate="replace")

        thanked = await send(key, ADA)

        assert set(thanked) == {"thanks", "redirect_url"}
        (waiting,) = await submissions(state="refused")
        assert "One" in waiting["error"] and len(await records()) == 2
        answer = await company.post(
            f"/form-submissions/{waiting['id']}/retry", json={"on_duplicate": "create"}
        )
        assert answer.json()["state"] == "accepted" and len(await records()) == 3

    async def test_a_refusing_rule_is_not_told_to_strangers(self, design, send, rule, submissions):
        await rule("duplicate_rule", {**SAME_EMAIL, "action": "refuse"})
        key = await design()
        first, second = await send(key, ADA), await send(key, ADA)
        assert first == second
        assert [each["state"] for each in await submissions()] == ["refused", "accepted"]


class TestRefused:
    async def test_is_told_to_whom_it_concerns_and_mended(
        self, design, send, rule, submissions, company, records
    ):
        await rule(
            "validation_rule",
            {"error_when": "company == null", "message": {"en": "Say which company."}, "field": "company"},
        )
        key = await design()
        await send(key, {"name": "Ada", "email": "ada@customer.example"})
        await send(key, {"name": "Bob", "email": "bob@customer.example"})

        assert await records() == []
        bob, ada = await submissions(state="refused")
        assert ada["errors"][0]["detail"] == "Say which company."
        told = (await company.get("/notifications")).json()["data"]
        assert len(told) == 1 and "Inquiry" in told[0]["title"]
        again = await company.post(f"/form-submissions/{ada['id']}/retry", json={})
        assert again.json()["state"] == "refused"
        mended = await company.post(
            f"/form-submissions/{ada['id']}/retry", json={"values": {"company": "Engines"}}
        )
        assert mended.json()["state"] == "accepted" and mended.json()["sent"]["company"] == "Engines"
        twice = await company.post(f"/form-submissions/{ada['id']}/retry", json={})
        assert twice.json()["code"] == "form_submission_settled"
        gone = await company.post(f"/form-submissions/{bob['id']}/discard")
        assert gone.json()["state"] == "discarded"
        forgotten = await company.post(f"/form-submissions/{ada['id']}/discard")
        assert (forgotten.json()["state"], forgotten.json()["sent"]) == ("accepted", {})
        assert len(await records()) == 1

    async def test_of_a_form_whose_person_may_not_administer(
        self, design, send, submissions, execute_as_owner, tenant_id, records
    ):
        key = await design()
        await execute_as_owner(
            "UPDATE guanxi.definition SET updated_by = $2 WHERE tenant_id = $1 AND kind = 'form'",
            tenant_id,
            uuid4(),
        )
        await execute_as_owner(
            "UPDATE guanxi.tenant SET meta_version = meta_version + 1 WHERE tenant_id = $1", tenant_id
        )
        await send(key, ADA)
        (waiting,) = await submissions(state="refused")
        assert "may not administer" in waiting["error"] and await records() == []


class TestOwners:
    async def test_a_queue(self, design, send, records, company):
        answer = await company.post("/teams", json={"kind": "queue", "name": "Inbox", "member_ids": []})
        assert answer.status_code == 201, answer.text
        await send(await design(owner={"kind": "queue", "name": "Inbox"}), ADA)
        (made,) = await records(fields="name,owner")
        assert made["owner"]["name"] == "Inbox"

    async def test_assignment_rules_apply(
        self, design, send, records, company, client_of, company_name, rule
    ):
        colleague = await client_of(company_name, role="member")
        me = (await colleague.get("/session")).json()["user"]
        await rule("assignment_rule", {"entries": [{"to": {"kind": "user", "name": me["email"]}}]})
        await send(await design(), ADA)
        (made,) = await records(fields="name,owner")
        assert made["owner"]["id"] == me["id"]


class TestForgetting:
    async def test_what_was_sent_goes_and_the_consent_stays(
        self, design, send, submissions, execute_as_owner, tenant_id, database, settings
    ):
        from guanxi.features.forms.service.retention import forget_past

        key = await design(consent={"text": {"en": "Yes"}})
        await send(key, ADA, consent=1)
        await send(key, ADA, consent=1, website="spam")
        await execute_as_owner(
            "UPDATE guanxi.form_submission SET settled_at = $2 WHERE tenant_id = $1",
            tenant_id,
            utc_now() - timedelta(days=400),
        )
        await execute_as_owner(
            "UPDATE guanxi.form_rate SET window_start = $2 WHERE tenant_id = $1",
            tenant_id,
            utc_now() - timedelta(hours=2),
        )

        assert await forget_past(database, settings, tenant_id) is None

        (kept,) = await submissions()
        assert kept["sent"] == {} and kept["trimmed_at"] and kept["consent"]["agreed"]


class TestAccess:
    PATHS = ("/forms", "/forms/inquiry/link", "/forms/inquiry/consents", "/form-submissions")

    async def test_members_may_not(self, design, client_of, company_name):
        await design()
        member = await client_of(company_name, role="member")
        for path in self.PATHS:
            assert (await member.get(path)).status_code == 403

    async def test_another_company_finds_nothing(self, design, send, submissions, client_of):
        await send(await design(), ADA)
        (kept,) = await submissions()
        other = await client_of("elsewhere")
        for path in (*self.PATHS[1:3], f"/form-submissions/{kept['id']}"):
            assert (await other.get(path)).status_code == 404
        for what in ("retry", "discard"):
            assert (await other.post(f"/form-submissions/{kept['id']}/{what}", json={})).status_code == 404

    async def test_pages(self, design, send, company):
        key = await design()
        for number in range(3):
            await send(key, {**ADA, "name": str(number)})
        first = (await company.get("/form-submissions", params={"limit": 2, "form": "inquiry"})).json()
        rest = (
            await company.get(
                "/form-submissions", params={"limit": 2, "form": "inquiry", "cursor": first["next_cursor"]}
            )
        ).json()
        assert [each["sent"]["name"] for each in first["data"] + rest["data"]] == ["2", "1", "0"]
        (form,) = (await company.get("/forms")).json()["data"]
        assert form["accepted"] == 3 and form["waiting"] == 0
