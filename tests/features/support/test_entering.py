"""POST /support-sessions, and what an operator can do inside: little, for a time, in plain sight."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.features.support.service import operating
from tests.fixtures.clients import browser_of
from tests.fixtures.clients import enter as sign_in

ACCOUNTS = "/objects/account/records"


@pytest.fixture
async def inside(company, enter):
    grant_id = await company.ask()
    await company.approve(grant_id)
    return await enter(grant_id)


@pytest.fixture
async def changing(company, enter):
    grant_id = await company.ask("change")
    await company.approve(grant_id)
    return await enter(grant_id)


class TestTicket:
    async def test_unknown(self, browser):
        answer = await browser.post("/support-sessions", json={"ticket": "gs_invented"})

        assert (answer.status_code, answer.json()["code"]) == (401, "support_ticket_unknown")

    async def test_works_once(self, company, browser):
        grant_id = await company.ask()
        await company.approve(grant_id)
        ticket = await company.ticket(grant_id)

        first = await browser.post("/support-sessions", json={"ticket": ticket})
        second = await browser.post("/support-sessions", json={"ticket": ticket})

        assert (first.status_code, second.status_code) == (201, 401)
        assert (await company.grants())[0]["entries"] == 1

    async def test_is_no_cookie(self, company, app):
        grant_id = await company.ask()
        await company.approve(grant_id)
        ticket = await company.ticket(grant_id)

        async with browser_of(app) as browser:
            browser.cookies.set("guanxi_session", ticket)
            assert (await browser.get("/session")).status_code == 401

    async def test_too_old(self, company, browser, execute_as_owner):
        grant_id = await company.ask()
        await company.approve(grant_id)
        ticket = await company.ticket(grant_id)
        await execute_as_owner(
            "UPDATE guanxi.session SET idle_expires_at = now() - interval '1 second' WHERE support_grant_id = $1",
            grant_id,
        )

        assert (await browser.post("/support-sessions", json={"ticket": ticket})).status_code == 401

    async def test_after_revocation(self, company, browser):
        grant_id = await company.ask()
        await company.approve(grant_id)
        ticket = await company.ticket(grant_id)
        await company.revoke(grant_id)

        assert (await browser.post("/support-sessions", json={"ticket": ticket})).status_code == 401


class TestSession:
    async def test_is_marked(self, company, inside):
        session = (await inside.get("/session")).json()

        assert session["user"]["name"] == f"Admin of {company.name}"
        assert session["support"]["operator"] == "Olga (operations)"
        assert session["support"]["reason"] == "Ticket 4711"
        assert session["support"]["level"] == "read"
        (grant,) = await company.grants()
        assert session["support"]["expires_at"][:19] == grant["expires_at"][:19]
        assert (await company.admin.get("/session")).json()["support"] is None

    async def test_sees_as_the_person_acted_as(self, company, inside):
        await company.admin.post(ACCOUNTS, json={"name": "Seen"})

        found = (await inside.get(ACCOUNTS)).json()["data"]
        counted = await inside.post("/objects/account/aggregate", json={"group_by": []})

        assert [row["name"] for row in found] == ["Seen"]
        assert counted.status_code == 200

    async def test_areas_and_exports_are_out_of_reach(self, inside):
        permissions = (await inside.get("/session")).json()["permissions"]

        assert all(permission.endswith(".read") for permission in permissions)
        assert (await inside.get("/support-grants")).status_code == 403

    async def test_is_none_of_the_persons_own(self, company, inside, browser):
        await sign_in(browser, company.name)

        assert len((await browser.get("/sessions")).json()["data"]) == 2  # at sign-up, and now
        assert (await inside.get("/sessions")).json()["data"] == []

    async def test_left_by_signing_out(self, inside):
        assert (await inside.delete("/session")).status_code == 204
        assert (await inside.get("/session")).status_code == 401

    async def test_ends_at_once_when_revoked(self, company, inside):
        (grant,) = await company.grants()
        assert (await inside.get("/session")).status_code == 200

        await company.revoke(grant["id"])

        assert (await inside.get("/session")).status_code == 401

    async def test_ends_at_once_when_given_back(self, company, inside):
        (grant,) = await company.grants()
        assert (await inside.get("/session")).status_code == 200

        await operating.end(company.database, company.tenant_id, grant["id"])

        assert (await inside.get("/session")).status_code == 401

    async def test_ends_on_time_although_it_was_remembered(self, company, enter, execute_as_owner):
        grant_id = await company.ask()
        await company.approve(grant_id)
        await execute_as_owner(
            "UPDATE guanxi.support_grant SET expires_at = now() + interval '1.5 seconds' WHERE id = $1",
            grant_id,
        )
        operator = await enter(grant_id)
        assert (await operator.get("/session")).status_code == 200

        await asyncio.sleep(1.6)

        assert (await operator.get("/session")).status_code == 401
        assert (await company.grants())[0]["state"] == "expired"

    async def test_a_stream_of_events_ends_with_it(self, company, enter, execute_as_owner):
        grant_id = await company.ask()
        await company.approve(grant_id)
        await execute_as_owner(
            "UPDATE guanxi.support_grant SET expires_at = now() + interval '1 second' WHERE id = $1", grant_id
        )
        operator = await enter(grant_id)

        async with asyncio.timeout(5):
            assert (await operator.get("/events")).status_code == 200  # returns when the stream ends

    async def test_ends_with_the_persons_access(self, company, client_of, enter):
        await client_of(company.name, role="member")
        grant_id = await company.ask(email=f"member@{company.name}.example")
        await company.approve(grant_id)
        operator = await enter(grant_id)
        user = (await operator.get("/session")).json()["user"]["id"]

        await company.admin.delete(f"/objects/user/records/{user}")

        assert (await operator.get("/session")).status_code == 401


class TestWriting:
    async def test_to_look_is_not_to_change(self, company, inside):
        made = (await company.admin.post(ACCOUNTS, json={"name": "A"})).json()["ids"][0]
        url = f"{ACCOUNTS}/{made}"

        for answer in (
            await inside.post(ACCOUNTS, json={"name": "B"}),
            await inside.patch(url, json={"name": "B"}),
            await inside.delete(url),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "support_may_not")
        assert [row["name"] for row in (await company.admin.get(ACCOUNTS)).json()["data"]] == ["A"]

    async def test_stands_in_history_with_its_source(self, company, changing):
        made = (await company.admin.post(ACCOUNTS, json={"name": "A"})).json()["ids"][0]

        changed = await changing.patch(f"{ACCOUNTS}/{made}", json={"city": "Bern"})

        assert changed.status_code == 200, changed.text
        timeline = (await company.admin.get(f"{ACCOUNTS}/{made}/timeline")).json()["data"]
        assert timeline[0]["change"]["source"] == "support"
        assert timeline[0]["actor"]["name"] == f"Admin of {company.name}"
        change_set = (await company.admin.get("/change-sets")).json()["data"][0]
        assert (change_set["source"], change_set["reason"]) == ("support", "Olga (operations): Ticket 4711")
        assert (await company.grants())[0]["changes"] == 1

    async def test_everything_else_is_closed(self, company, changing, client_of):
        """Nothing that would outlast the access, raise it, or take data out."""
        me = (await changing.get("/session")).json()["user"]["id"]
        made = await company.admin.post(ACCOUNTS, json={"name": "A"})
        (grant,) = await company.grants()
        waiting = await company.ask("change")
        tries = [
            ("POST", f"/support-grants/{waiting}/approval", {}),
            ("POST", f"/support-grants/{grant['id']}/approval", {}),
            ("POST", "/api-keys", {"name": "for later"}),
            ("PATCH", "/me", {"name": "Other"}),
            ("PATCH", "/session", {"tenant": 1}),
            ("PATCH", "/company", {"name": "Other"}),
            ("POST", "/invitations", {"email": "a@b.example", "name": "A", "role": "admin"}),
            ("POST", f"/users/{me}/hand-over", {"to": me}),
            ("POST", "/permission-sets", {"name": "All", "definition": {}}),
            ("POST", "/objects/account/mass-updates", {"filter": "true", "delete": True}),
            ("POST", f"/change-sets/{made.json()['change_set_id']}/undo", None),
            ("POST", "/teams", {"name": "T"}),
            ("POST", "/views", {"object": "deal", "name": "V", "kind": "list"}),
            ("POST", "/exports", {"object": "account"}),
        ]

        for method, url, body in tries:
            answer = await changing.request(method, url, json=body)
            assert answer.status_code in (403, 404, 405), (method, url, answer.text)

        user = await changing.patch(f"/objects/user/records/{me}", json={"name": "Other"})
        assert user.status_code == 403
        assert {each["state"] for each in await company.grants()} == {"active", "waiting"}
        assert (await company.admin.get("/api-keys")).json()["data"][0]["name"] != "for later"

    async def test_cookie_needs_its_csrf_token(self, changing):
        del changing.headers["X-CSRF-Token"]

        answer = await changing.post(ACCOUNTS, json={"name": "B"})

        assert (answer.status_code, answer.json()["code"]) == (403, "csrf_token_invalid")
