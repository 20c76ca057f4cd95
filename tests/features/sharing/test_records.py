"""…/shares and …/access of one record."""

from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
async def acme(client_of):
    """A company whose accounts and deals are private."""
    acme = await client_of("acme")
    for name in ("account", "deal", "contact"):
        await acme.put(f"/sharing/{name}", json={"sharing": "private"})
    return acme


@pytest.fixture
async def member(client_of):
    return await client_of("acme", role="member")


@pytest.fixture
async def viewer(client_of):
    return await client_of("acme", role="viewer")


@pytest.fixture
def make(acme):
    async def make(object_name="account", **values):
        answer = await acme.post(f"/objects/{object_name}/records", json={"name": "Zebra", **values})
        assert answer.status_code == 201, answer.text
        return f"/objects/{object_name}/records/{answer.json()['ids'][0]}"

    return make


async def id_of(client):
    return (await client.get("/session")).json()["user"]["id"]


async def share_with(acme, path, client, **values):
    body = {"shared_with": {"kind": "user", "id": await id_of(client)}, "level": "read"} | values
    answer = await acme.put(f"{path}/shares", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


CALLS = [
    ("GET", "shares", None, None),
    ("PUT", "shares", {"shared_with": {"kind": "everyone"}}, None),
    ("DELETE", "shares", None, {"kind": "everyone"}),
    ("GET", "access", None, None),
    ("GET", "access/people", None, None),
]


class TestWho:
    @pytest.mark.parametrize(("method", "call", "body", "params"), CALLS)
    async def test_anonymous(self, client_of, method, call, body, params):
        path = f"/objects/account/records/{uuid4()}/{call}"

        answer = await (await client_of(None)).request(method, path, json=body, params=params)

        assert answer.status_code == 401

    @pytest.mark.parametrize(("method", "call", "body", "params"), CALLS)
    @pytest.mark.parametrize("company", ["globex", "acme"])
    async def test_invisible_is_absent(self, client_of, make, company, method, call, body, params):
        """For another company, and for a colleague with whom it is not shared."""
        stranger = await client_of(company, role="member" if company == "acme" else "admin")
        path = await make()

        foreign = await stranger.request(method, f"{path}/{call}", json=body, params=params)
        absent = await stranger.request(
            method, f"/objects/account/records/{uuid4()}/{call}", json=body, params=params
        )

        assert foreign.status_code == 404
        assert foreign.json() == absent.json()

    @pytest.mark.parametrize(("method", "call", "body", "params"), CALLS[1:3])
    async def test_who_only_reads(self, acme, member, make, method, call, body, params):
        path = await make()
        await share_with(acme, path, member)

        answer = await member.request(method, f"{path}/{call}", json=body, params=params)

        assert (answer.status_code, answer.json()["code"]) == (403, "record_not_editable")

    @pytest.mark.parametrize(("method", "call", "body", "params"), CALLS[1:3])
    async def test_without_the_right_to_change(self, acme, viewer, make, method, call, body, params):
        path = await make()
        await share_with(acme, path, viewer, level="edit")

        answer = await viewer.request(method, f"{path}/{call}", json=body, params=params)

        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    async def test_others_access_is_for_who_may_change(self, acme, member, make):
        path = await make()
        await share_with(acme, path, member)

        own = await member.get(f"{path}/access")
        others = await member.get(f"{path}/access", params={"user": await id_of(acme)})
        people = await member.get(f"{path}/access/people")

        assert own.status_code == 200
        assert own.json()["may_share"] is False
        assert [each.json()["code"] for each in (others, people)] == ["access_of_others"] * 2


class TestShares:
    async def test_given_seen_found_and_taken_back(self, acme, member, make):
        path = await make(name="Quagga")
        assert (await member.get(path)).status_code == 404

        given = await share_with(acme, path, member)

        assert [(each["shared_with"]["kind"], each["level"]) for each in given["data"]] == [("user", "read")]
        assert given["data"][0]["created_by"]["name"] == "Admin of acme"
        assert (await member.get(path)).status_code == 200
        assert len((await member.get("/search", params={"q": "quagga"})).json()["data"]) == 1
        assert (await member.patch(path, json={"city": "Bern"})).status_code == 403
        again = await share_with(acme, path, member, level="edit")
        assert [each["level"] for each in again["data"]] == ["edit"]
        changed = await member.patch(path, json={"city": "Bern"})
        assert (changed.status_code, changed.json()["version"]) == (200, 2)  # sharing is no new version
        params = {"kind": "user", "id": await id_of(member)}
        left = await acme.delete(f"{path}/shares", params=params)
        assert left.json()["data"] == []
        assert (await member.get(path)).status_code == 404
        assert (await acme.delete(f"{path}/shares", params=params)).json()["code"] == "share_not_found"

    async def test_who_may_change_may_share(self, acme, member, viewer, make):
        path = await make()
        await share_with(acme, path, member, level="edit")

        await share_with(member, path, viewer)

        assert (await viewer.get(path)).status_code == 200

    async def test_team_of_a_deal(self, acme, member, make):
        path = await make("deal")

        team = await share_with(acme, path, member, reason="team", part="  Presales  ", level="edit")

        assert [(each["reason"], each["part"]) for each in team["data"]] == [("team", "Presales")]
        assert (await member.patch(path, json={"next_step": "Call"})).status_code == 200
        access = (await member.get(f"{path}/access")).json()["verdict"]
        assert "Can change: member of acme is in the record's team as “Presales”" in [
            each["text"] for each in access["because"]
        ]

    @pytest.mark.parametrize(
        ("object_name", "body", "code"),
        [
            ("contact", {"shared_with": {"kind": "everyone"}, "reason": "team"}, "record_team_unsupported"),
            ("deal", {"shared_with": {"kind": "everyone"}, "reason": "team"}, "record_team_of_people"),
            ("deal", {"shared_with": {"kind": "user", "id": str(uuid4())}}, "principal_unknown"),
            ("deal", {"shared_with": {"kind": "user"}}, "principal_unknown"),
            ("deal", {"shared_with": {"kind": "org_role", "id": str(uuid4())}}, "principal_unsuitable"),
        ],
    )
    async def test_refused(self, acme, make, object_name, body, code):
        answer = await acme.put(f"{await make(object_name)}/shares", json=body)

        assert (answer.status_code, answer.json()["code"]) == (422, code)

    async def test_users_are_not_shared(self, acme):
        path = f"/objects/user/records/{await id_of(acme)}"

        assert (await acme.get(f"{path}/shares")).json()["code"] == "object_not_shareable"

    async def test_undone(self, acme, member, make):
        path = await make()
        await share_with(acme, path, member)
        latest = (await acme.get("/change-sets")).json()["data"][0]
        assert latest["summary"] == "Account shared with member of acme."

        answer = await acme.post(f"/change-sets/{latest['id']}/undo")

        assert answer.status_code == 200, answer.text
        assert (await member.get(path)).status_code == 404

    async def test_kept_when_the_owner_changes(self, acme, member, viewer, make):
        path = await make()
        await share_with(acme, path, viewer)

        await acme.patch(path, json={"owner": await id_of(member)})

        assert (await viewer.get(path)).status_code == 200
        assert (await member.get(path)).status_code == 200


class TestAccess:
    async def test_why_and_why_not(self, acme, member, make):
        path = await make()
        user = {"user": await id_of(member)}

        before = (await acme.get(f"{path}/access", params=user)).json()
        await share_with(acme, path, member)
        after = (await acme.get(f"{path}/access", params=user)).json()

        assert [each["reason"] for each in before["grants"]] == ["owner"]
        assert (before["verdict"]["reads"], before["verdict"]["because"]) == (False, [])
        assert [each["code"] for each in before["verdict"]["why_not"]] == ["not_shared"]
        assert (after["verdict"]["reads"], after["verdict"]["edits"], after["up_to_date"]) == (
            True,
            False,
            True,
        )
        assert [each["text"] for each in after["verdict"]["because"]] == [
            "Can read: shared by hand with member of acme"
        ]
        assert [each["code"] for each in after["verdict"]["why_not"]] == ["shared_to_read"]

    async def test_in_chinese(self, acme, make):
        answer = await acme.get(f"{await make()}/access", headers={"Accept-Language": "zh-CN"})

        assert answer.json()["verdict"]["because"][0]["text"] == "可编辑：管理员可以查看全部记录"

    async def test_people(self, acme, member, viewer, make):
        path = await make()
        await share_with(acme, path, member)

        first = (await acme.get(f"{path}/access/people", params={"limit": 2})).json()
        rest = (
            await acme.get(f"{path}/access/people", params={"limit": 2, "cursor": first["next_cursor"]})
        ).json()
        found = (await acme.get(f"{path}/access/people", params={"q": "MEMBER"})).json()

        seen = {each["user"]["name"]: each["reads"] for each in first["data"] + rest["data"]}
        assert seen == {"Admin of acme": True, "member of acme": True, "viewer of acme": False}
        assert [each["user"]["name"] for each in found["data"]] == ["member of acme"]

    async def test_field(self, acme, member, make, execute_as_owner):
        path = await make("deal")
        ask = {"user": await id_of(member), "field": "amount"}
        await share_with(acme, path, member, level="edit")

        free = (await acme.get(f"{path}/access", params=ask)).json()["verdict"]["field"]
        system = await acme.get(f"{path}/access", params=ask | {"field": "created_at"})
        unknown = await acme.get(f"{path}/access", params=ask | {"field": "nothing"})

        assert (free["sees"], free["edits"]) == (True, True)
        assert (system.json()["verdict"]["field"]["sees"], system.json()["verdict"]["field"]["edits"]) == (
            True,
            False,
        )
        assert (unknown.status_code, unknown.json()["code"]) == (422, "field_unknown")

    async def test_stranger(self, acme, client_of, make):
        stranger = await id_of(await client_of("globex"))

        answer = await acme.get(f"{await make()}/access", params={"user": stranger})

        assert (answer.status_code, answer.json()["code"]) == (422, "person_unknown")

    async def test_until_the_job_has_passed(self, client_of):
        """What is explained is what will hold; it says that the record is still shared as before."""
        umbrella = await client_of("umbrella")
        made = await umbrella.post("/objects/account/records", json={"name": "One"})
        path = f"/objects/account/records/{made.json()['ids'][0]}"
        assert (await umbrella.get(f"{path}/access")).json()["up_to_date"] is True

        await umbrella.put("/sharing/account", json={"sharing": "private"})

        access = (await umbrella.get(f"{path}/access")).json()
        assert (access["up_to_date"], access["sharing"]) == (False, "private")
