"""GET /change-sets, GET /change-sets/{id} and POST /change-sets/{id}/undo."""

from __future__ import annotations

from uuid import uuid4

import pytest

ACCOUNTS = "/objects/account/records"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def member(client_of):
    return await client_of("acme", role="member")


async def create(client, *names):
    answer = await client.post(ACCOUNTS, json=[{"name": name} for name in names])
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"], answer.json()["change_set_id"]


class TestListChangeSets:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/change-sets")).status_code == 401

    async def test_mine_and_everybodys(self, acme, member):
        _, by_admin = await create(acme, "A")
        _, by_member = await create(member, "B")

        mine = [each["id"] for each in (await member.get("/change-sets")).json()["data"]]
        all_of_them = [each["id"] for each in (await acme.get("/change-sets")).json()["data"]]

        assert by_member in mine and by_admin not in mine
        assert all_of_them[:2] == [by_member, by_admin]

    async def test_pages(self, member):
        made = [(await create(member, f"P{number}"))[1] for number in range(3)]

        first = (await member.get("/change-sets", params={"limit": 2})).json()
        cursor = first["next_cursor"]
        second = (await member.get("/change-sets", params={"limit": 2, "cursor": cursor})).json()

        assert [each["id"] for each in [*first["data"], *second["data"]]][:3] == made[::-1]


class TestGetChangeSet:
    async def test_valid(self, acme):
        _, change_set_id = await create(acme, "A", "B")

        found = (await acme.get(f"/change-sets/{change_set_id}")).json()

        assert (found["size"], found["state"], found["source"]) == (2, "applied", "api")
        assert found["actor"]["name"] == "Admin of acme"
        assert found["summary"] == "2 created"

    async def test_nobody_else(self, acme, member, client_of):
        url = f"/change-sets/{(await create(acme, 'A'))[1]}"

        assert (await (await client_of(None)).get(url)).status_code == 401
        assert (await (await client_of("globex")).get(url)).status_code == 404
        assert (await member.get(url)).json()["code"] == "change_set_not_yours"


class TestUndo:
    async def test_creation(self, acme):
        ids, change_set_id = await create(acme, "A", "B")

        answer = await acme.post(f"/change-sets/{change_set_id}/undo")

        assert answer.status_code == 200
        assert (answer.json()["reverted"], answer.json()["kept"]) == (2, [])
        assert (await acme.get(f"{ACCOUNTS}/{ids[0]}")).status_code == 404
        assert (await acme.get(f"/change-sets/{change_set_id}")).json()["state"] == "undone"

    async def test_what_was_edited_since_is_kept(self, acme):
        (record_id,), _ = await create(acme, "A")
        url = f"{ACCOUNTS}/{record_id}"
        changed = await acme.patch(url, json={"city": "Bern", "country": "CH"})
        await acme.patch(url, json={"city": "Basel"})

        answer = (await acme.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")).json()

        assert answer["reverted"] == 1
        kept = answer["kept"][0]
        assert (kept["name"], kept["fields"], kept["reason_code"]) == ("A", ["city"], "edited_since")
        record = (await acme.get(url)).json()
        assert (record["city"], record["country"]) == ("Basel", None)

    async def test_twice(self, acme):
        url = f"/change-sets/{(await create(acme, 'A'))[1]}/undo"
        await acme.post(url)

        answer = await acme.post(url)

        assert (answer.status_code, answer.json()["code"]) == (409, "change_set_already_undone")

    async def test_an_undo_can_be_undone(self, acme):
        ids, change_set_id = await create(acme, "A")
        undone = (await acme.post(f"/change-sets/{change_set_id}/undo")).json()

        again = await acme.post(f"/change-sets/{undone['change_set_id']}/undo")

        assert again.json()["reverted"] == 1
        assert (await acme.get(f"{ACCOUNTS}/{ids[0]}")).status_code == 200

    async def test_nobody_else(self, acme, member, client_of):
        ids, change_set_id = await create(acme, "A")
        url = f"/change-sets/{change_set_id}/undo"

        assert (await (await client_of(None)).post(url)).status_code == 401
        assert (await (await client_of("globex")).post(url)).status_code == 404
        assert (await member.post(url)).status_code == 403
        assert (await acme.get(f"{ACCOUNTS}/{ids[0]}")).status_code == 200

    async def test_unknown(self, acme):
        assert (await acme.post(f"/change-sets/{uuid4()}/undo")).status_code == 404
