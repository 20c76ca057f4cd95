"""GET /support-grants; POST /support-grants/{id}/approval, /refusal and /revocation."""

from __future__ import annotations

from uuid import uuid4

import pytest

from guanxi.features.support.service import operating
from guanxi.kernel.errors import Forbidden, Invalid

STEPS = ("approval", "refusal", "revocation")


class TestAsking:
    async def test_as_somebody_who_signs_in_there(self, company, client_of):
        await client_of("elsewhere")

        with pytest.raises(Invalid, match="support_person_unknown"):
            await company.ask(email="admin@elsewhere.example")

    async def test_gives_nothing(self, company):
        grant_id = await company.ask()

        with pytest.raises(Forbidden, match="support_not_approved"):
            await company.ticket(grant_id)


class TestList:
    async def test_nobody_else(self, company, client_of):
        await company.ask()
        member = await client_of(company.name, role="member")

        assert (await (await client_of(None)).get("/support-grants")).status_code == 401
        assert (await member.get("/support-grants")).json()["code"] == "support_administrators_only"
        assert (await (await client_of("globex")).get("/support-grants")).json()["data"] == []

    async def test_pages(self, company):
        asked = [await company.ask() for _ in range(3)]

        first = (await company.admin.get("/support-grants", params={"limit": 2})).json()
        cursor = first["next_cursor"]
        second = (await company.admin.get("/support-grants", params={"limit": 2, "cursor": cursor})).json()

        assert [each["id"] for each in [*first["data"], *second["data"]]] == asked[::-1]
        assert second["next_cursor"] is None

    async def test_says_who_why_and_how_far(self, company):
        await company.ask("change", minutes=30)

        (grant,) = await company.grants()

        assert (grant["state"], grant["operator"], grant["reason"]) == (
            "waiting",
            "Olga (operations)",
            "Ticket 4711",
        )
        assert (grant["level"], grant["minutes"], grant["entries"]) == ("change", 30, 0)
        assert grant["user"]["name"] == f"Admin of {company.name}"


class TestDeciding:
    @pytest.mark.parametrize("step", STEPS)
    async def test_nobody_else(self, company, client_of, step):
        grant_id = await company.ask()
        if step == "revocation":
            await company.approve(grant_id)
        url, body = f"/support-grants/{grant_id}/{step}", {}
        before = await company.grants()

        assert (await (await client_of(None)).post(url, json=body)).status_code == 401
        foreign = await (await client_of("globex")).post(url, json=body)
        absent = await company.admin.post(f"/support-grants/{uuid4()}/{step}", json=body)
        assert (foreign.status_code, foreign.json()) == (absent.status_code, absent.json())
        assert foreign.json()["code"] == "support_unknown"
        member = await client_of(company.name, role="member")
        assert (await member.post(url, json=body)).status_code == 403
        assert await company.grants() == before

    async def test_approval_starts_the_clock(self, company):
        approved = await company.approve(await company.ask("change"), minutes=15, level="read")

        assert (approved["state"], approved["minutes"], approved["level"]) == ("active", 15, "read")
        assert approved["decided_by"]["name"] == f"Admin of {company.name}"

    async def test_never_more_than_was_asked_for(self, company):
        url = f"/support-grants/{await company.ask(minutes=30)}/approval"

        longer = await company.admin.post(url, json={"minutes": 31})
        further = await company.admin.post(url, json={"level": "change"})

        assert (longer.status_code, longer.json()["field"]) == (422, "minutes")
        assert (further.status_code, further.json()["field"]) == (422, "level")
        assert (await company.grants())[0]["state"] == "waiting"

    async def test_refusal_is_final(self, company):
        grant_id = await company.ask()
        await company.admin.post(f"/support-grants/{grant_id}/refusal")

        answer = await company.admin.post(f"/support-grants/{grant_id}/approval", json={})

        assert (answer.status_code, answer.json()["code"]) == (409, "support_not_waiting")
        with pytest.raises(Forbidden):
            await company.ticket(grant_id)

    async def test_revoked_before_anybody_entered(self, company):
        grant_id = await company.ask()
        await company.approve(grant_id)

        revoked = await company.revoke(grant_id)

        assert (revoked["state"], revoked["ended_by"]["name"]) == ("ended", f"Admin of {company.name}")
        with pytest.raises(Forbidden):
            await company.ticket(grant_id)
        again = await company.admin.post(f"/support-grants/{grant_id}/revocation")
        assert again.json()["code"] == "support_not_active"

    async def test_a_request_lapses_after_a_week(self, company, execute_as_owner):
        grant_id = await company.ask()
        await execute_as_owner(
            "UPDATE guanxi.support_grant SET requested_at = now() - interval '8 days' WHERE id = $1",
            grant_id,
        )

        answer = await company.admin.post(f"/support-grants/{grant_id}/approval", json={})

        assert answer.json()["code"] == "support_not_waiting"
        assert (await company.grants())[0]["state"] == "lapsed"

    async def test_withdrawn_by_the_operator(self, company):
        grant_id = await company.ask()

        await operating.end(company.database, company.tenant_id, grant_id)

        assert (await company.grants())[0]["state"] == "ended"
