"""POST, GET and DELETE /session."""

from __future__ import annotations

import httpx
import pytest

from tests.fixtures.clients import PASSWORD, browser_of, enter


@pytest.fixture(autouse=True)
async def acme(client_of):
    return await client_of("acme")


async def sign_in(browser: httpx.AsyncClient, **changed: object) -> httpx.Response:
    return await browser.post(
        "/session", json={"email": "admin@acme.example", "password": PASSWORD} | changed
    )


class TestSignIn:
    async def test_valid(self, browser):
        answer = await sign_in(browser)

        assert answer.status_code == 201
        body = answer.json()
        assert body["user"]["email"] == "admin@acme.example"
        assert body["user"]["role"] == "admin"
        assert body["tenant"]["name"] == "acme"
        assert "deal.create" in body["permissions"]
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "secure" not in cookie

    async def test_cookie_travels_over_tls_only_when_the_address_is_https(self, make_app):
        async with browser_of(await make_app(secure_cookies=True)) as browser:
            answer = await sign_in(browser)

        assert "Secure" in answer.headers["set-cookie"]
        assert "max-age=31536000" in answer.headers["strict-transport-security"]

    async def test_email_is_compared_without_case(self, browser):
        assert (await sign_in(browser, email=" ADMIN@acme.EXAMPLE ")).status_code == 201

    @pytest.mark.parametrize("wrong", [{"password": "not this one"}, {"email": "nobody@acme.example"}])
    async def test_wrong_password_and_unknown_address_are_answered_alike(self, browser, wrong):
        answer = await sign_in(browser, **wrong)

        assert answer.status_code == 401
        assert answer.json() == {
            "type": "/problems/wrong_credentials",
            "title": "Not signed in",
            "status": 401,
            "detail": "The e-mail address or the password is wrong.",
            "code": "wrong_credentials",
        }
        assert "set-cookie" not in answer.headers

    async def test_company_of_others(self, browser, client_of):
        other = (await (await client_of("globex")).get("/session")).json()["tenant"]["id"]

        answer = await sign_in(browser, tenant=other)

        assert answer.status_code == 403
        assert answer.json()["code"] == "company_unknown"

    async def test_earlier_session_of_the_browser_ends(self, app, browser):
        await sign_in(browser)
        earlier = browser.cookies["guanxi_session"]

        await sign_in(browser)

        assert browser.cookies["guanxi_session"] != earlier
        async with browser_of(app) as thief:
            thief.cookies["guanxi_session"] = earlier
            assert (await thief.get("/session")).status_code == 401


class TestGetSession:
    async def test_anonymous(self, browser):
        answer = await browser.get("/session")

        assert answer.status_code == 401
        assert answer.json()["code"] == "not_signed_in"
        assert answer.headers["www-authenticate"] == "Bearer"

    async def test_valid(self, browser):
        entered = await enter(browser, "acme")

        assert (await browser.get("/session")).json() == entered

    async def test_api_key_has_no_csrf_token(self, acme):
        body = (await acme.get("/session")).json()

        assert body["csrf_token"] is None
        assert body["user"]["email"] == "admin@acme.example"

    @pytest.mark.parametrize(
        "header", ["Bearer gx_unknown", "Bearer", "Basic YTpi", "Bearer not-our-prefix", "gx_only"]
    )
    async def test_unusable_authorization(self, browser, header):
        answer = await browser.get("/session", headers={"Authorization": header})

        assert answer.status_code == 401

    async def test_unknown_cookie(self, browser):
        browser.cookies["guanxi_session"] = "nothing"

        assert (await browser.get("/session")).status_code == 401

    @pytest.mark.parametrize("limit", ["idle_expires_at", "expires_at"])
    async def test_expired(self, app, browser, execute_as_owner, limit):
        await enter(browser, "acme")
        await execute_as_owner(f"UPDATE guanxi.session SET {limit} = now() - interval '1 second'")
        app.state.identities.forget_everything()

        assert (await browser.get("/session")).status_code == 401

    async def test_use_keeps_a_session_alive(self, app, browser, execute_as_owner):
        await enter(browser, "acme")
        await execute_as_owner(
            "UPDATE guanxi.session SET seen_at = now() - interval '2 hours', idle_expires_at = now() + interval '1 hour'"
        )
        app.state.identities.forget_everything()

        await browser.get("/session")

        rows = await execute_as_owner(
            "SELECT idle_expires_at > now() + interval '13 days' AS renewed FROM guanxi.session "
            "WHERE seen_at > now() - interval '1 minute'"
        )
        assert [row["renewed"] for row in rows] == [True]


class TestSwitch:
    """PATCH /session: to another company of the same person."""

    @pytest.fixture
    async def globex_id(self, client_of, browser):
        """The person who runs acme has joined globex as well."""
        globex = await client_of("globex")
        invited = await globex.post("/invitations", json={"email": "admin@acme.example", "role": "viewer"})
        if invited.status_code == 201:
            link = invited.json()["url"].rsplit("/", 1)[-1]
            joined = await browser.post(f"/invitations/{link}/acceptance", json={"password": PASSWORD})
            assert joined.status_code == 201, joined.text
        return (await globex.get("/session")).json()["tenant"]["id"]

    async def enter_acme(self, browser, acme):
        """The company last used is the other one."""
        home = (await acme.get("/session")).json()["tenant"]["id"]
        entered = (await sign_in(browser, tenant=home)).json()
        browser.headers["X-CSRF-Token"] = entered["csrf_token"]
        return entered

    async def test_anonymous(self, browser):
        assert (await browser.patch("/session", json={"tenant": 1})).status_code == 401

    async def test_valid(self, app, browser, acme, globex_id):
        entered = await self.enter_acme(browser, acme)
        assert {each["name"] for each in entered["tenants"]} == {"acme", "globex"}
        earlier = browser.cookies["guanxi_session"]

        answer = await browser.patch("/session", json={"tenant": globex_id})

        assert answer.status_code == 200, answer.text
        assert (answer.json()["tenant"]["id"], answer.json()["user"]["role"]) == (globex_id, "viewer")
        assert answer.json()["csrf_token"] != entered["csrf_token"]
        assert (await browser.get("/session")).json() == answer.json()
        async with browser_of(app) as old:
            old.cookies["guanxi_session"] = earlier
            assert (await old.get("/session")).status_code == 401

    async def test_lasts_no_longer_than_the_sign_in(self, browser, acme, globex_id, execute_as_owner):
        await self.enter_acme(browser, acme)
        await execute_as_owner("UPDATE guanxi.session SET expires_at = now() + interval '1 day'")

        await browser.patch("/session", json={"tenant": globex_id})

        rows = await execute_as_owner(
            f"SELECT max(expires_at) < now() + interval '2 days' AS kept FROM guanxi.session WHERE tenant_id = {globex_id}"
        )
        assert rows[0]["kept"] is True

    async def test_company_of_strangers(self, browser, acme, client_of):
        await self.enter_acme(browser, acme)
        theirs = (await (await client_of("umbrella")).get("/session")).json()["tenant"]

        for tenant in (theirs["id"], theirs["slug"], 0, "nowhere"):
            answer = await browser.patch("/session", json={"tenant": tenant})
            assert (answer.status_code, answer.json()["code"]) == (403, "company_unknown")
        assert (await browser.get("/session")).json()["tenant"]["name"] == "acme"

    async def test_without_csrf_token(self, browser, acme, globex_id):
        await self.enter_acme(browser, acme)
        del browser.headers["X-CSRF-Token"]

        assert (await browser.patch("/session", json={"tenant": globex_id})).status_code == 403

    async def test_api_key(self, acme, globex_id):
        answer = await acme.patch("/session", json={"tenant": globex_id})

        assert (answer.status_code, answer.json()["code"]) == (403, "session_needed")


class TestSignOut:
    async def test_anonymous(self, browser):
        assert (await browser.delete("/session")).status_code == 401

    async def test_valid(self, app, browser):
        await enter(browser, "acme")
        token = browser.cookies["guanxi_session"]

        answer = await browser.delete("/session")

        assert answer.status_code == 204
        assert "guanxi_session" not in browser.cookies
        browser.cookies["guanxi_session"] = token
        assert (await browser.get("/session")).status_code == 401

    async def test_sign_out_in_another_process(self, app, browser, execute_as_owner, eventually):
        await app.state.notifications.is_connected.wait()
        tenant_id = (await enter(browser, "acme"))["tenant"]["id"]
        await execute_as_owner("DELETE FROM guanxi.session")
        assert not await _is_refused(browser)  # still remembered

        await execute_as_owner(
            f"""SELECT pg_notify('guanxi_invalidate', '{{"tenant": {tenant_id}, "user": null}}')"""
        )

        # Well before the five seconds for which it would otherwise be remembered.
        await eventually(lambda: _is_refused(browser), seconds=2)


class TestSessions:
    async def test_anonymous(self, browser):
        assert (await browser.get("/sessions")).status_code == 401

    async def test_lists_and_ends_other_places(self, app, browser):
        async with browser_of(app) as phone:
            await enter(phone, "acme")
            await enter(browser, "acme")
            places = (await browser.get("/sessions")).json()["data"]

            for place in places:
                if not place["is_current"]:
                    assert (await browser.delete(f"/sessions/{place['id']}")).status_code == 204

            assert (await phone.get("/session")).status_code == 401
            assert (await browser.get("/session")).status_code == 200

    async def test_session_of_others_stays(self, app, browser, client_of):
        await client_of("globex")
        async with browser_of(app) as other:
            await enter(other, "globex")
            theirs = (await other.get("/sessions")).json()["data"][0]["id"]
            await enter(browser, "acme")

            await browser.delete(f"/sessions/{theirs}")

            assert (await other.get("/session")).status_code == 200


async def _is_refused(client: httpx.AsyncClient) -> bool:
    return (await client.get("/session")).status_code == 401
