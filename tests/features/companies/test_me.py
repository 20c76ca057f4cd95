"""PATCH /me."""

from __future__ import annotations

import pytest

from tests.fixtures.clients import PASSWORD, browser_of, enter

NEW = "an entirely new one"


@pytest.fixture(autouse=True)
async def acme(client_of):
    return await client_of("acme")


async def test_anonymous(client_of):
    assert (await (await client_of(None)).patch("/me", json={"name": "X"})).status_code == 401


async def test_valid(acme):
    change = {"name": "Ada Lovelace", "locale": "zh-CN", "timezone": "Asia/Tokyo", "theme": "dark"}

    answer = await acme.patch("/me", json=change)

    assert answer.status_code == 200
    assert answer.json() | change == answer.json()
    assert (await acme.get("/session")).json()["user"] == answer.json()


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_everybody_may(client_of, role):
    client = await client_of("acme", role=role)

    answer = await client.patch("/me", json={"name": "My Own Name", "theme": "dark"})

    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["role"]) == ("My Own Name", role)


async def test_new_name_is_found(acme):
    await acme.patch("/me", json={"name": "Zacharias Unusual"})

    found = (await acme.get("/search?q=Unusual")).json()["data"]

    assert [hit["title"] for hit in found] == ["Zacharias Unusual"]


async def test_null_goes_back_to_the_company(acme):
    await acme.patch("/me", json={"timezone": "Asia/Tokyo"})

    answer = await acme.patch("/me", json={"timezone": None})

    assert answer.json()["timezone"] == (await acme.get("/session")).json()["tenant"]["timezone"]


async def test_own_language_is_answered_when_the_header_is_silent(acme):
    await acme.patch("/me", json={"locale": "zh-CN"})

    answer = await acme.patch("/me", json={"name": " "}, headers={"Accept-Language": "*"})

    assert answer.json()["detail"] == "此项不能为空白。"
    await acme.patch("/me", json={"locale": "en"})


@pytest.mark.parametrize(
    ("change", "status"),
    [({"theme": "pink"}, 400), ({"role": "admin"}, 400), ({"locale": "fr"}, 422), ({"name": ""}, 400)],
)
async def test_unusable(acme, change, status):
    assert (await acme.patch("/me", json=change)).status_code == status


class TestPassword:
    async def change(self, browser, **body):
        return await browser.patch("/me", json=body)

    async def test_needs_the_current_one(self, browser):
        await enter(browser, "acme")

        answer = await self.change(browser, password=NEW)

        assert answer.status_code == 422
        assert answer.json()["code"] == "current_password_required"

    async def test_wrong_current_one(self, browser):
        await enter(browser, "acme")

        answer = await self.change(browser, password=NEW, current_password="wrong")

        assert answer.json()["code"] == "current_password_wrong"
        assert (await enter(browser, "acme"))["user"]

    async def test_api_key_may_not(self, acme):
        answer = await self.change(acme, password=NEW, current_password=PASSWORD)

        assert answer.json()["code"] == "current_password_required"

    async def test_valid_ends_other_sessions(self, app, browser):
        await enter(browser, "acme")
        async with browser_of(app) as elsewhere:
            await enter(elsewhere, "acme")

            answer = await self.change(browser, password=NEW, current_password=PASSWORD)

            assert answer.status_code == 200
            assert (await elsewhere.get("/session")).status_code == 401
            assert (await browser.get("/session")).status_code == 200
            old = await elsewhere.post("/session", json={"email": "admin@acme.example", "password": PASSWORD})
            assert old.status_code == 401
        back = await self.change(browser, password=PASSWORD, current_password=NEW)
        assert back.status_code == 200

    async def test_weak(self, browser):
        await enter(browser, "acme")

        answer = await self.change(browser, password="12345678", current_password=PASSWORD)

        assert answer.json()["code"] == "password_breached"
