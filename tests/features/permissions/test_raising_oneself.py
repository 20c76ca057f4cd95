"""Nobody gives more than he or she has, on whatever way."""

from __future__ import annotations

import pytest

from tests.factories.permissions import ALL_VERBS, MANAGES_RIGHTS, all_but

PEOPLE = {"objects": {"*": ["read"], "user": ["create", "read", "update", "import", "mass_update"]}}
EVERYTHING = {"objects": {"*": ALL_VERBS}}


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


def role_of(acme, user_id):
    async def role_of():
        return (await acme.get(f"/objects/user/records/{user_id}")).json()["role"]

    return role_of()


class TestWithoutTheArea:
    """A person who may change users, but not rights."""

    @pytest.fixture
    async def clerk(self, make_holder):
        return await make_holder(PEOPLE)

    @pytest.mark.parametrize(
        ("field", "value"), [("role", "admin"), ("role", "member"), ("licence", "agent")]
    )
    async def test_writes_no_field_that_gives_rights(self, acme, clerk, field, value):
        url = f"/objects/user/records/{clerk.user_id}"

        one = await clerk.client.patch(url, json={field: value})
        many = await clerk.client.post(
            "/objects/user/mass-updates", json={"ids": [clerk.user_id], "values": {field: value}}
        )
        new = await clerk.client.post("/objects/user/records", json={"name": "New", field: value})

        assert one.json()["errors"][0]["code"] == "field_not_editable"
        assert many.json().get("updated", 0) == 0
        assert new.json()["errors"][0]["code"] == "field_not_editable"
        assert (await acme.get(url)).json()["role"] == "viewer"

    async def test_names_no_manager(self, acme, clerk, make_holder):
        """Who is somebody's manager sees what that person owns."""
        other = await make_holder()
        url = f"/objects/user/records/{other.user_id}"

        one = await clerk.client.patch(url, json={"manager": clerk.user_id})
        many = await clerk.client.post(
            "/objects/user/mass-updates", json={"ids": [other.user_id], "values": {"manager": clerk.user_id}}
        )
        new = await clerk.client.post("/objects/user/records", json={"name": "New", "manager": clerk.user_id})
        placed = await clerk.client.put(f"/users/{other.user_id}/org-role", json={"role_id": None})

        assert one.json()["errors"][0]["code"] == "field_not_editable"
        assert many.json().get("updated", 0) == 0
        assert new.json()["errors"][0]["code"] == "field_not_editable"
        assert placed.status_code == 403
        assert (await acme.get(url)).json()["manager"] is None

    @pytest.mark.parametrize("area", ["permission.manage", "sharing.manage"])
    async def test_either_area_lets_name_a_manager(self, acme, make_holder, area):
        clerk = await make_holder({**PEOPLE, "areas": [area]})
        other = await make_holder()
        url = f"/objects/user/records/{other.user_id}"

        answer = await clerk.client.patch(url, json={"manager": clerk.user_id})

        assert answer.status_code == 200
        assert (await acme.get(url)).json()["manager"]["id"] == clerk.user_id

    async def test_takes_no_place_back_by_undo(self, acme, make_holder):
        """He was a manager, left the place himself when he could, and may not take it again."""
        clerk = await make_holder({**PEOPLE, "areas": ["sharing.manage"]})
        other = await make_holder()
        url = f"/objects/user/records/{other.user_id}"
        await acme.patch(url, json={"manager": clerk.user_id})
        left = await clerk.client.patch(url, json={"manager": None})
        await acme.patch(f"/permission-sets/{clerk.set_id}", json={"definition": PEOPLE})

        answer = await clerk.client.post(f"/change-sets/{left.headers['X-Change-Set']}/undo")

        assert answer.json()["reverted"] == 0
        assert (await acme.get(url)).json()["manager"] is None

    async def test_still_changes_the_rest(self, clerk):
        answer = await clerk.client.patch(f"/objects/user/records/{clerk.user_id}", json={"title": "Clerk"})

        assert answer.status_code == 200

    async def test_sees_them_read_only(self, clerk):
        fields = (await clerk.client.get("/objects/user")).json()["fields"]

        assert {each["name"] for each in fields if each["name"] in ("role", "licence") and each["read_only"]} == {
            "role", "licence",
        }  # fmt: skip

    async def test_no_import_fills_them(self, clerk):
        form = {"object": "user", "mapping": '{"Name": "name", "Power": "role"}'}
        files = {"file": ("people.csv", b"Name,Power\nEve,admin\n")}

        answer = await clerk.client.post("/imports", data=form, files=files)
        url = f"/imports/{answer.json()['id']}" if answer.status_code == 202 else ""
        mapped = await clerk.client.patch(url, json={"mapping": {"Power": "role"}}) if url else answer

        assert (mapped.status_code, mapped.json()["code"]) == (422, "import_field_unknown")

    async def test_takes_no_old_role_back_by_undo(self, acme, make_holder):
        holder = await make_holder(MANAGES_RIGHTS)
        me = f"/objects/user/records/{holder.user_id}"
        await acme.patch(me, json={"role": "admin"})
        stepped_down = await holder.client.patch(me, json={"role": "viewer"})
        taken = await acme.put(f"/users/{holder.user_id}/permission-sets", json={"permission_sets": []})
        assert taken.status_code == 200

        answer = await holder.client.post(f"/change-sets/{stepped_down.headers['X-Change-Set']}/undo")

        assert answer.status_code == 403 or answer.json()["reverted"] == 0
        assert await role_of(acme, holder.user_id) == "viewer"


class TestWithTheArea:
    """A person who manages rights, without having all of them."""

    @pytest.fixture
    async def manager(self, make_holder):
        return await make_holder(MANAGES_RIGHTS)

    async def test_makes_no_set_of_more(self, manager):
        answer = await manager.client.post("/permission-sets", json={"name": "All", "definition": EVERYTHING})

        assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")

    async def test_widens_no_set_not_even_the_own(self, acme, manager):
        for set_id in (manager.set_id, "viewer"):
            answer = await manager.client.patch(f"/permission-sets/{set_id}", json={"definition": EVERYTHING})

            assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")
        assert (await acme.get("/permission-sets/viewer")).json()["version"] == 0

    async def test_uncovers_no_field(self, acme, make_holder):
        manager = await make_holder(MANAGES_RIGHTS)
        hidden = {**MANAGES_RIGHTS, "fields": {"deal": {"amount": "read"}}}
        await acme.patch(f"/permission-sets/{manager.set_id}", json={"definition": hidden})

        answer = await manager.client.patch(
            f"/permission-sets/{manager.set_id}", json={"definition": MANAGES_RIGHTS}
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")

    async def test_assigns_no_set_of_more(self, acme, manager, make_set):
        big = await make_set(EVERYTHING)
        url = f"/users/{manager.user_id}/permission-sets"

        answer = await manager.client.put(url, json={"permission_sets": [manager.set_id, big["id"]]})

        assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")
        assert len((await acme.get(url)).json()["sets"]) == 1

    @pytest.mark.parametrize("role", ["admin", "member"])
    async def test_gives_no_role_of_more(self, acme, manager, role):
        url = f"/objects/user/records/{manager.user_id}"

        answer = await manager.client.patch(url, json={"role": role})

        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "rights_beyond_own")
        assert await role_of(acme, manager.user_id) == "viewer"

    async def test_unseats_no_administrator(self, acme, manager):
        admin = (await acme.get("/session")).json()["user"]["id"]

        answer = await manager.client.patch(f"/objects/user/records/{admin}", json={"role": "viewer"})

        assert "rights_beyond_own" in {each["code"] for each in answer.json()["errors"]}
        assert await role_of(acme, admin) == "admin"

    async def test_takes_no_old_role_back_by_undo(self, acme, make_holder):
        holder = await make_holder(MANAGES_RIGHTS)
        me = f"/objects/user/records/{holder.user_id}"
        await acme.patch(me, json={"role": "admin"})
        stepped_down = await holder.client.patch(me, json={"role": "viewer"})
        assert stepped_down.status_code == 200, stepped_down.text

        answer = await holder.client.post(f"/change-sets/{stepped_down.headers['X-Change-Set']}/undo")

        assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")
        assert await role_of(acme, holder.user_id) == "viewer"

    async def test_raises_no_licence_of_his_own(self, acme, make_holder):
        holder = await make_holder(MANAGES_RIGHTS, role="member")

        answer = await holder.client.patch(
            f"/objects/user/records/{holder.user_id}", json={"licence": "agent"}
        )

        # A smaller licence he may take; the way back he has then no right for.
        assert answer.status_code == 200, answer.text
        back = await holder.client.patch(f"/objects/user/records/{holder.user_id}", json={"licence": "full"})
        assert back.status_code in (403, 422)

    async def test_gives_what_he_has(self, acme, manager, make_holder):
        holder = await make_holder()
        made = await manager.client.post(
            "/permission-sets", json={"name": "Less", "definition": {"objects": {"deal": ["read", "update"]}}}
        )

        answer = await manager.client.put(
            f"/users/{holder.user_id}/permission-sets", json={"permission_sets": [made.json()["id"]]}
        )

        assert (made.status_code, answer.status_code) == (201, 200)


class TestInviting:
    async def test_without_the_area(self, client_of, make_holder):
        holder = await make_holder(PEOPLE)

        for client in (holder.client, await client_of("acme", role="member")):
            answer = await client.post("/invitations", json={"email": "eve@acme.example"})

            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    @pytest.mark.parametrize("role", ["admin", "member"])
    async def test_to_a_role_of_more(self, make_holder, role):
        holder = await make_holder({"areas": ["invitation.create"]})

        answer = await holder.client.post("/invitations", json={"email": "eve@acme.example", "role": role})

        assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")

    async def test_to_a_user_who_has_more(self, acme, make_holder, make_set):
        """The invitation would go to an address of the inviter's choice."""
        holder = await make_holder({"areas": ["invitation.create"]})
        made = await acme.post("/objects/user/records", json={"name": "Boss", "role": "admin"})
        other = await acme.post("/objects/user/records", json={"name": "Deputy", "role": "viewer"})
        big = await make_set(EVERYTHING)
        deputy, boss = other.json()["ids"][0], made.json()["ids"][0]
        await acme.put(f"/users/{deputy}/permission-sets", json={"permission_sets": [big["id"]]})

        for user_id in (boss, deputy):
            answer = await holder.client.post(
                "/invitations",
                json={"email": f"{user_id}@evil.example", "role": "viewer", "user_id": user_id},
            )

            assert (answer.status_code, answer.json()["code"]) == (403, "rights_beyond_own")

    async def test_valid(self, make_holder):
        holder = await make_holder({"areas": ["invitation.create"]})

        answer = await holder.client.post(
            "/invitations", json={"email": "adam@acme.example", "role": "viewer"}
        )

        assert answer.status_code == 201, answer.text


async def test_the_session_lists_what_the_rights_allow(make_holder):
    holder = await make_holder(
        {**all_but("deal"), "objects": {"deal": ["create", "read"]}, "areas": ["sharing.manage"]},
        role="viewer",
    )

    permissions = (await holder.client.get("/session")).json()["permissions"]

    assert {"deal.create", "deal.read", "lead.read", "sharing.manage"} <= set(permissions)
    assert not {"lead.create", "deal.delete", "permission.manage", "invitation.create"} & set(permissions)
