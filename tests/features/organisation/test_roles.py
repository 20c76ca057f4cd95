"""The tree of roles: made, moved, deleted, held."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.features.organisation.service import roles as service
from tests.features.organisation.conftest import NOBODY, code_of


async def tree_of(client):
    data = (await client.get("/org-roles?limit=500")).json()["data"]
    return {
        row["name"]: next((up["name"] for up in data if up["id"] == row["parent_id"]), None) for row in data
    }


class TestList:
    async def test_paged(self, admin, make_role):
        ids = [await make_role(f"Role {number}") for number in range(5)]

        first = (await admin.get("/org-roles?limit=3")).json()
        second = (await admin.get("/org-roles", params={"limit": 3, "cursor": first["next_cursor"]})).json()

        assert [row["id"] for row in [*first["data"], *second["data"]]] == ids
        assert second["next_cursor"] is None

    async def test_counts(self, admin, make_role, people):
        head = await make_role("Head")
        await make_role("East", head)
        ann, bob = await people("Ann", "Bob")
        await admin.post(f"/org-roles/{head}/holders", json={"add": [ann, bob]})
        await admin.delete(f"/objects/user/records/{bob}")

        assert (await admin.get(f"/org-roles/{head}")).json() == {
            "id": head, "name": "Head", "parent_id": None, "holders": 1, "children": 1, "version": 1,
        }  # fmt: skip


class TestCreate:
    async def test_valid(self, admin, make_role):
        head = await make_role("Head of sales")

        answer = await admin.post("/org-roles", json={"name": " East  coast ", "parent_id": head})

        assert answer.status_code == 201
        assert answer.headers["X-Change-Set"]
        assert (answer.json()["name"], answer.json()["parent_id"]) == ("East coast", head)

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"name": "  "}, (422, "blank")),
            ({"name": ""}, (400, "invalid_request")),
            ({"name": "X", "parent_id": NOBODY}, (422, "org_role_unknown")),
            ({"name": "X", "parent_id": "x"}, (400, "invalid_request")),
            ({"name": "X", "principal": 1}, (400, "invalid_request")),
            ({"name": "HEAD"}, (409, "org_role_name_taken")),
        ],
    )
    async def test_unusable(self, admin, make_role, body, expected):
        await make_role("Head")

        assert code_of(await admin.post("/org-roles", json=body)) == expected

    async def test_same_name_elsewhere(self, make_role):
        east, west = await make_role("East"), await make_role("West")

        assert await make_role("Reps", east) != await make_role("Reps", west)

    async def test_limit(self, admin, monkeypatch):
        monkeypatch.setattr(service, "MOST_ROLES", 0)

        assert code_of(await admin.post("/org-roles", json={"name": "X"})) == (409, "org_role_limit")


class TestUpdate:
    async def test_renamed(self, admin, make_role):
        role = await make_role("Est")

        assert (await admin.patch(f"/org-roles/{role}", json={"name": "East"})).json()["name"] == "East"

    async def test_moved_with_all_below(self, admin, make_role):
        head = await make_role("Head")
        east, west = await make_role("East", head), await make_role("West", head)
        await make_role("Reps", east)

        assert (await admin.patch(f"/org-roles/{east}", json={"parent_id": west})).status_code == 200

        assert await tree_of(admin) == {"Head": None, "West": "Head", "East": "West", "Reps": "East"}
        await admin.patch(f"/org-roles/{east}", json={"parent_id": None})
        assert (await tree_of(admin))["East"] is None

    async def test_no_circles(self, admin, make_role):
        head = await make_role("Head")
        east = await make_role("East", head)
        reps = await make_role("Reps", east)

        for place in (head, east, reps):
            answer = await admin.patch(f"/org-roles/{head}", json={"parent_id": place})
            assert code_of(answer) == (422, "org_role_circle")
        assert await tree_of(admin) == {"Head": None, "East": "Head", "Reps": "East"}

    async def test_two_moves_at_once_make_no_circle(self, admin, make_role):
        one, other = await make_role("One"), await make_role("Other")

        answers = await asyncio.gather(
            admin.patch(f"/org-roles/{one}", json={"parent_id": other}),
            admin.patch(f"/org-roles/{other}", json={"parent_id": one}),
        )

        assert sorted(answer.status_code for answer in answers) == [200, 422]

    async def test_deep(self, admin, make_role):
        last = None
        for number in range(60):
            last = await make_role(f"Level {number}", last)
        first = (await admin.get("/org-roles?limit=1")).json()["data"][0]["id"]

        answer = await admin.patch(f"/org-roles/{first}", json={"parent_id": last})

        assert code_of(answer) == (422, "org_role_circle")


class TestDelete:
    async def test_leaf(self, admin, make_role):
        role = await make_role("East")

        assert (await admin.delete(f"/org-roles/{role}")).json()["job_id"] is None
        assert code_of(await admin.get(f"/org-roles/{role}")) == (404, "org_role_unknown")

    async def test_in_use(self, admin, make_role, people):
        head = await make_role("Head")
        east = await make_role("East", head)
        await admin.post(f"/org-roles/{east}/holders", json={"add": await people("Ann")})

        for role in (head, east):
            assert code_of(await admin.delete(f"/org-roles/{role}")) == (409, "org_role_in_use")
        answer = await admin.delete(f"/org-roles/{east}?move_to={head}&release=true")
        assert code_of(answer) == (422, "org_role_move_or_release")

    async def test_holders_and_children_move(self, admin, make_role, people, run_jobs):
        head = await make_role("Head")
        east = await make_role("East", head)
        reps = await make_role("Reps", east)
        (ann,) = await people("Ann")
        await admin.post(f"/org-roles/{east}/holders", json={"add": [ann]})

        for wrong, code in (
            (reps, "org_role_circle"),
            (east, "org_role_circle"),
            (NOBODY, "org_role_unknown"),
        ):
            assert code_of(await admin.delete(f"/org-roles/{east}?move_to={wrong}")) == (422, code)
        answer = await admin.delete(f"/org-roles/{east}?move_to={head}")

        assert answer.status_code == 200
        assert answer.json()["job_id"]
        assert await tree_of(admin) == {"Head": None, "Reps": "Head"}
        assert (await admin.get(f"/users/{ann}/organisation")).json()["org_role"]["name"] == "Head"
        assert (await run_jobs())[-1]["owners"] == [ann]

    async def test_released(self, admin, make_role, people):
        head = await make_role("Head")
        await make_role("East", head)
        (ann,) = await people("Ann")
        await admin.post(f"/org-roles/{head}/holders", json={"add": [ann]})

        assert (await admin.delete(f"/org-roles/{head}?release=true")).status_code == 200

        assert await tree_of(admin) == {"East": None}
        assert (await admin.get(f"/users/{ann}/organisation")).json()["org_role"] is None

    async def test_named_by_a_rule(self, admin, make_role, make_rule):
        role = await make_role("East")
        await make_rule("account", to=("org_role", role))

        answer = await admin.delete(f"/org-roles/{role}")

        assert code_of(answer) == (409, "principal_in_rules")
        assert "A rule" in answer.json()["detail"]


class TestHolders:
    async def test_one_role_at_most(self, admin, make_role, people):
        east, west = await make_role("East"), await make_role("West")
        ann, bob = await people("Ann", "Bob")

        first = await admin.post(f"/org-roles/{east}/holders", json={"add": [bob, ann, ann]})
        second = await admin.post(f"/org-roles/{west}/holders", json={"add": [ann], "remove": [bob]})

        assert (first.json()["added"], first.json()["removed"]) == (2, 0)
        assert (second.json()["added"], second.json()["removed"]) == (1, 0)
        assert [row["name"] for row in (await admin.get(f"/org-roles/{east}/holders")).json()["data"]] == [
            "Bob"
        ]
        assert [row["name"] for row in (await admin.get(f"/org-roles/{west}/holders")).json()["data"]] == [
            "Ann"
        ]

    async def test_paged_by_name(self, admin, make_role, people):
        role = await make_role("East")
        names = ["Ann", "Bob", "Carl", "Dora", "Ed"]
        await admin.post(f"/org-roles/{role}/holders", json={"add": await people(*reversed(names))})

        path, seen, cursor = f"/org-roles/{role}/holders", [], ""
        while cursor is not None:
            page = (await admin.get(path, params={"limit": 2, "cursor": cursor})).json()
            seen, cursor = [*seen, *(row["name"] for row in page["data"])], page["next_cursor"]

        assert seen == names
        assert [row["name"] for row in (await admin.get(f"{path}?q=AR")).json()["data"]] == ["Carl"]

    async def test_cursor_of_another_role(self, admin, make_role, people):
        east, west = await make_role("East"), await make_role("West")
        await admin.post(f"/org-roles/{east}/holders", json={"add": await people("Ann", "Bob")})
        cursor = (await admin.get(f"/org-roles/{east}/holders?limit=1")).json()["next_cursor"]

        answer = await admin.get(f"/org-roles/{west}/holders", params={"cursor": cursor})

        assert code_of(answer) == (422, "cursor_invalid")

    async def test_removed(self, admin, make_role, people):
        role = await make_role("East")
        (ann,) = await people("Ann")
        await admin.post(f"/org-roles/{role}/holders", json={"add": [ann]})

        answer = await admin.post(f"/org-roles/{role}/holders", json={"remove": [ann, NOBODY]})

        assert answer.json()["removed"] == 1
        assert (await admin.get(f"/org-roles/{role}")).json()["holders"] == 0

    async def test_only_people(self, admin, make_role, make_team, people):
        role, queue = await make_role("East"), await make_team("Inbox", "queue")
        (gone,) = await people("Gone")
        await admin.delete(f"/objects/user/records/{gone}")

        for user in (queue["user_id"], gone, NOBODY):
            answer = await admin.post(f"/org-roles/{role}/holders", json={"add": [user]})
            assert code_of(answer) == (422, "members_unknown")
            assert (await admin.put(f"/users/{user}/org-role", json={"role_id": role})).status_code == 404

    async def test_nothing_changed_queues_nothing(self, admin, make_role, people):
        role = await make_role("East")
        (ann,) = await people("Ann")
        first = await admin.put(f"/users/{ann}/org-role", json={"role_id": role})
        second = await admin.put(f"/users/{ann}/org-role", json={"role_id": role})

        assert first.json()["job_id"]
        assert second.json() == {"job_id": None, "change_set_id": None}
