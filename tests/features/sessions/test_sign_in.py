"""POST, GET and DELETE /session."""

from __future__ import annotations

import httpx
import pytest

from tests.fixtures.clients import PASSWORD, ClientOf


@pytest.fixture
async def browser(app, client_of: ClientOf):
    """A browser of nobody, for the company acme."""
    await client_of("acme")
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://guanxi.test/api/v1") as client:
        yield client


async def sign_in(browser: httpx.AsyncClient, **changed) -> httpx.Response:
    return await browser.post("/session", json={"email": "admin@acme.example", "password": PASSWORD} | changed)


class TestSignIn:
    async def test_valid(self, browser):
        answer = await sign_in(browser)

        assert answer.status_code == 201
        body = answer.json()
        assert body["user"]["email"] == "admin@acme.example"
        assert body["user"]["role"] == "admin"
        assert body["tenant"]["name"] == "acme"
        assert "deal.create" in body["permissions"]
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower()

        seen = await browser.get("/session")
        assert seen.status_code == 200
        assert seen.json() == body

    async def test_email_is_compared_without_case(self, browser):
        assert (await sign_in(browser, email=" ADMIN@acme.EXAMPLE ")).status_code == 201

    @pytest.mark.parametrize("wrong", [{"password": "not this one"}, {"email": "nobody@acme.example"}])
    async def test_wrong(self, browser, wrong):
        answer = await sign_in(browser, **wrong)

        assert answer.status_code == 401
        assert answer.json()["code"] == "wrong_credentials"
        assert "set-cookie" not in answer.headers

    async def test_company_of_others(self, browser, client_of):
        other = (await (await client_of("globex")).get("/session")).json()["tenant"]["id"]

        answer = await sign_in(browser, tenant=other)

        assert answer.status_code == 403
        assert answer.json()["code"] == "company_unknown"
