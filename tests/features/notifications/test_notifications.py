"""Notifications are their reader's alone: told once, listed, counted, marked."""

from __future__ import annotations

import pytest

from guanxi.features.notifications.facade import Notice, notify
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import open_scope


@pytest.fixture
async def tell(client_of, database, execute_as_owner):
    """`await tell("member", "title")` tells a person of acme something."""
    await client_of("acme")
    await client_of("acme", role="member")

    async def tell(role, *titles, ids=()):
        rows = await execute_as_owner(
            "SELECT u.tenant_id, u.id FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id "
            "WHERE t.name = 'acme' AND u.role = $1",
            role,
        )
        tenant_id, user_id = rows[0]["tenant_id"], rows[0]["id"]
        ids = ids or [new_id() for _ in titles]
        async with open_scope(database, tenant_id, user_id, source="test") as scope:
            await notify(scope, [Notice(one, user_id, title) for one, title in zip(ids, titles, strict=True)])
        return ids

    return tell


async def test_listed_counted_and_marked(tell, client_of):
    ids = await tell("admin", "first", "second", "third")
    admin = await client_of("acme")

    page = (await admin.get("/notifications", params={"limit": 2})).json()
    rest = (await admin.get("/notifications", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    assert [one["title"] for one in page["data"] + rest["data"]] == ["third", "second", "first"]
    assert page["unread"] == 3

    assert (await admin.post("/notifications/read", json={"ids": [str(ids[0])]})).json() == {"unread": 2}
    unread = (await admin.get("/notifications", params={"unread": True})).json()["data"]
    assert [one["title"] for one in unread] == ["third", "second"]
    assert (await admin.post("/notifications/read", json={})).json() == {"unread": 0}


async def test_nobody_else_s(tell, client_of):
    (one,) = await tell("member", "for the member")
    admin, stranger = await client_of("acme"), await client_of("globex")

    for client in (admin, stranger):
        titles = [each["title"] for each in (await client.get("/notifications")).json()["data"]]
        assert "for the member" not in titles
        await client.post("/notifications/read", json={"ids": [str(one)]})
    member = await client_of("acme", role="member")
    assert (await member.get("/notifications/unread")).json() == {"unread": 1}
    assert (await (await client_of(None)).get("/notifications")).status_code == 401


async def test_told_once(tell, client_of):
    ids = await tell("member", "the same")
    await tell("member", "the same again", ids=ids)

    member = await client_of("acme", role="member")
    told = [each["title"] for each in (await member.get("/notifications")).json()["data"]]
    assert told.count("the same") == 1 and "the same again" not in told
