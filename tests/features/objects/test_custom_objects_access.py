"""Who has a kind of record that a company added, and what becomes of rights, shares and imports with it."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.features.objects.service import custom_objects

BOATS = "/objects/c_boat/records"


@pytest.fixture
def name(request):
    return f"a{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def admin(client_of, name):
    """Each test has a company of its own."""
    return await client_of(name)


@pytest.fixture
async def member(client_of, admin, name):
    return await client_of(name, role="member")


@pytest.fixture
def make(admin):
    async def make(label="Boat", **rest):
        answer = await admin.post("/objects", json={"label": label, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return make


@pytest.fixture
def launch(admin):
    async def launch(boat="Ada"):
        answer = await admin.post(BOATS, json={"name": boat})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return launch


async def change_member_set(admin, definition):
    answer = await admin.patch("/permission-sets/member", json={"definition": definition})
    assert answer.status_code == 200, answer.text


CALLS = {
    "create": ("POST", "/objects", {"label": "X"}),
    "change": ("PATCH", "/objects/c_boat", {"label": "X"}),
    "rename": ("PATCH", "/objects/account", {"label": "X"}),
    "uses": ("GET", "/objects/c_boat/uses", None),
    "delete": ("DELETE", "/objects/c_boat", None),
    "deleted": ("GET", "/deleted-objects", None),
    "restore": ("POST", "/objects/c_boat/restore", None),
    "relabel": ("PATCH", "/objects/account/fields/industry", {"label": "X"}),
}


@pytest.mark.parametrize("call", CALLS)
async def test_administering_needs_the_right(admin, member, make, call):
    await make()
    method, path, body = CALLS[call]
    assert (await member.request(method, path, json=body)).status_code == 403


class TestRights:
    async def test_what_a_set_gives_to_objects_it_does_not_name(self, admin, member, make, launch):
        await make()
        await launch()
        assert (await member.get(BOATS)).json()["data"][0]["name"] == "Ada"

        await change_member_set(admin, {"objects": {"*": [], "deal": ["read"]}})

        names = [each["name"] for each in (await member.get("/objects")).json()["data"]]
        assert names == ["deal"]
        assert (await member.get(BOATS)).status_code == 403

    async def test_limits_outlive_a_change_of_the_set_while_the_object_is_deleted(
        self, admin, member, make, launch
    ):
        await make()
        await launch()
        await change_member_set(admin, {"objects": {"*": ["read"], "c_boat": []}})
        assert (await admin.delete("/objects/c_boat")).status_code == 204

        await change_member_set(admin, {"objects": {"*": ["read", "export"]}})
        assert (await admin.post("/objects/c_boat/restore")).status_code == 200

        assert (await member.get(BOATS)).status_code == 403

    async def test_a_hidden_field_stays_hidden(self, admin, member, make):
        await make()
        field = {"type": "text", "label": "Draught", "name": "c_draught"}
        assert (await admin.post("/objects/c_boat/fields", json=field)).status_code == 201
        await admin.post(BOATS, json={"name": "Ada", "c_draught": "deep"})
        await change_member_set(
            admin, {"objects": {"*": ["read"]}, "fields": {"c_boat": {"c_draught": "hidden"}}}
        )

        assert "c_draught" not in (await member.get(BOATS)).json()["data"][0]
        answer = await member.get(BOATS, params={"filter": 'c_draught == "deep"'})
        assert answer.status_code == 422


class TestSharing:
    async def test_private_ones_are_seen_by_their_owner(self, admin, member, make, launch):
        await make(sharing="private")
        await launch()
        assert (await member.get(BOATS)).json()["data"] == []
        own = await member.post(BOATS, json={"name": "Grace"})
        assert own.status_code == 201, own.text
        assert [each["name"] for each in (await member.get(BOATS)).json()["data"]] == ["Grace"]

    async def test_what_changes_while_the_object_is_deleted_holds_when_it_is_back(
        self, admin, member, make, launch, run_jobs
    ):
        await make()
        await launch()
        assert (await admin.put("/sharing/c_boat", json={"sharing": "private"})).status_code == 200
        assert (await admin.delete("/objects/c_boat")).status_code == 204
        await run_jobs()

        assert (await admin.post("/objects/c_boat/restore")).status_code == 200

        assert (await member.get(BOATS)).json()["data"] == []
        listed = (await admin.get("/change-sets")).json()["data"]
        assert all(each["summary"] for each in listed if "summary" in each)


class TestBounds:
    async def test_so_many_at_a_time(self, admin, make, monkeypatch):
        monkeypatch.setattr(custom_objects, "MOST_OBJECTS", 1)
        await make()
        answer = await admin.post("/objects", json={"label": "X"})
        assert (answer.status_code, answer.json()["code"]) == (409, "objects_too_many")

    async def test_so_many_ever(self, admin, make, monkeypatch):
        monkeypatch.setattr(custom_objects, "MOST_EVER", 1)
        await make()
        await admin.delete("/objects/c_boat")
        answer = await admin.post("/objects", json={"label": "X"})
        assert (answer.status_code, answer.json()["code"]) == (409, "objects_ever_too_many")


async def test_an_import_brings_records_in(admin, make, run_jobs):
    await make()
    field = {"type": "money", "label": "Price", "name": "c_price"}
    assert (await admin.post("/objects/c_boat/fields", json=field)).status_code == 201
    sheet = b"Name,Price\nAda,12.50\nGrace,7\n"
    form = {"object": "c_boat", "start": "true"}
    answer = await admin.post("/imports", data=form, files={"file": ("boats.csv", sheet)})
    assert answer.status_code == 202, answer.text
    await run_jobs()
    await run_jobs()
    found = (await admin.get(BOATS, params={"fields": "name,c_price", "sort": "name"})).json()["data"]
    assert [(each["name"], each["c_price"]) for each in found] == [("Ada", "12.50"), ("Grace", "7.00")]


async def test_search_leaves_out_what_shall_not_be_found(admin, make, launch):
    await make(in_search=False)
    await launch("Marigold")
    assert (await admin.get("/search", params={"q": "marigold"})).json()["data"] == []
    assert len((await admin.get(BOATS, params={"q": "marigold"})).json()["data"]) == 1
    await admin.patch("/objects/c_boat", json={"in_search": True})
    assert len((await admin.get("/search", params={"q": "marigold"})).json()["data"]) == 1


async def test_another_company_has_its_own(admin, client_of, name, make, launch):
    await make()
    record = await launch()
    other = await client_of(f"{name}b")
    assert (await other.get(BOATS)).status_code == 404
    for label in ("First", "Boat"):
        assert (await other.post("/objects", json={"label": label})).status_code == 201
    assert (await other.get(BOATS)).json()["data"] == []
    assert (await other.get(f"{BOATS}/{record}")).status_code == 404


async def test_a_label_and_options_change_together_and_go_back_together(admin):
    path = "/objects/account/fields/industry"
    before = (await admin.get("/objects/account")).json()
    options = next(each["options"] for each in before["fields"] if each["name"] == "industry")
    sent = [{"value": each["value"], "label": each["label"]} for each in options] + [
        {"value": "mining", "label": "Mining"}
    ]
    answer = await admin.patch(path, json={"label": "Trade", "options": sent})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["label"], len(answer.json()["options"])) == ("Trade", len(options) + 1)

    undone = await admin.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
    assert undone.json()["reverted"] == 2
    after = (await admin.get("/objects/account")).json()
    field = next(each for each in after["fields"] if each["name"] == "industry")
    assert (field["label"], len(field["options"])) == ("Industry", len(options))


async def test_one_that_others_are_parts_of_is_kept(admin, make):
    await make()
    await make("Sail")
    field = {"type": "lookup", "label": "Boat", "target": "c_boat", "required": True, "detail_of": True}
    answer = await admin.post("/objects/c_sail/fields", json=field)
    assert answer.status_code == 201, answer.text
    kept = await admin.delete("/objects/c_boat")
    assert (kept.status_code, kept.json()["code"]) == (409, "object_has_details")
    assert (await admin.delete("/objects/c_sail")).status_code == 204
    assert (await admin.delete("/objects/c_boat")).status_code == 204
