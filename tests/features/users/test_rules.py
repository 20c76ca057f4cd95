"""Users as records: principals, managers, administrators."""

from __future__ import annotations

import pytest

URL = "/objects/user/records"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def me(acme):
    return (await acme.get("/session")).json()["user"]["id"]


async def make(client, *users):
    answer = await client.post(URL, json=list(users))
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"]


def codes(answer):
    return [(each["field"], each["code"]) for each in answer.json()["errors"]]


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_only_administrators_write(client_of, role):
    client = await client_of("acme", role=role)

    assert (await client.post(URL, json={"name": "A"})).status_code == 403
    assert (await client.get(URL)).status_code == 200


async def test_new_users_belong_to_themselves(acme, client_of, execute_as_owner):
    ann, bob = await make(acme, {"name": "Ann"}, {"name": "Bob"})

    found = (await acme.get(f"{URL}/{ann}")).json()
    assert found["owner"] == {"id": ann, "name": "Ann"}
    assert (found["role"], found["status"]) == ("member", "inactive")
    rows = await execute_as_owner(
        "SELECT principal FROM guanxi.app_user WHERE id = ANY ($1::uuid[])", [ann, bob]
    )
    assert len({row["principal"] for row in rows}) == 2
    assert (await (await client_of("acme", role="member")).get(f"{URL}/{bob}")).status_code == 200


async def test_managers(acme):
    ann, bob, carl = await make(acme, {"name": "Ann"}, {"name": "Bob"}, {"name": "Carl"})
    await acme.patch(f"{URL}/{bob}", json={"manager": ann})
    await acme.patch(f"{URL}/{carl}", json={"manager": bob})

    own = await acme.patch(f"{URL}/{ann}", json={"manager": ann})
    circle = await acme.patch(f"{URL}/{ann}", json={"manager": carl})

    assert codes(own) == [("manager", "own_manager")]
    assert codes(circle) == [("manager", "manager_circle")]


async def test_status_and_owner_are_not_for_callers(acme, me):
    (ann,) = await make(acme, {"name": "Ann"})

    assert codes(await acme.patch(f"{URL}/{ann}", json={"status": "active"})) == [
        ("status", "field_read_only")
    ]
    assert codes(await acme.patch(f"{URL}/{ann}", json={"owner": me})) == [("owner", "user_owns_himself")]


async def test_the_last_administrator_stays(client_of):
    client = await client_of("lonely")
    me = (await client.get("/session")).json()["user"]["id"]
    await make(client, {"name": "Cannot sign in", "role": "admin"})

    demoted = await client.patch(f"{URL}/{me}", json={"role": "member"})
    deleted = await client.delete(f"{URL}/{me}")

    assert codes(demoted) == [("role", "last_administrator")]
    assert (deleted.status_code, codes(deleted)) == (422, [(None, "last_administrator")])


async def test_a_changed_role_holds_at_once(acme, client_of, eventually):
    member = await client_of("acme", role="member")
    user = (await member.get("/session")).json()["user"]["id"]

    await acme.patch(f"{URL}/{user}", json={"role": "viewer"})

    async def is_refused():
        return (await member.post("/objects/account/records", json={"name": "A"})).status_code == 403

    await eventually(is_refused, 3)
    await acme.patch(f"{URL}/{user}", json={"role": "member"})


async def test_a_deleted_user_is_signed_out(acme, client_of, eventually):
    member = await client_of("acme", role="viewer")
    user = (await member.get("/session")).json()["user"]["id"]

    assert (await acme.delete(f"{URL}/{user}")).status_code == 200

    async def is_out():
        return (await member.get("/session")).status_code == 401

    await eventually(is_out, 3)
