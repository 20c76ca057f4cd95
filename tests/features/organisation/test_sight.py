"""Who finds which records after each change of the organisation: asked of the lists of real users."""

from __future__ import annotations

from tests.features.organisation.conftest import create, put_in_role


async def sights(staff):
    return {name: await colleague.sees() for name, colleague in staff.items()}


OWN = {"head": {"Of head"}, "east": {"Of east"}, "west": {"Of west"}}
ALL = {"Of head", "Of east", "Of west"}


class TestTree:
    async def test_those_above_see_what_those_below_own(self, ladder):
        _, staff = ladder

        assert await sights(staff) == OWN | {"head": ALL}

    async def test_search_and_single_records_agree(self, ladder):
        _, staff = ladder

        found = (await staff["west"].client.get("/search?q=Of&objects=account")).json()["data"]

        assert {hit["title"] for hit in found} == {"Of west"}
        assert len((await staff["head"].client.get("/search?q=Of&objects=account")).json()["data"]) == 3

    async def test_moved_below_another(self, admin, ladder):
        """At once, and no record is written."""
        roles, staff = ladder

        await admin.patch(f"/org-roles/{roles['east']}", json={"parent_id": roles["west"]})

        assert await sights(staff) == OWN | {"head": ALL, "west": {"Of west", "Of east"}}

    async def test_moved_to_the_top(self, admin, ladder):
        roles, staff = ladder

        await admin.patch(f"/org-roles/{roles['east']}", json={"parent_id": None})

        assert await sights(staff) == OWN | {"head": {"Of head", "Of west"}}

    async def test_a_level_in_between(self, admin, ladder, make_role, hire):
        roles, staff = ladder
        middle = await make_role("Middle", roles["head"])
        await admin.patch(f"/org-roles/{roles['east']}", json={"parent_id": middle})
        staff["middle"] = await hire("Middle")
        await put_in_role(admin, middle, staff["middle"])

        assert await sights(staff) == OWN | {"head": ALL, "middle": {"Of east"}}

    async def test_from_the_top_of_a_deep_tree(self, admin, hire, make_role, private, run_jobs):
        top, bottom = await hire("Top"), await hire("Bottom")
        first = last = await make_role("Level 0")
        for number in range(1, 40):
            last = await make_role(f"Level {number}", last)
        await put_in_role(admin, first, top)
        await put_in_role(admin, last, bottom)
        await run_jobs()
        await create(bottom.client, name="Far below")

        assert await top.sees() == {"Far below"}

    async def test_peers_see_nothing_of_each_other(self, admin, ladder, hire, run_jobs):
        roles, staff = ladder
        staff["peer"] = await hire("Peer")
        await put_in_role(admin, roles["east"], staff["peer"])
        await run_jobs()

        assert await staff["peer"].sees() == set()
        assert await staff["east"].sees() == {"Of east"}


class TestRoleOfAPerson:
    async def test_into_another_branch(self, admin, ladder, make_role, hire, run_jobs):
        roles, staff = ladder
        other = await make_role("Other head")
        below = await make_role("Below other", other)
        staff["other"] = await hire("Other")
        await put_in_role(admin, other, staff["other"])

        await put_in_role(admin, below, staff["east"])
        await run_jobs()

        assert await sights(staff) == OWN | {"head": {"Of head", "Of west"}, "other": {"Of east"}}

    async def test_taken_away(self, admin, ladder, run_jobs):
        _, staff = ladder

        await put_in_role(admin, None, staff["east"], staff["head"])
        await run_jobs()

        assert await sights(staff) == OWN

    async def test_new_records_need_no_job(self, admin, ladder, make_role, hire):
        roles, staff = ladder
        await put_in_role(admin, roles["west"], staff["east"])
        await create(staff["east"].client, name="New")

        assert "New" in await staff["head"].sees()

    async def test_role_deleted(self, admin, ladder, run_jobs):
        roles, staff = ladder

        await admin.delete(f"/org-roles/{roles['east']}?move_to={roles['west']}")
        await run_jobs()
        assert await sights(staff) == OWN | {"head": ALL}

        await admin.delete(f"/org-roles/{roles['head']}?release=true")
        await run_jobs()
        assert await sights(staff) == OWN

    async def test_other_roles_records_are_left_alone(self, admin, ladder, execute_as_owner, run_jobs):
        """The job asks for what these people own only; version and history stay as they are."""
        _, staff = ladder
        await put_in_role(admin, None, staff["east"])

        assert [job["owners"] for job in await run_jobs()] == [[staff["east"].id]]
        rows = await execute_as_owner("SELECT version FROM guanxi.account WHERE name LIKE 'Of %'")
        assert {row["version"] for row in rows} == {1}


class TestTeams:
    async def test_a_rule_shares_with_a_team(self, admin, hire, make_team, make_rule, private):
        ann, bob = await hire("Ann"), await hire("Bob")
        team = await make_team("East", "territory", ann)
        await make_rule("account", to=("team", team["id"]))
        await create(bob.client, name="Shared")

        assert await ann.sees() == {"Shared"}
        await admin.post(f"/teams/{team['id']}/members", json={"remove": [ann.id]})
        assert await ann.sees() == set()
        await admin.post(f"/teams/{team['id']}/members", json={"add": [ann.id]})
        assert await ann.sees() == {"Shared"}

    async def test_reading_is_not_changing(self, hire, make_team, make_rule, private):
        ann, bob = await hire("Ann"), await hire("Bob")
        team = await make_team("East", "team", ann)
        await make_rule("account", to=("team", team["id"]))
        record = await create(bob.client, name="Shared")

        answer = await ann.client.patch(f"/objects/account/records/{record}", json={"name": "Mine"})

        assert answer.status_code == 403

    async def test_what_members_own_is_shared(self, admin, hire, make_team, make_rule, private, run_jobs):
        ann, bob = await hire("Ann"), await hire("Bob")
        east, board = await make_team("East"), await make_team("Board", "team", ann)
        await make_rule("account", to=("team", board["id"]), owned_by=("team", east["id"]))
        await create(bob.client, name="Of Bob")
        assert await ann.sees() == set()

        joined = await admin.post(f"/teams/{east['id']}/members", json={"add": [bob.id]})
        jobs = await run_jobs()
        assert joined.json()["job_id"]
        assert (jobs[-1]["objects"], jobs[-1]["owners"]) == (["account"], [bob.id])
        assert await ann.sees() == {"Of Bob"}

        await admin.post(f"/teams/{east['id']}/members", json={"remove": [bob.id]})
        await run_jobs()
        assert await ann.sees() == set()

    async def test_team_deleted(self, admin, hire, make_team, private, execute_as_owner):
        """Shares by hand go with it; nobody holds what is left of it."""
        ann = await hire("Ann")
        team = await make_team("East", "team", ann)
        await admin.delete(f"/teams/{team['id']}")

        assert await ann.sees() == set()


class TestQueues:
    async def test_members_see_and_change_what_waits(self, admin, hire, make_team, private):
        ann, bob = await hire("Ann"), await hire("Bob")
        queue = await make_team("Inbox", "queue", ann)
        record = await create(admin, name="Waiting", owner=queue["user_id"])

        assert await ann.sees() == {"Waiting"}
        assert await bob.sees() == set()
        path = f"/objects/account/records/{record}"
        assert (await ann.client.patch(path, json={"phone": "+41 31 000 00 00"})).status_code == 200
        assert (await bob.client.patch(path, json={"phone": "+41 31 000 00 01"})).status_code == 404

    async def test_a_new_member_sees_at_once(self, admin, hire, make_team, private):
        bob = await hire("Bob")
        queue = await make_team("Inbox", "queue")
        await create(admin, name="Waiting", owner=queue["user_id"])
        assert await bob.sees() == set()

        await admin.post(f"/teams/{queue['id']}/members", json={"add": [bob.id]})

        assert await bob.sees() == {"Waiting"}

    async def test_put_into_a_queue(self, hire, make_team, private):
        ann, bob = await hire("Ann"), await hire("Bob")
        queue = await make_team("Inbox", "queue", bob)
        record = await create(ann.client, name="Passed on")

        await ann.client.patch(f"/objects/account/records/{record}", json={"owner": queue["user_id"]})

        assert await ann.sees() == set()
        assert await bob.sees() == {"Passed on"}
