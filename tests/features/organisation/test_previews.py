"""What an edit of the organisation would change: told before it is made, and true once it is."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from guanxi.features.organisation.service.previews.snapshot import organisation_of
from guanxi.kernel.tenancy import open_scope
from tests.features.organisation.conftest import code_of, create

PREVIEW = "/organisation/preview"


@pytest.fixture
def told(admin):
    """By person: (object, before, after, records) of what would change."""

    async def told(**edit):
        answer = await admin.post(PREVIEW, json=edit)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert not found["partly"]
        assert found["changed"] == sum(group["users"] for group in found["groups"])
        return {
            person["name"]: [
                (each["object"], each["before"], each["after"], each["records"])
                for each in (*group["gains"], *group["losses"])
            ]
            for group in found["groups"]
            for person in group["sample"]
        }

    return told


GAINED, LOST = ("account", "none", "edit", 1), ("account", "edit", "none", 1)


class TestPositions:
    async def test_moved_and_nothing_is_written(self, ladder, told):
        roles, staff = ladder

        found = await told(move_position={"role_id": roles["east"], "parent_id": roles["west"]})

        assert found == {"West": [GAINED]}
        assert await staff["west"].sees() == {"Of west"}

    async def test_moved_to_the_top(self, ladder, told):
        roles, _ = ladder

        assert await told(move_position={"role_id": roles["east"]}) == {"Head": [LOST]}

    async def test_deleted_with_holders(self, ladder, told):
        """West is nobody's superior, so who takes in its holders sees as much as before."""
        roles, _ = ladder

        assert await told(delete_position={"role_id": roles["east"], "move_to": roles["west"]}) == {}
        assert await told(delete_position={"role_id": roles["east"]}) == {"Head": [LOST]}

    async def test_what_is_everybodys_does_not_change(self, ladder, told, share_by_default):
        roles, _ = ladder
        await share_by_default(account="public", deal="public", lead="public")

        assert await told(move_position={"role_id": roles["east"]}) == {}

    async def test_given_to_a_person(self, admin, ladder, told, run_jobs):
        """And true once it is done."""
        roles, staff = ladder
        edit = {"role_id": roles["east"], "add": [staff["head"].id]}

        assert await told(change_holders=edit) == {"Head": [("account", "edit", "none", 2)]}

        await admin.post(f"/org-roles/{roles['east']}/holders", json={"add": [staff["head"].id]})
        await run_jobs()
        assert await staff["head"].sees() == {"Of head"}


class TestTeams:
    async def test_joining_a_queue_and_leaving_it(self, admin, hire, make_team, private, told):
        ann, bob = await hire("Ann"), await hire("Bob")
        queue = await make_team("Inbox", "queue", bob)
        for name in ("One", "Two"):
            await create(admin, name=name, owner=queue["user_id"])

        edit = {"team_id": queue["id"], "add": [ann.id], "remove": [bob.id]}

        assert await told(change_members=edit) == {
            "Ann": [("account", "none", "edit", 2)],
            "Bob": [("account", "edit", "none", 2)],
        }

    async def test_what_is_seen_anyway_is_not_counted(self, hire, make_team, make_rule, private, told):
        ann = await hire("Ann")
        team = await make_team("East")
        await make_rule("account", to=("team", team["id"]))
        await create(ann.client, name="Own")

        assert await told(change_members={"team_id": team["id"], "add": [ann.id]}) == {}

    async def test_a_rule_asks_where_owners_belong(self, hire, make_team, make_rule, private, told):
        ann, bob = await hire("Ann"), await hire("Bob")
        east, board = await make_team("East"), await make_team("Board", "team", ann)
        await make_rule("account", to=("team", board["id"]), owned_by=("team", east["id"]))
        await create(bob.client, name="Of Bob")

        found = await told(change_members={"team_id": east["id"], "add": [bob.id]})

        assert found == {"Ann": [("account", "none", "read", 1)]}

    async def test_deleted(self, admin, hire, make_team, private, told):
        ann, bob = await hire("Ann"), await hire("Bob")
        team = await make_team("East", "team", ann)
        record = await create(bob.client, name="Shared")
        shared = {"shared_with": {"kind": "team", "id": team["id"]}, "level": "read"}
        assert (await admin.put(f"/objects/account/records/{record}/shares", json=shared)).status_code < 300

        assert await told(delete_team={"team_id": team["id"]}) == {"Ann": [("account", "read", "none", 1)]}


class TestManagers:
    async def test_another_manager(self, admin, hire, private, told):
        ann, bob, cat = await hire("Ann"), await hire("Bob"), await hire("Cat")
        await admin.patch(f"/objects/user/records/{cat.id}", json={"manager": ann.id})
        await create(cat.client, name="Of Cat")

        found = await told(change_manager={"user_id": cat.id, "manager_id": bob.id})

        assert found == {"Ann": [LOST], "Bob": [GAINED]}

    async def test_refused_as_saving_would_be(self, admin, hire, ladder):
        roles, staff = ladder
        head = staff["head"].id
        await admin.patch(f"/objects/user/records/{staff['east'].id}", json={"manager": head})

        async def refused(**edit):
            return code_of(await admin.post(PREVIEW, json=edit))

        circle = {"user_id": head, "manager_id": staff["east"].id}
        assert await refused(change_manager=circle) == (422, "manager_circle")
        assert await refused(change_manager={"user_id": head, "manager_id": head}) == (422, "own_manager")
        below = {"role_id": roles["head"], "parent_id": roles["east"]}
        assert await refused(move_position=below) == (422, "org_role_circle")
        assert await refused() == (422, "organisation_edit_one")
        both = {"move_position": {"role_id": roles["east"]}, "delete_position": {"role_id": roles["east"]}}
        assert await refused(**both) == (422, "organisation_edit_one")


class TestHeld:
    async def test_as_the_database_finds_it(self, admin, ladder, make_team, database, execute_as_owner):
        """The organisation in memory and `guanxi.actor` agree about everybody."""
        _, staff = ladder
        await admin.patch(f"/objects/user/records/{staff['west'].id}", json={"manager": staff["east"].id})
        await make_team("Both", "team", staff["east"], staff["head"])
        await make_team("Inbox", "queue", staff["west"])
        me = (await admin.get("/session")).json()["user"]["id"]
        (row,) = await execute_as_owner("SELECT tenant_id FROM guanxi.app_user WHERE id = $1", UUID(me))

        async with open_scope(database, row["tenant_id"], UUID(me), source="test") as scope:
            held = (await organisation_of(scope)).held()

        assert held.keys() == {UUID(each.id) for each in staff.values()}
        for person, principals in held.items():
            query = "SELECT guanxi.actor($1, $2)::text AS actor"
            (found,) = await execute_as_owner(query, row["tenant_id"], person)
            assert principals == set(json.loads(found["actor"])["principals"])
