"""Queues: users that nobody is, owners of what waits, and taking out of them."""

from __future__ import annotations

import asyncio

import pytest

from tests.features.organisation.conftest import code_of, create


@pytest.fixture
async def ann(hire):
    return await hire("Ann")


@pytest.fixture
async def queue(make_team, ann):
    return await make_team("Inbox", "queue", ann)


@pytest.fixture
async def waiting(admin, queue, private):
    return await create(admin, name="Waiting", owner=queue["user_id"])


def take(client, record, object_name="account"):
    return client.post(f"/objects/{object_name}/records/{record}/take")


class TestTake:
    async def test_valid(self, ann, waiting):
        answer = await take(ann.client, waiting)

        assert answer.status_code == 200
        assert answer.headers["X-Change-Set"] == answer.json()["change_set_id"]
        record = (await ann.client.get(f"/objects/account/records/{waiting}")).json()
        assert record["owner"] == {"id": ann.id, "name": "Ann"}

    async def test_undone(self, ann, waiting, admin):
        change_set = (await take(ann.client, waiting)).json()["change_set_id"]

        assert (await admin.post(f"/change-sets/{change_set}/undo")).status_code == 200

        assert (await admin.get(f"/objects/account/records/{waiting}")).json()["owner"]["name"] == "Inbox"

    async def test_leaves_the_sight_of_other_members(self, admin, ann, hire, queue, waiting):
        bob = await hire("Bob")
        await admin.post(f"/teams/{queue['id']}/members", json={"add": [bob.id]})
        assert await bob.sees() == {"Waiting"}

        await take(ann.client, waiting)

        assert await bob.sees() == set()
        assert (await take(bob.client, waiting)).status_code == 404

    async def test_one_of_two(self, admin, ann, hire, queue, waiting):
        bob = await hire("Bob")
        await admin.post(f"/teams/{queue['id']}/members", json={"add": [bob.id]})

        answers = await asyncio.gather(take(ann.client, waiting), take(bob.client, waiting))

        codes = sorted(answer.status_code for answer in answers)
        assert codes[0] == 200
        assert codes[1] in (404, 409)

    async def test_twice(self, ann, waiting):
        await take(ann.client, waiting)

        assert code_of(await take(ann.client, waiting)) == (409, "record_not_in_queue")

    async def test_no_member_sees_nothing(self, hire, waiting):
        carl = await hire("Carl")

        assert (await take(carl.client, waiting)).status_code == 404

    async def test_no_member_of_what_everybody_sees(self, admin, hire, queue):
        carl = await hire("Carl")
        record = await create(admin, name="Public", owner=queue["user_id"])

        assert code_of(await take(carl.client, record)) == (403, "queue_not_member")
        assert (await admin.get(f"/objects/account/records/{record}")).json()["owner"]["name"] == "Inbox"

    async def test_no_queue(self, admin, ann):
        record = await create(admin, name="Mine")

        assert code_of(await take(ann.client, record)) == (409, "record_not_in_queue")

    async def test_deleted(self, admin, ann, waiting):
        await admin.delete(f"/objects/account/records/{waiting}")

        assert (await take(ann.client, waiting)).status_code == 404

    async def test_without_the_right_to_change(self, admin, make_team, hire):
        viewer = await hire("Vic", "viewer")
        queue = await make_team("Triage", "queue", viewer)
        record = await create(admin, name="Waiting", owner=queue["user_id"])

        assert (await take(viewer.client, record)).status_code == 403

    async def test_without_the_right_to_change_owners(self, ann, waiting, execute_as_owner, app, company):
        """That is what queues are for."""
        await execute_as_owner(
            "INSERT INTO guanxi.permission_set (tenant_id, id, key, name, definition, created_at, updated_at)"
            " SELECT tenant_id, gen_random_uuid(), 'member', 'Member',"
            ' \'{"objects": {"*": ["create", "read", "update"]}, "fields": {"account": {"owner": "read"}}}\','
            " now(), now() FROM guanxi.tenant WHERE name = $1",
            company,
        )
        app.state.identities.forget_everything()
        path = f"/objects/account/records/{waiting}"
        assert (await ann.client.patch(path, json={"owner": ann.id})).status_code == 422

        assert (await take(ann.client, waiting)).status_code == 200

    async def test_unknown_object(self, ann, waiting):
        assert code_of(await take(ann.client, waiting, "nothing")) == (404, "object_not_found")
        assert (await take(ann.client, waiting, "deal")).status_code == 404

    async def test_users_are_not_taken(self, admin, queue):
        answer = await take(admin, queue["user_id"], "user")

        assert code_of(answer) == (409, "record_not_in_queue")


class TestUserOfAQueue:
    async def test_is_found_as_an_owner(self, ann, queue):
        found = (await ann.client.get("/objects/user/records?q=Inbox")).json()["data"]

        assert [(row["id"], row["kind"]) for row in found] == [(queue["user_id"], "queue")]

    async def test_is_changed_with_its_queue_only(self, admin, queue):
        path = f"/objects/user/records/{queue['user_id']}"

        for answer in (
            await admin.patch(path, json={"name": "Mine now"}),
            await admin.patch(path, json={"role": "admin", "email": "inbox@acme.example"}),
            await admin.delete(path),
        ):
            assert answer.status_code == 422
            assert [each["code"] for each in answer.json()["errors"]] == ["queue_managed_elsewhere"]

    async def test_nobody_signs_in_as_one(self, admin, queue):
        answer = await admin.post(
            "/invitations", json={"email": "inbox@acme.example", "user_id": queue["user_id"]}
        )

        assert code_of(answer) == (404, "invitation_user_unknown")

    async def test_undoing_its_making_deletes_the_queue(self, admin, make_team, people):
        made = await make_team("Triage", "queue", *await people("Dora"))
        history = await admin.get(f"/objects/user/records/{made['user_id']}/timeline")
        change_set_id = history.json()["data"][-1]["change"]["change_set_id"]

        assert (await admin.post(f"/change-sets/{change_set_id}/undo")).status_code == 200

        assert (await admin.get(f"/teams/{made['id']}")).status_code == 404
        assert (await admin.get(f"/objects/user/records/{made['user_id']}")).status_code == 404

    async def test_comes_back_with_its_queue_only(self, admin, make_team):
        made = await make_team("Triage", "queue")
        await admin.delete(f"/teams/{made['id']}")
        deletions = (await admin.get("/change-sets?limit=2")).json()["data"]
        of_user = next(each for each in deletions if each["deleted"])

        undone = await admin.post(f"/change-sets/{of_user['id']}/undo")
        restored = await admin.post(f"/objects/user/records/{made['user_id']}/restoration")

        assert code_of(undone) == (409, "queue_not_restorable")
        assert restored.status_code == 422


class TestHoldings:
    async def test_counted(self, admin, ann, queue, private):
        for name in ("One", "Two"):
            await create(admin, name=name, owner=queue["user_id"])
        await create(admin, "lead", name="Three", owner=queue["user_id"])

        for client in (admin, ann.client):
            holdings = (await client.get(f"/teams/{queue['id']}")).json()["holdings"]
            assert {each["object"]: each["count"] for each in holdings} == {"account": 2, "lead": 1}

    async def test_only_what_the_caller_sees(self, admin, hire, queue, waiting):
        carl = await hire("Carl")

        assert (await carl.client.get(f"/teams/{queue['id']}")).json()["holdings"] == []
