"""Every call of the organisation: anonymous, without the permission, from another company."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.features.organisation.conftest import NOBODY, create

READS = [
    "/org-roles",
    "/org-roles/{role}",
    "/org-roles/{role}/holders",
    "/users/{user}/organisation",
    "/teams",
    "/teams/{team}",
    "/teams/{team}/members",
]
WRITES = [
    ("POST", "/org-roles", {"name": "X"}),
    ("PATCH", "/org-roles/{role}", {"name": "Y"}),
    ("DELETE", "/org-roles/{role}?release=true", None),
    ("POST", "/org-roles/{role}/holders", {"add": ["{user}"]}),
    ("PUT", "/users/{user}/org-role", {"role_id": None}),
    ("POST", "/teams", {"name": "X"}),
    ("PATCH", "/teams/{team}", {"name": "Y"}),
    ("DELETE", "/teams/{team}", None),
    ("POST", "/teams/{team}/members", {"remove": ["{user}"]}),
    ("POST", "/organisation/preview", {"move_position": {"role_id": "{role}"}}),
]
TAKE = "/objects/account/records/{record}/take"
COUNTS = """
SELECT (SELECT json_agg(r ORDER BY id) FROM guanxi.org_role r)::text AS roles,
  (SELECT json_agg(t ORDER BY id) FROM guanxi.team t)::text AS teams,
  (SELECT json_agg(m ORDER BY team_id, user_id) FROM guanxi.team_member m)::text AS members,
  (SELECT json_agg(u.org_role_id ORDER BY id) FROM guanxi.app_user u)::text AS holders,
  (SELECT json_agg(a.owner_id ORDER BY id) FROM guanxi.account a)::text AS owners
"""


@pytest.fixture
async def known(admin, make_role, make_team, people):
    """Ids of what there is in the company."""
    (user,) = await people("Ann")
    role, queue = await make_role("Sales"), await make_team("Inbox", "queue", user)
    await admin.post(f"/org-roles/{role}/holders", json={"add": [user]})
    record = await create(admin, name="Waiting", owner=queue["user_id"])
    return {"role": role, "team": queue["id"], "user": user, "record": record}


def filled(value, known):
    if isinstance(value, str):
        return value.format(**known)
    if isinstance(value, dict):
        return {name: filled(each, known) for name, each in value.items()}
    return [filled(each, known) for each in value] if isinstance(value, list) else value


async def send(client, call, known):
    method, path, body = call
    return await client.request(method, filled(path, known), json=filled(body, known))


EVERY = [*(("GET", path, None) for path in READS), *WRITES, ("POST", TAKE, {})]


async def test_anonymous(client_of, known, execute_as_owner):
    anonymous = await client_of(None)
    before = await execute_as_owner(COUNTS)

    assert {(await send(anonymous, call, known)).status_code for call in EVERY} == {401}
    assert await execute_as_owner(COUNTS) == before


async def test_other_company(client_of, known, execute_as_owner):
    """What belongs to somebody else is answered exactly as what does not exist."""
    globex = await client_of("globex")
    before = await execute_as_owner(COUNTS)
    nothing = dict.fromkeys(known, NOBODY)

    for call in [call for call in EVERY if "{" in call[1]]:
        foreign, absent = await send(globex, call, known), await send(globex, call, nothing)
        assert (foreign.status_code, foreign.json()["code"]) == (absent.status_code, absent.json()["code"])
        assert foreign.status_code == 404, call
    assert (await globex.get("/org-roles")).json()["data"] == []
    assert (await globex.get("/teams")).json()["data"] == []
    assert await execute_as_owner(COUNTS) == before


async def test_other_companys_ids_in_bodies(client_of, known, execute_as_owner):
    globex = await client_of("globex")
    own = (await globex.post("/org-roles", json={"name": "Own"})).json()["id"]
    team = (await globex.post("/teams", json={"name": "Own"})).json()["id"]
    me = (await globex.get("/session")).json()["user"]["id"]
    before = await execute_as_owner(COUNTS)

    answers = [
        await globex.post("/org-roles", json={"name": "X", "parent_id": known["role"]}),
        await globex.patch(f"/org-roles/{own}", json={"parent_id": known["role"]}),
        await globex.delete(f"/org-roles/{own}?move_to={known['role']}"),
        await globex.post(f"/org-roles/{own}/holders", json={"add": [known["user"]]}),
        await globex.put(f"/users/{me}/org-role", json={"role_id": known["role"]}),
        await globex.post("/teams", json={"name": "X", "member_ids": [known["user"]]}),
        await globex.post(f"/teams/{team}/members", json={"add": [known["user"]]}),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert await execute_as_owner(COUNTS) == before
    await globex.delete(f"/org-roles/{own}")
    await globex.delete(f"/teams/{team}")


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_without_the_permission(hire, known, execute_as_owner, role):
    colleague = await hire("Carl", role)
    before = await execute_as_owner(COUNTS)

    for call in WRITES:
        assert (await send(colleague.client, call, known)).status_code == 403, call
    assert await execute_as_owner(COUNTS) == before


async def test_everybody_reads(hire, known):
    viewer = await hire("Vic", "viewer")

    for path in READS:
        assert (await viewer.client.get(filled(path, known))).status_code == 200, path


async def test_who_may_read_no_users_reads_nothing(hire, admin, known, execute_as_owner, app):
    """A seat of the portal has no rights over colleagues."""
    guest = await hire("Guest")
    await admin.patch(f"/objects/user/records/{guest.id}", json={"licence": "portal"})
    app.state.identities.forget_everything()

    for path in READS:
        assert (await guest.client.get(filled(path, known))).status_code == 403, path


async def test_sharing_manage_is_enough(hire, known, grant):
    colleague = await hire("Manager of sharing")
    await grant(colleague, areas=["sharing.manage"])

    for call in [call for call in WRITES if call[0] != "DELETE"]:
        assert (await send(colleague.client, call, known)).status_code < 300, call
    made = (await colleague.client.post("/teams", json={"name": "Own queue", "kind": "queue"})).json()
    assert (await colleague.client.delete(f"/teams/{made['id']}")).status_code == 200


class TestVersions:
    """Who writes what he saw says which version that was."""

    @pytest.mark.parametrize(
        ("path", "body", "code"),
        [
            ("/org-roles", {"name": "Head"}, "org_role_changed"),
            ("/teams", {"name": "East", "kind": "team"}, "team_changed"),
            ("/teams", {"name": "Hotline", "kind": "queue"}, "team_changed"),
        ],
    )
    async def test_of_somebody_elses_change(self, client_of, path, body, code):
        acme = await client_of("versions")
        made = (await acme.post(path, json={**body, "name": f"{body['name']} {uuid4()}"})).json()
        url = f"{path}/{made['id']}"
        seen = (await acme.get(url)).headers["ETag"]

        first = await acme.patch(url, json={"name": f"A {uuid4()}"}, headers={"If-Match": seen})
        second = await acme.patch(url, json={"name": f"B {uuid4()}"}, headers={"If-Match": seen})
        deleted = await acme.delete(url, headers={"If-Match": seen})
        anyhow = await acme.delete(url, headers={"If-Match": first.headers["ETag"]})

        assert (first.status_code, first.json()["version"]) == (200, made["version"] + 1)
        assert (second.status_code, second.json()["code"]) == (409, code)
        assert (deleted.status_code, deleted.json()["code"]) == (409, code)
        assert anyhow.status_code == 200

    async def test_that_is_no_version(self, client_of):
        acme = await client_of("versions")
        made = (await acme.post("/teams", json={"name": f"T {uuid4()}"})).json()

        answer = await acme.patch(f"/teams/{made['id']}", json={"name": "x"}, headers={"If-Match": "latest"})

        assert (answer.status_code, answer.json()["code"]) == (400, "if_match_invalid")
