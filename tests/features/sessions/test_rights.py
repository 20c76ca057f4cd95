"""What an administrator does to a user holds from the user's next request on, not some seconds later."""

from __future__ import annotations

import pytest


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def member(client_of):
    client = await client_of("acme", role="member")
    assert (await client.post("/objects/account/records", json={"name": "Before"})).status_code == 201
    return client


async def user_id_of(client) -> str:
    return (await client.get("/session")).json()["user"]["id"]


async def test_role(acme, member, eventually):
    path = f"/objects/user/records/{await user_id_of(member)}"
    assert (await acme.patch(path, json={"role": "viewer"})).status_code == 200

    async def is_refused() -> bool:
        return (await member.post("/objects/account/records", json={"name": "After"})).status_code == 403

    await eventually(is_refused, seconds=1)
    assert (await member.get("/session")).json()["permissions"].count("account.create") == 0
    await acme.patch(path, json={"role": "member"})


async def test_deletion(acme, client_of, eventually):
    viewer = await client_of("acme", role="viewer")
    path = f"/objects/user/records/{await user_id_of(viewer)}"
    assert (await acme.delete(path)).status_code == 200

    async def is_refused() -> bool:
        return (await viewer.get("/session")).status_code == 401

    await eventually(is_refused, seconds=1)


async def test_last_administrator_stays(acme):
    path = f"/objects/user/records/{await user_id_of(acme)}"

    assert (await acme.patch(path, json={"role": "viewer"})).status_code == 422
    assert (await acme.delete(path)).status_code == 422
    assert (await acme.get("/session")).json()["user"]["role"] == "admin"
