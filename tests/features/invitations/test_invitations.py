"""Invitations: making, listing, withdrawing, reading, accepting."""

from __future__ import annotations

import pytest

from tests.fixtures.clients import PASSWORD, browser_of

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def invite(acme):
    async def invite(email: str, **more):
        answer = await acme.post("/invitations", json={"email": email} | more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return invite


@pytest.fixture
def status_of(execute_as_owner):
    async def status_of(user_id: str) -> str:
        return (await execute_as_owner(f"SELECT status FROM guanxi.app_user WHERE id = '{user_id}'"))[0][
            "status"
        ]

    return status_of


def token_of(invitation: dict) -> str:
    return invitation["url"].rsplit("/", 1)[-1]


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("GET", ""), ("DELETE", f"/{NOBODY}")])
class TestWhoMayInvite:
    async def test_anonymous(self, client_of, method, path):
        answer = await (await client_of(None)).request(
            method, f"/invitations{path}", json={"email": "a@b.example"}
        )

        assert answer.status_code == 401

    @pytest.mark.parametrize("role", ["member", "viewer"])
    async def test_not_an_administrator(self, client_of, method, path, role):
        client = await client_of("acme", role=role)

        answer = await client.request(method, f"/invitations{path}", json={"email": "a@b.example"})

        assert answer.status_code == 403


class TestInvite:
    async def test_valid(self, acme, invite, status_of):
        made = await invite("new@acme.example", name="New Person", role="viewer")

        assert made["url"].startswith("http://guanxi.test/invitations/")
        listed = next(
            item for item in (await acme.get("/invitations")).json()["data"] if item["id"] == made["id"]
        )
        assert (listed["email"], listed["name"], listed["role"]) == (
            "new@acme.example",
            "New Person",
            "viewer",
        )
        assert "url" not in listed
        assert await status_of(made["user_id"]) == "invited"

    async def test_link_uses_the_public_address(self, make_app, acme):
        async with browser_of(await make_app(public_url="https://crm.example.com")) as client:
            client.headers["Authorization"] = acme.headers["Authorization"]
            made = (await client.post("/invitations", json={"email": "public@acme.example"})).json()

        assert made["url"].startswith("https://crm.example.com/invitations/")

    async def test_again_replaces_the_earlier_link(self, invite, browser):
        first = await invite("again@acme.example")
        second = await invite("again@acme.example")

        assert first["user_id"] == second["user_id"]
        assert (await browser.get(f"/invitations/{token_of(first)}/details")).status_code == 404
        assert (await browser.get(f"/invitations/{token_of(second)}/details")).status_code == 200

    async def test_imported_user_is_let_in_as_himself(self, acme, browser, invite):
        created = await acme.post("/objects/user/records", json={"name": "Imported Agent"})
        user_id = created.json()["ids"][0]

        made = await invite("agent@acme.example", user_id=user_id, role="member")
        await browser.post(f"/invitations/{token_of(made)}/acceptance", json={"password": PASSWORD})

        assert made["user_id"] == user_id
        session = (await browser.get("/session")).json()
        assert (session["user"]["id"], session["user"]["name"]) == (user_id, "Imported Agent")

    async def test_active_user(self, acme):
        answer = await acme.post("/invitations", json={"email": "ADMIN@acme.example"})

        assert (answer.status_code, answer.json()["code"]) == (409, "invitation_user_active")

    async def test_user_of_another_company(self, acme, client_of):
        theirs = (await (await client_of("globex")).get("/session")).json()["user"]["id"]

        answer = await acme.post("/invitations", json={"email": "x@acme.example", "user_id": theirs})

        assert (answer.status_code, answer.json()["code"]) == (404, "invitation_user_unknown")

    @pytest.mark.parametrize("body", [{"email": "x"}, {"email": "x@y.example", "name": " "}])
    async def test_unusable(self, acme, body):
        assert (await acme.post("/invitations", json=body)).status_code == 422


class TestWithdraw:
    async def test_valid(self, acme, invite, browser, status_of):
        made = await invite("withdrawn@acme.example")

        assert (await acme.delete(f"/invitations/{made['id']}")).status_code == 204

        assert (await browser.get(f"/invitations/{token_of(made)}/details")).status_code == 404
        assert await status_of(made["user_id"]) == "inactive"

    async def test_other_company(self, invite, client_of, browser):
        made = await invite("theirs@acme.example")
        globex = await client_of("globex")

        assert (await globex.delete(f"/invitations/{made['id']}")).status_code == 404
        assert made["id"] not in [item["id"] for item in (await globex.get("/invitations")).json()["data"]]
        assert (await browser.get(f"/invitations/{token_of(made)}/details")).status_code == 200


class TestAccept:
    async def test_details(self, browser, invite):
        made = await invite("details@acme.example", name="Dee")

        answer = await browser.get(f"/invitations/{token_of(made)}/details")

        assert answer.json() == {
            "company": "acme",
            "email": "details@acme.example",
            "name": "Dee",
            "inviter": "Admin of acme",
            "has_account": False,
        }

    async def test_new_person(self, browser, invite, status_of):
        made = await invite("fresh@acme.example", role="member")

        body = {"name": "Fresh", "password": PASSWORD, "locale": "zh-CN"}
        answer = await browser.post(f"/invitations/{token_of(made)}/acceptance", json=body)

        assert answer.status_code == 201
        session = answer.json()
        assert session["user"]["name"] == "Fresh"
        assert session["user"]["role"] == "member"
        assert session["user"]["locale"] == "zh-CN"
        assert session["tenant"]["name"] == "acme"
        assert (await browser.get("/session")).json() == session
        assert await status_of(made["user_id"]) == "active"

    async def test_works_once(self, browser, invite):
        made = await invite("once@acme.example")
        body = {"name": "Once", "password": PASSWORD}
        await browser.post(f"/invitations/{token_of(made)}/acceptance", json=body)

        again = await browser.post(f"/invitations/{token_of(made)}/acceptance", json=body)

        assert (again.status_code, again.json()["code"]) == (404, "invitation_unknown")

    async def test_expired(self, browser, invite, execute_as_owner):
        made = await invite("late@acme.example")
        await execute_as_owner(f"UPDATE guanxi.invitation SET expires_at = now() WHERE id = '{made['id']}'")

        answer = await browser.get(f"/invitations/{token_of(made)}/details")

        assert answer.json()["code"] == "invitation_unknown"

    async def test_person_of_another_company_enters_with_the_known_password(
        self, app, browser, invite, client_of
    ):
        await client_of("globex")
        made = await invite("admin@globex.example")
        path = f"/invitations/{token_of(made)}/acceptance"

        assert (await browser.get(f"/invitations/{token_of(made)}/details")).json()["has_account"] is True
        assert (await browser.post(path, json={"password": "a guess at it"})).status_code == 401
        assert (await browser.post(path, json={"password": PASSWORD})).status_code == 201
        names = {company["name"] for company in (await browser.get("/session")).json()["tenants"]}
        assert names == {"acme", "globex"}

    async def test_weak_password(self, browser, invite):
        made = await invite("weak@acme.example")

        answer = await browser.post(
            f"/invitations/{token_of(made)}/acceptance", json={"password": "12345678"}
        )

        assert answer.json()["code"] == "password_breached"
        assert (await browser.get(f"/invitations/{token_of(made)}/details")).status_code == 200

    async def test_unknown_token(self, browser):
        answer = await browser.post("/invitations/nothing/acceptance", json={"password": PASSWORD})

        assert answer.status_code == 404

    async def test_joined_person_signs_in_later(self, app, browser, invite):
        made = await invite("later@acme.example")
        await browser.post(f"/invitations/{token_of(made)}/acceptance", json={"password": PASSWORD})
        async with browser_of(app) as elsewhere:
            answer = await elsewhere.post(
                "/session", json={"email": "later@acme.example", "password": PASSWORD}
            )

        assert answer.status_code == 201
