"""POST /signup."""

from __future__ import annotations

import time

import pytest

from guanxi.features.signups.service import slug_of
from tests.fixtures.clients import PASSWORD, browser_of

FORM = {
    "company": "Initech",
    "name": "Peter Gibbons",
    "email": "peter@initech.example",
    "password": PASSWORD,
    "locale": "en",
}


async def test_valid(browser):
    answer = await browser.post("/signup", json=FORM)

    assert answer.status_code == 201
    body = answer.json()
    assert body["tenant"]["name"] == "Initech"
    assert body["tenant"]["slug"] == f"initech-{body['tenant']['id']}"
    assert body["user"] | {"id": ""} == {
        "id": "",
        "name": "Peter Gibbons",
        "email": "peter@initech.example",
        "role": "admin",
    }
    session = (await browser.get("/session")).json()
    assert session["csrf_token"] == body["csrf_token"]
    assert session["tenant"]["currency"] == "USD"
    by_key = await browser.get("/session", headers={"Authorization": f"Bearer {body['token']}"})
    assert by_key.json()["user"]["id"] == body["user"]["id"]


async def test_chinese_company_gets_chinese_habits(app):
    async with browser_of(app, "zh-CN") as browser:
        form = FORM | {"company": " 关系 科技 ", "email": "wang@guanxi.example", "locale": "zh-CN"}
        answer = await browser.post("/signup", json=form)
        session = (await browser.get("/session")).json()

    assert answer.status_code == 201
    tenant = session["tenant"]
    assert (tenant["name"], tenant["currency"], tenant["timezone"], tenant["locale"]) == (
        "关系 科技",
        "CNY",
        "Asia/Shanghai",
        "zh-CN",
    )


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"password": "short"}, "password", "password_too_short"),
        ({"password": "x" * 300}, "password", "password_too_long"),
        ({"password": "Password1"}, "password", "password_breached"),
        ({"password": "aaaaaaaaaaaa"}, "password", "password_breached"),
        ({"password": "New@Initech.example"}, "password", "password_resembles_email"),
        ({"email": "nobody"}, "email", "email_invalid"),
        ({"email": "a b@c.example"}, "email", "email_invalid"),
        ({"email": "a@b@c.example"}, "email", "email_invalid"),
        ({"company": " \t "}, "company", "blank"),
        ({"company": "a\u0000b"}, "company", "blank"),
        ({"name": "\u200b"}, "name", "blank"),
        ({"locale": "fr"}, "locale", "locale_invalid"),
        ({"timezone": "Mars/Olympus"}, "timezone", "timezone_invalid"),
        ({"timezone": "../../etc/passwd"}, "timezone", "timezone_invalid"),
        ({"currency": "XXX"}, "currency", "currency_invalid"),
    ],
)
async def test_what_cannot_be_used_is_named(browser, execute_as_owner, changed, field, code):
    before = await execute_as_owner("SELECT count(*) FROM guanxi.tenant")

    answer = await browser.post("/signup", json=FORM | {"email": "new@initech.example"} | changed)

    assert answer.status_code == 422
    assert (answer.json()["field"], answer.json()["code"]) == (field, code)
    assert await execute_as_owner("SELECT count(*) FROM guanxi.tenant") == before


async def test_known_person_founds_another_company(browser, execute_as_owner):
    form = FORM | {"email": "twice@initech.example"}
    first = (await browser.post("/signup", json=form)).json()
    second = await browser.post("/signup", json=form | {"company": "Initrode"})

    assert second.status_code == 201
    assert (
        len(await execute_as_owner("SELECT 1 FROM guanxi.identity WHERE email_key = 'twice@initech.example'"))
        == 1
    )
    names = {company["name"] for company in (await browser.get("/session")).json()["tenants"]}
    assert names == {"Initech", "Initrode"}
    credentials = {"email": form["email"], "password": PASSWORD}
    entered = await browser.post("/session", json=credentials | {"tenant": first["tenant"]["slug"]})
    assert entered.json()["tenant"]["id"] == first["tenant"]["id"]


async def test_address_of_somebody_else(browser, execute_as_owner):
    form = FORM | {"email": "owner@initech.example"}
    await browser.post("/signup", json=form)
    before = await execute_as_owner("SELECT count(*) FROM guanxi.tenant")

    answer = await browser.post(
        "/signup", json=form | {"email": "Owner@Initech.example", "password": "another one 12"}
    )

    assert answer.status_code == 409
    assert answer.json()["code"] == "email_taken"
    assert await execute_as_owner("SELECT count(*) FROM guanxi.tenant") == before


async def test_all_or_nothing(browser, execute_as_owner):
    """When the last step fails, nothing of the first ones is left."""
    await execute_as_owner("ALTER TABLE guanxi.app_user ADD CONSTRAINT no_more CHECK (name <> 'Nobody')")
    counts = "SELECT (SELECT count(*) FROM guanxi.identity), (SELECT count(*) FROM guanxi.session)"
    before = await execute_as_owner(counts)

    answer = await browser.post("/signup", json=FORM | {"email": "last@initech.example", "name": "Nobody"})

    assert answer.status_code == 500
    assert await execute_as_owner(counts) == before


async def test_closed(make_app):
    async with browser_of(await make_app(sign_up_open=False)) as browser:
        answer = await browser.post("/signup", json=FORM)

    assert answer.status_code == 403
    assert answer.json()["code"] == "sign_up_closed"


async def test_takes_less_than_fifty_milliseconds_beside_the_hash(browser, monkeypatch):
    async def quick(password: str) -> str:
        return "$argon2id$none"

    monkeypatch.setattr("guanxi.features.signups.service.hash_password", quick)
    seconds = []
    for number in range(8):
        started = time.perf_counter()
        answer = await browser.post("/signup", json=FORM | {"email": f"quick{number}@initech.example"})
        seconds.append(time.perf_counter() - started)
        assert answer.status_code == 201

    assert min(seconds) < 0.05


@pytest.mark.parametrize(
    ("company", "slug"),
    [
        ("Acme, Inc.", "acme-inc-7"),
        ("关系科技", "guan-xi-ke-ji-7"),
        ("🦄", "company-7"),
        ("A" * 99, "a" * 40 + "-7"),
    ],
)
def test_slug(company, slug):
    assert slug_of(company, 7) == slug
