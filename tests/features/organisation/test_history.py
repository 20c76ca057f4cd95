"""Changes of the organisation are change-sets: worded, and taken back."""

from __future__ import annotations

import pytest

from tests.features.organisation.conftest import code_of, create, put_in_role


async def latest(client, language="en"):
    headers = {"Accept-Language": language}
    page = (await client.get("/change-sets?limit=5", headers=headers)).json()["data"]
    return next(each for each in page if not each["size"])


async def undo(client, change_set=None):
    change_set = change_set or await latest(client)
    answer = await client.post(f"/change-sets/{change_set['id']}/undo")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def roles_of(client):
    return {row["name"]: row["parent_id"] for row in (await client.get("/org-roles")).json()["data"]}


async def place_of(client, user):
    role = (await client.get(f"/users/{user}/organisation")).json()["org_role"]
    return role and role["name"]


class TestRoles:
    async def test_worded(self, admin, make_role):
        head = await make_role("Head")
        assert (await latest(admin))["summary"] == "Position “Head” added"
        assert (await latest(admin, "zh-CN"))["summary"] == "新增岗位“Head”"
        east = await make_role("East", head)
        await admin.patch(f"/org-roles/{east}", json={"name": "West"})
        assert (await latest(admin))["summary"] == "Position “East” renamed to “West”"
        await admin.patch(f"/org-roles/{east}", json={"parent_id": None})
        assert (await latest(admin))["summary"] == "Position “West” moved"
        await admin.delete(f"/org-roles/{east}")
        assert (await latest(admin))["summary"] == "Position “West” deleted"

    async def test_making(self, admin, make_role):
        await make_role("Head")

        assert (await undo(admin))["reverted"] == 1
        assert await roles_of(admin) == {}

    async def test_making_of_one_in_use_is_kept(self, admin, make_role):
        head = await make_role("Head")
        made = await latest(admin)
        await make_role("East", head)

        assert [each["reason_code"] for each in (await undo(admin, made))["kept"]] == ["edited_since"]
        assert set(await roles_of(admin)) == {"Head", "East"}

    async def test_move(self, admin, make_role):
        head, other = await make_role("Head"), await make_role("Other")
        east = await make_role("East", head)
        await admin.patch(f"/org-roles/{east}", json={"parent_id": other})

        await undo(admin)

        assert (await roles_of(admin))["East"] == head

    async def test_move_that_would_make_a_circle_now(self, admin, make_role):
        head = await make_role("Head")
        east = await make_role("East", head)
        await admin.patch(f"/org-roles/{east}", json={"parent_id": None})
        moved = await latest(admin)
        await admin.patch(f"/org-roles/{head}", json={"parent_id": east})

        answer = await admin.post(f"/change-sets/{moved['id']}/undo")

        assert code_of(answer) == (422, "org_role_circle")
        assert (await roles_of(admin))["East"] is None

    async def test_deletion_brings_back_holders_and_children(self, admin, make_role, people, run_jobs):
        head = await make_role("Head")
        east = await make_role("East", head)
        reps = await make_role("Reps", east)
        ann, bob = await people("Ann", "Bob")
        await admin.post(f"/org-roles/{east}/holders", json={"add": [ann, bob]})
        await admin.delete(f"/org-roles/{east}?move_to={head}")
        deleted = await latest(admin)
        await admin.put(f"/users/{bob}/org-role", json={"role_id": reps})

        await undo(admin, deleted)

        assert await roles_of(admin) == {"Head": None, "East": head, "Reps": east}
        assert (await place_of(admin, ann), await place_of(admin, bob)) == ("East", "Reps")

    async def test_other_people_may_not(self, admin, make_role, hire):
        await make_role("Head")
        made = await latest(admin)

        answer = await (await hire("Carl")).client.post(f"/change-sets/{made['id']}/undo")

        assert code_of(answer) == (403, "change_set_not_yours")

    async def test_holders(self, admin, make_role, people):
        east, west = await make_role("East"), await make_role("West")
        ann, bob = await people("Ann", "Bob")
        await admin.put(f"/users/{ann}/org-role", json={"role_id": west})
        await admin.post(f"/org-roles/{east}/holders", json={"add": [ann, bob]})
        given = await latest(admin)
        assert given["summary"] == "Position “East”: 2 joined, 0 left"

        await undo(admin, given)

        assert (await place_of(admin, ann), await place_of(admin, bob)) == ("West", None)

    async def test_sight_follows(self, admin, make_role, hire, private, run_jobs):
        head, rep = await hire("Head"), await hire("Rep")
        above = await make_role("Above")
        below = await make_role("Below", above)
        await put_in_role(admin, above, head)
        await put_in_role(admin, below, rep)
        await create(rep.client, name="Of rep")
        assert await head.sees() == {"Of rep"}

        await undo(admin)
        await run_jobs()

        assert await head.sees() == set()


class TestTeams:
    @pytest.mark.parametrize("kind", ["team", "queue"])
    async def test_deletion_brings_back_members(self, admin, make_team, hire, private, kind):
        ann = await hire("Ann")
        team = await make_team("East", kind, ann)
        await admin.delete(f"/teams/{team['id']}")
        assert (await latest(admin))["summary"] == "Team “East” deleted"

        await undo(admin)

        again = (await ann.client.get(f"/teams/{team['id']}")).json()
        assert (again["members"], again["mine"], again["user_id"]) == (1, True, team["user_id"])
        if kind == "queue":
            await create(admin, name="Waiting", owner=team["user_id"])
            assert await ann.sees() == {"Waiting"}

    @pytest.mark.parametrize("kind", ["team", "queue"])
    async def test_renaming(self, admin, make_team, kind):
        team = await make_team("East", kind)
        await admin.patch(f"/teams/{team['id']}", json={"name": "West"})

        await undo(admin)

        assert (await admin.get(f"/teams/{team['id']}")).json()["name"] == "East"

    async def test_making(self, admin, make_team, people):
        team = await make_team("East", "queue", *await people("Ann"))

        await undo(admin)

        assert (await admin.get(f"/teams/{team['id']}")).status_code == 404

    async def test_members(self, admin, make_team, people):
        ann, bob = await people("Ann", "Bob")
        team = await make_team("East", "team", ann)
        await admin.post(f"/teams/{team['id']}/members", json={"add": [bob], "remove": [ann]})
        assert (await latest(admin))["summary"] == "Team “East”: 1 joined, 1 left"

        await undo(admin)

        members = (await admin.get(f"/teams/{team['id']}/members")).json()["data"]
        assert [row["name"] for row in members] == ["Ann"]
