"""PATCH /company."""

from __future__ import annotations

import pytest


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


async def test_anonymous(client_of):
    assert (await (await client_of(None)).patch("/company", json={"name": "X"})).status_code == 401


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_not_an_administrator(acme, client_of, role):
    before = (await acme.get("/session")).json()["tenant"]

    answer = await (await client_of("acme", role=role)).patch("/company", json={"name": "Mine"})

    assert answer.status_code == 403
    assert (await acme.get("/session")).json()["tenant"] == before


async def test_currency_is_fixed_once_a_record_holds_an_amount(client_of):
    initech = await client_of("initech")
    await initech.post("/objects/product/records", json={"name": "Stapler", "unit_price": "9.50"})

    answer = await initech.patch("/company", json={"currency": "JPY"})
    same = await initech.patch("/company", json={"currency": "USD"})

    assert (answer.status_code, answer.json()["code"]) == (409, "currency_locked")
    assert same.status_code == 200


async def test_valid(acme):
    change = {"name": "Acme 2", "timezone": "Asia/Shanghai", "locale": "zh-CN", "currency": "EUR"}

    answer = await acme.patch("/company", json=change)

    assert answer.status_code == 200
    assert answer.json() | change == answer.json()
    assert (await acme.get("/session")).json()["tenant"] == answer.json()


async def test_other_companies_stay(acme, client_of):
    globex = await client_of("globex")
    before = (await globex.get("/session")).json()["tenant"]

    await acme.patch("/company", json={"name": "Acme 3"})

    assert (await globex.get("/session")).json()["tenant"] == before


async def test_nothing_to_change(acme):
    before = (await acme.get("/session")).json()["tenant"]

    assert (await acme.patch("/company", json={})).json() == before


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"name": "  "}, 422, "blank"),
        ({"currency": "ABC"}, 422, "currency_invalid"),
        ({"timezone": "Nowhere"}, 422, "timezone_invalid"),
        ({"locale": "de"}, 422, "locale_invalid"),
        ({"plan": "gold"}, 400, "invalid_request"),
    ],
)
async def test_unusable(acme, change, status, code):
    answer = await acme.patch("/company", json=change)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
