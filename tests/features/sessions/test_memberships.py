"""Memberships say where to look for a person; who that is there, each company says itself."""

from __future__ import annotations

import pytest

from tests.fixtures.clients import PASSWORD, browser_of, enter

ADMIN = "SELECT tenant_id, id AS user_id, identity_id FROM guanxi.app_user WHERE email = $1"


@pytest.fixture
async def people(client_of, execute_as_owner):
    """The administrators of two companies."""
    for company in ("acme", "globex"):
        await client_of(company)
    return [(await execute_as_owner(ADMIN, f"admin@{company}.example"))[0] for company in ("acme", "globex")]


async def companies_of(app, company):
    async with browser_of(app) as browser:
        return [each["name"] for each in (await enter(browser, company))["tenants"]]


async def test_are_written_by_founding_and_by_accepting(people, client_of, execute_as_owner):
    await client_of("acme", role="member")
    known = await execute_as_owner(
        "SELECT u.email FROM guanxi.app_user u WHERE u.tenant_id = $1 AND u.identity_id IN "
        "(SELECT identity_id FROM guanxi.membership WHERE tenant_id = $1 AND user_id = u.id)",
        people[0]["tenant_id"],
    )

    assert sorted(row["email"] for row in known) == ["admin@acme.example", "member@acme.example"]


async def test_one_alone_opens_nothing(app, people, execute_as_owner):
    """Of a person in a company where somebody else is that user."""
    acme, globex = people
    await execute_as_owner(
        "INSERT INTO guanxi.membership VALUES ($1, $2, $3)",
        acme["identity_id"],
        globex["tenant_id"],
        globex["user_id"],
    )

    assert await companies_of(app, "acme") == ["acme"]
    async with browser_of(app) as browser:
        form = {"email": "admin@acme.example", "password": PASSWORD, "tenant": globex["tenant_id"]}
        answer = await browser.post("/session", json=form)
    assert (answer.status_code, answer.json()["code"]) == (403, "company_unknown")


async def test_a_session_is_enough_for_those_who_came_by_the_release_before(app, people, execute_as_owner):
    await execute_as_owner("DELETE FROM guanxi.membership WHERE identity_id = $1", people[1]["identity_id"])

    assert await companies_of(app, "globex") == ["globex"]
