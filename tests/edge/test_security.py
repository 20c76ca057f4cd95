"""Hosts, origins, CSRF, headers: what keeps browsers from being used against their owners."""

from __future__ import annotations

import pytest

from tests.fixtures.clients import browser_of, enter


@pytest.fixture(autouse=True)
async def companies(client_of):
    await client_of("acme")
    await client_of("globex")


class TestCsrf:
    async def test_without_token(self, browser):
        await enter(browser, "acme")
        del browser.headers["X-CSRF-Token"]

        answer = await browser.post("/views", json={"object": "deal", "name": "Mine"})

        assert answer.status_code == 403
        assert answer.json()["code"] == "csrf_token_invalid"
        assert (await browser.get("/views")).json()["data"] == []

    async def test_token_of_another_session(self, app, browser):
        await enter(browser, "acme")
        async with browser_of(app) as other:
            theirs = await enter(other, "globex")

        answer = await browser.patch(
            "/me", json={"theme": "dark"}, headers={"X-CSRF-Token": theirs["csrf_token"]}
        )

        assert answer.status_code == 403

    async def test_with_token(self, browser):
        await enter(browser, "acme")

        assert (await browser.patch("/me", json={"theme": "dark"})).status_code == 200

    async def test_reading_needs_none(self, browser):
        await enter(browser, "acme")
        del browser.headers["X-CSRF-Token"]

        assert (await browser.get("/session")).status_code == 200

    async def test_api_keys_need_none(self, client_of):
        acme = await client_of("acme")

        assert (await acme.patch("/me", json={"theme": "light"})).status_code == 200

    async def test_a_key_beats_a_cookie(self, browser, client_of):
        """A bad key is not papered over by a good cookie."""
        await enter(browser, "acme")

        assert (await browser.get("/session", headers={"Authorization": "Bearer gx_bad"})).status_code == 401


class TestOrigin:
    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://guanxi.test:99"])
    async def test_foreign_page(self, browser, origin):
        await enter(browser, "acme")

        answer = await browser.patch("/me", json={"theme": "dark"}, headers={"Origin": origin})

        assert answer.status_code == 403
        assert answer.json()["code"] == "origin_not_allowed"

    async def test_foreign_page_cannot_sign_its_victim_in(self, browser):
        credentials = {"email": "admin@acme.example", "password": "x"}

        answer = await browser.post("/session", json=credentials, headers={"Origin": "https://evil.example"})

        assert answer.json()["code"] == "origin_not_allowed"

    async def test_browser_says_cross_site_without_an_origin(self, browser):
        answer = await browser.post("/session", json={}, headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.json()["code"] == "origin_not_allowed"

    async def test_own_page(self, browser):
        await enter(browser, "acme")

        answer = await browser.patch("/me", json={"theme": "auto"}, headers={"Origin": "http://guanxi.test"})

        assert answer.status_code == 200


class TestHost:
    async def test_foreign_name(self, make_app):
        async with browser_of(await make_app(allowed_hosts=("crm.example.com",))) as browser:
            answer = await browser.get("/session")

        assert answer.status_code == 421
        assert answer.json()["code"] == "host_not_allowed"

    async def test_own_name(self, make_app):
        async with browser_of(await make_app(allowed_hosts=("guanxi.test",))) as browser:
            assert (await browser.get("/session")).status_code == 401


class TestHeaders:
    async def test_of_data(self, browser):
        headers = (await browser.get("/session")).headers

        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"

    async def test_of_pages(self, browser):
        headers = (await browser.get("http://guanxi.test/")).headers

        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-frame-options"] == "DENY"


async def test_a_stolen_table_gives_no_way_in(browser, execute_as_owner):
    """Tokens are stored as hashes, passwords as argon2id."""
    await enter(browser, "acme")
    token = browser.cookies["guanxi_session"]

    rows = await execute_as_owner(
        "SELECT token_hash FROM guanxi.session UNION ALL SELECT token_hash FROM guanxi.api_key"
    )
    passwords = await execute_as_owner("SELECT password_hash FROM guanxi.identity")

    assert all(
        token.encode() not in bytes(row["token_hash"]) and len(row["token_hash"]) == 32 for row in rows
    )
    assert all(row["password_hash"].startswith("$argon2id$v=19$m=19456,t=2,p=1$") for row in passwords)
