"""Teams, queues and territories and their members."""

from __future__ import annotations

import pytest

from guanxi.features.organisation.service import teams as service
from tests.features.organisation.conftest import NOBODY, code_of, create


async def names_of(client, **params):
    answer = await client.get("/teams", params=params)
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json()["data"]]


class TestList:
    async def test_by_name_and_paged(self, admin, make_team):
        for name in ("Delta", "Alpha", "Charlie", "Bravo"):
            await make_team(name)

        first = (await admin.get("/teams?limit=3")).json()
        second = (await admin.get("/teams", params={"limit": 3, "cursor": first["next_cursor"]})).json()

        found = [row["name"] for row in [*first["data"], *second["data"]]]
        assert found == ["Alpha", "Bravo", "Charlie", "Delta"]
        assert second["next_cursor"] is None

    async def test_narrowed(self, hire, admin, make_team):
        ann = await hire("Ann")
        await make_team("East", "territory", ann)
        await make_team("Inbox", "queue", ann)
        await make_team("Key accounts")

        assert await names_of(admin, kind="queue") == ["Inbox"]
        assert await names_of(admin, q="ACC") == ["Key accounts"]
        assert await names_of(ann.client, mine=True) == ["East", "Inbox"]
        assert await names_of(ann.client, mine=True, kind="queue") == ["Inbox"]
        assert code_of(await admin.get("/teams?kind=club")) == (400, "invalid_request")


class TestCreate:
    @pytest.mark.parametrize("kind", ["team", "territory", "queue"])
    async def test_valid(self, admin, people, make_team, kind):
        made = await make_team("East", kind, *await people("Ann", "Bob"))

        assert (made["kind"], made["members"], made["mine"]) == (kind, 2, False)
        assert (made["user_id"] is not None) == (kind == "queue")

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ({"name": " "}, (422, "blank")),
            ({"name": "X", "kind": "club"}, (400, "invalid_request")),
            ({"name": "X", "member_ids": [NOBODY]}, (422, "members_unknown")),
            ({"name": "EAST"}, (409, "team_name_taken")),
            ({"name": "X", "principal": 1}, (400, "invalid_request")),
        ],
    )
    async def test_unusable(self, admin, make_team, body, expected):
        await make_team("East")

        assert code_of(await admin.post("/teams", json=body)) == expected

    async def test_same_name_of_another_kind(self, make_team):
        assert (await make_team("East"))["id"] != (await make_team("East", "queue"))["id"]

    async def test_limit(self, admin, monkeypatch):
        monkeypatch.setattr(service, "MOST_TEAMS", 0)

        assert code_of(await admin.post("/teams", json={"name": "X"})) == (409, "team_limit")


class TestUpdate:
    async def test_valid(self, admin, make_team):
        team = await make_team("East")

        answer = await admin.patch(f"/teams/{team['id']}", json={"name": "West", "description": " Left "})

        assert (answer.json()["name"], answer.json()["description"]) == ("West", "Left")

    async def test_a_queue_renames_its_user(self, admin, make_team):
        queue = await make_team("Inbox", "queue")
        record = await create(admin, name="Waiting", owner=queue["user_id"])

        await admin.patch(f"/teams/{queue['id']}", json={"name": "Triage"})

        assert (await admin.get(f"/objects/account/records/{record}")).json()["owner"]["name"] == "Triage"

    async def test_name_taken(self, admin, make_team):
        await make_team("East")
        west = await make_team("West")

        answer = await admin.patch(f"/teams/{west['id']}", json={"name": "east"})

        assert code_of(answer) == (409, "team_name_taken")


class TestDelete:
    async def test_valid(self, admin, make_team, people, execute_as_owner):
        team = await make_team("East", "team", *await people("Ann"))

        assert (await admin.delete(f"/teams/{team['id']}")).status_code == 200

        assert await names_of(admin) == []
        assert not await execute_as_owner(
            "SELECT FROM guanxi.team_member WHERE team_id = $1::uuid", team["id"]
        )

    async def test_named_by_a_rule(self, admin, make_team, make_rule):
        team = await make_team("East")
        await make_rule("account", to=("team", team["id"]))

        assert code_of(await admin.delete(f"/teams/{team['id']}")) == (409, "principal_in_rules")

    async def test_queue_with_records(self, admin, make_team, hire, private):
        """Also those that whoever deletes it would not see."""
        queue = await make_team("Inbox", "queue")
        record = await create(admin, name="Waiting", owner=queue["user_id"])

        refused = await admin.delete(f"/teams/{queue['id']}")
        await admin.patch(f"/objects/account/records/{record}", json={"owner": (await hire("Ann")).id})
        deleted = await admin.delete(f"/teams/{queue['id']}")

        assert code_of(refused) == (409, "queue_owns_records")
        assert "1" in refused.json()["detail"]
        assert deleted.status_code == 200
        assert (await admin.get(f"/objects/user/records/{queue['user_id']}")).status_code == 404


class TestMembers:
    async def test_added_and_removed(self, admin, make_team, people):
        ann, bob, carl = await people("Ann", "Bob", "Carl")
        team = await make_team("East", "team", ann)
        path = f"/teams/{team['id']}/members"

        answer = await admin.post(path, json={"add": [ann, bob, carl, carl], "remove": [NOBODY, bob]})

        assert (answer.json()["added"], answer.json()["removed"], answer.json()["job_id"]) == (2, 0, None)
        assert [row["name"] for row in (await admin.get(path)).json()["data"]] == ["Ann", "Bob", "Carl"]
        answer = await admin.post(path, json={"remove": [ann, bob]})
        assert (answer.json()["added"], answer.json()["removed"]) == (0, 2)
        assert (await admin.get(f"/teams/{team['id']}")).json()["members"] == 1

    async def test_paged(self, admin, make_team, people):
        team = await make_team("East", "team", *await people("Ann", "Bob", "Carl"))
        path = f"/teams/{team['id']}/members"

        first = (await admin.get(f"{path}?limit=2")).json()
        second = (await admin.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()

        assert [row["name"] for row in [*first["data"], *second["data"]]] == ["Ann", "Bob", "Carl"]

    async def test_only_people(self, admin, make_team):
        team, queue = await make_team("East"), await make_team("Inbox", "queue")

        answer = await admin.post(f"/teams/{team['id']}/members", json={"add": [queue["user_id"]]})

        assert code_of(answer) == (422, "members_unknown")

    async def test_too_many(self, admin, make_team):
        team = await make_team("East")

        answer = await admin.post(f"/teams/{team['id']}/members", json={"add": [NOBODY] * 501})

        assert code_of(answer) == (400, "invalid_request")

    async def test_place_of_a_person(self, admin, make_team, make_role, people):
        (ann,) = await people("Ann")
        role, team = await make_role("Reps"), await make_team("East", "territory", ann)
        await admin.put(f"/users/{ann}/org-role", json={"role_id": role})

        assert (await admin.get(f"/users/{ann}/organisation")).json() == {
            "org_role": {"id": role, "name": "Reps"},
            "teams": [{"id": team["id"], "name": "East", "kind": "territory"}],
        }
