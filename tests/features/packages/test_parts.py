"""Each type of part: installed, read back, upgraded by three sides, taken away, undone; and all of them carried elsewhere."""

from __future__ import annotations

import io
import zipfile

import pytest

from guanxi.kernel.bundles import read_document

MANIFEST = "package: {{name: ways, version: {version}, label: Ways}}\n"
PARTS = {
    "label": "objects:\n  deal:\n    labels: {amount: {en: Volume, zh-CN: 合同额}}\n",
    "choice": """
objects:
  account:
    choices:
      industry:
        hotels: {label: {en: Hotels, zh-CN: 酒店}, color: teal}
        fairs: {label: {en: Fairs, zh-CN: 会展}}
""",
    "sharing": "objects:\n  deal:\n    sharing: private\n",
    "permission_set": """
permission_sets:
  planner:
    label: {en: Event planner, zh-CN: 活动策划}
    description: Plans events.
    objects: {deal: [create, read, update], account: [read]}
    fields: {deal: {amount: read}}
    areas: [sharing.manage]
""",
    "view": """
objects:
  deal:
    views:
      large:
        label: {en: Large deals, zh-CN: 大额商机}
        filter: amount > 100000
        sort: -amount
        columns: [name, account, amount]
""",
    "position": """
positions:
  planner: {label: {en: Planner, zh-CN: 策划}, above: director}
  director: {label: Director}
""",
    "team": "teams:\n  hosts: {label: {en: Hosts, zh-CN: 接待}, kind: queue, description: Who greets}\n",
    "sharing_rule": """
objects:
  deal:
    sharing_rules:
      large: {label: {en: Large deals, zh-CN: 大额商机}, condition: amount > 100000, shared_with: everyone, level: edit}
""",
}
KEYS = {
    "position": "planner", "team": "hosts", "sharing_rule": "deal.large",
    "label": "deal.amount", "choice": "account.industry", "sharing": "deal", "permission_set": "planner", "view": "deal.large",
}  # fmt: skip
CHANGED = {
    "label": ("zh-CN: 合同额", "zh-CN: 总额"),
    "choice": ("en: Fairs", "en: Trade fairs"),
    "sharing": ("sharing: private", "sharing: read"),
    "permission_set": ("[create, read, update]", "[read, update]"),
    "view": ("> 100000", "> 200000"),
    "position": ("planner: {label: {en: Planner,", "planner: {label: {en: Host,"),
    "team": ("Who greets", "Who opens doors"),
    "sharing_rule": ("> 100000", "> 200000"),
}


def whole(*types, version="1.0.0"):
    return {
        "package.yaml": MANIFEST.format(version=version).encode(),
        **{f"{each}.yaml": PARTS[each].encode() for each in types},
    }


async def state_of(company):
    """All that these types of part can change, as anybody reads it."""
    deal = (await company.get("/objects/deal")).json()
    account = (await company.get("/objects/account")).json()
    industry = next(each for each in account["fields"] if each["name"] == "industry")
    return {
        "label": next(each["label"] for each in deal["fields"] if each["name"] == "amount"),
        "choice": [each["value"] for each in industry["options"]],
        "sharing": {
            each["object"]: each["sharing"] for each in (await company.get("/sharing")).json()["data"]
        }["deal"],
        "permission_set": [each["name"] for each in (await company.get("/permission-sets")).json()["data"]],
        "view": [each["name"] for each in (await company.get("/views")).json()["data"]],
        "position": [
            (each["name"], each["children"]) for each in (await company.get("/org-roles")).json()["data"]
        ],
        "team": [(each["name"], each["kind"]) for each in (await company.get("/teams")).json()["data"]],
        "sharing_rule": [each["name"] for each in (await company.get("/sharing-rules")).json()["data"]],
    }


def only(plan):
    """What happens to the first part; a position has another beside it, which is not changed."""
    part = plan["parts"][0]
    return part["type"], part["key"], part["action"]


@pytest.mark.parametrize("part", PARTS)
class TestEachType:
    async def test_installed_undone_installed_uninstalled(self, company, send, part):
        before = await state_of(company)
        plan = (await send("/packages/plan", whole(part))).json()
        assert only(plan) == (part, KEYS[part], "add")

        done = await send(content=whole(part))
        assert done.status_code == 200, done.text
        after = await state_of(company)
        assert {name for name in after if after[name] != before[name]} == {part}
        assert only((await send("/packages/plan", whole(part))).json())[2] == "unchanged"

        undone = (await company.post(f"/change-sets/{done.json()['change_set_id']}/undo")).json()
        assert undone["kept"] == []
        assert await state_of(company) == before

        await send(content=whole(part))
        gone = (await company.delete("/packages/ways")).json()
        assert (gone["removed"], gone["kept"]) == (len(done.json()["plan"]["parts"]), [])
        assert await state_of(company) == before
        await company.post(f"/change-sets/{gone['change_set_id']}/undo")
        assert await state_of(company) == after

    async def test_upgraded(self, company, send, part):
        await send(content=whole(part))
        newer = whole(part, version="1.1.0")
        newer[f"{part}.yaml"] = PARTS[part].replace(*CHANGED[part]).encode()
        assert PARTS[part].encode() != newer[f"{part}.yaml"]
        done = await send(content=newer)
        assert done.status_code == 200, done.text
        assert only(done.json()["plan"])[2] == "change"
        exported = await export_of(company)
        assert (
            only(
                (
                    await send(
                        "/packages/plan", {**newer, "package.yaml": MANIFEST.format(version="1.2.0").encode()}
                    )
                ).json()
            )[2]
            == "unchanged"
        )
        other = MANIFEST.format(version="1.2.0").encode()
        await send(content={"package.yaml": other})
        assert await export_of(company) == {}
        assert exported

    async def test_a_part_that_cannot_be_is_told_with_its_place(self, send, part):
        wrong = {
            "label": ("amount", "no_such"),
            "choice": ("industry", "name"),
            "sharing": ("deal", "user"),
            "permission_set": ("deal: [create", "no_such: [create"),
            "view": ("amount > 100000", "no_such > 1"),
            "position": ("above: director", "above: nobody"),
            "team": ("en: Hosts", "en: '  '"),
            "sharing_rule": ("amount > 100000", "no_such > 1"),
        }[part]
        content = {**whole(part), f"{part}.yaml": PARTS[part].replace(*wrong).encode()}
        answer = await send(content=content)
        assert (answer.status_code, answer.json()["code"]) == (422, "package_part_refused"), answer.text
        assert f"{part}.yaml:" in answer.json()["detail"]


async def export_of(company, **asked):
    answer = await company.post("/packages/export", json={"name": "ours", **asked})
    assert answer.status_code == 200, answer.text
    found = {}
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            if name != "package.yaml":
                found[name] = read_document(name, archive.read(name)).value
    return found


class TestThreeSides:
    async def test_options_are_compared_one_by_one(self, company, send):
        await send(content=whole("choice"))
        industry = {"options": [
            {"value": "hotels", "label": {"en": "Inns", "zh-CN": "客栈"}}, {"value": "fairs", "label": {"en": "Fairs", "zh-CN": "会展"}},
            {"value": "banks", "label": "Banks"},
        ]}  # fmt: skip
        assert (await company.patch("/objects/account/fields/industry", json=industry)).status_code == 200
        newer = whole("choice", version="1.1.0")
        newer["choice.yaml"] = PARTS["choice"].replace("en: Fairs", "en: Trade fairs").encode()

        plan = (await send(content=newer)).json()["plan"]

        assert only(plan)[2] == "change"
        account = (await company.get("/objects/account")).json()
        options = next(each["options"] for each in account["fields"] if each["name"] == "industry")
        assert [each["label"] for each in options] == ["Inns", "Trade fairs", "Banks"]

    async def test_a_view_called_otherwise_stays_the_packages_view(self, company, send):
        await send(content=whole("view"))
        view = (await company.get("/views")).json()["data"][0]
        assert (view["name"], view["shared"]) == ("Large deals", True)
        await company.patch(f"/views/{view['id']}", json={"name": "Whales"})
        newer = whole("view", version="1.1.0")
        newer["view.yaml"] = PARTS["view"].replace("> 100000", "> 200000").encode()

        await send(content=newer)

        (view,) = (await company.get("/views")).json()["data"]
        assert (view["name"], view["filter"]) == ("Whales", "amount > 200000")

    async def test_a_view_speaks_the_readers_language(self, company, send):
        await send(content=whole("view"))
        answer = await company.get("/views", headers={"Accept-Language": "zh-CN"})
        assert answer.json()["data"][0]["name"] == "大额商机"

    async def test_what_somebody_changed_since_is_kept_by_undo(self, company, send):
        done = (await send(content=whole("view", "permission_set"))).json()
        view = (await company.get("/views")).json()["data"][0]
        await company.patch(f"/views/{view['id']}", json={"name": "Whales"})
        undone = (await company.post(f"/change-sets/{done['change_set_id']}/undo")).json()
        assert len(undone["kept"]) == 1
        assert "Whales" in (await state_of(company))["view"]

    async def test_the_set_of_a_role(self, company, send):
        content = {
            "package.yaml": MANIFEST.format(version="1.0.0").encode(),
            "sets.yaml": b"permission_sets: {viewer: {objects: {deal: [read]}}}\n",
        }
        await send(content=content)
        viewer = (await company.get("/permission-sets/viewer")).json()
        assert (viewer["changed"], viewer["definition"]["objects"]) == (True, {"deal": ["read"]})
        await company.delete("/packages/ways")
        assert not (await company.get("/permission-sets/viewer")).json()["changed"]


async def shape(company):
    """A company as its administrators made it by hand, with one of everything."""
    calls = [
        ("POST", "/objects", {"label": {"en": "Venue", "zh-CN": "场地"}, "name": "c_venue", "sharing": "private"}),
        ("POST", "/objects/c_venue/fields", {"type": "integer", "label": "Seats", "name": "c_seats"}),
        ("POST", "/objects/deal/fields", {"type": "lookup", "target": "c_venue", "label": "Venue", "name": "c_venue"}),
        ("PATCH", "/objects/account", {"label": {"en": "Client", "zh-CN": "委托方"}}),
        ("PATCH", "/objects/deal/fields/amount", {"label": {"en": "Volume", "zh-CN": "合同额"}}),
        ("PATCH", "/objects/account/fields/industry", {"options": [{"value": "hotels", "label": {"en": "Hotels", "zh-CN": "酒店"}}]}),
        ("PUT", "/objects/c_venue/pipelines", {"pipelines": [{"key": "main", "label": "Booking", "stages": [
            {"key": "asked", "label": "Asked", "kind": "open", "limit_days": 3, "guidance": "Call back."},
            {"key": "taken", "label": "Taken", "kind": "won"}, {"key": "free", "label": "Free", "kind": "lost"}]}]}),
        ("PUT", "/sharing/lead", {"sharing": "read"}),
        ("POST", "/permission-sets", {"name": "场地经理", "definition": {"objects": {"c_venue": ["read", "update"]}, "fields": {"c_venue": {"c_seats": "read"}}}}),
        ("POST", "/teams", {"name": "Hosts", "kind": "queue", "description": "Who greets"}),
        ("POST", "/teams", {"name": "华东区", "kind": "territory"}),
        ("POST", "/org-roles", {"name": "销售总监"}),
        ("PATCH", "/permission-sets/viewer", {"definition": {"objects": {"*": ["read"]}}}),
        ("POST", "/views", {"object": "c_venue", "name": "大场地", "filter": "c_seats > 100", "shared": True, "columns": ["name", "c_seats"]}),
        ("POST", "/views", {"object": "c_venue", "name": "大场地", "kind": "board", "shared": True}),
        ("POST", "/views", {"object": "c_venue", "name": "Mine"}),
        ("PUT", "/definitions/validation_rule/seats", {"object": "c_venue", "label": "Seats", "body": {"error_when": "c_seats < 1", "message": {"en": "None?", "zh-CN": "没有？"}}}),
    ]  # fmt: skip
    for method, path, body in calls:
        answer = await company.request(method, path, json=body)
        assert answer.status_code < 300, (path, answer.text)
    await organise(company)


async def organise(company):
    """A second position below the first, and rules that speak of places and of a person."""
    (top,) = (await company.get("/org-roles")).json()["data"]
    below = (await company.post("/org-roles", json={"name": "Seller", "parent_id": top["id"]})).json()
    teams = {each["name"]: each["id"] for each in (await company.get("/teams")).json()["data"]}
    me = (await company.get("/sharing-principals", params={"kinds": "user"})).json()["data"][0]["id"]
    hosts, east = {"kind": "queue", "id": teams["Hosts"]}, {"kind": "territory", "id": teams["华东区"]}
    seller = {"kind": "org_role", "id": below["id"]}
    for rule in (
        {"name": "East", "shared_with": east, "condition": "amount > 1000", "level": "edit"},
        {"name": "Sellers", "shared_with": hosts, "owned_by": seller, "active": False},
        {"name": "Sellers", "shared_with": {"kind": "everyone"}, "owned_by": hosts},
        {"name": "For one", "shared_with": {"kind": "user", "id": me}},
    ):
        answer = await company.post("/sharing-rules", json={"object": "deal", **rule})
        assert answer.status_code < 300, answer.text


async def test_from_a_sandbox_to_production_and_out_again_byte_for_byte(company, send, client_of):
    await shape(company)
    asked = {"name": "ours", "version": "3.0.0"}
    archive = (await company.post("/packages/export", json=asked)).content
    assert set(await export_of(company)) == {
        "objects/account.yaml", "objects/deal.yaml", "objects/lead.yaml", "objects/c_venue.yaml", "permission_sets.yaml",
        "positions.yaml", "teams.yaml", "definitions/validation_rule.yaml",
    }  # fmt: skip

    production = await client_of("packagesproduction2")
    done = await send(content=archive, to=production)
    assert done.status_code == 200, done.text
    assert {each["action"] for each in done.json()["plan"]["parts"]} == {"add"}

    assert (await production.post("/packages/export", json=asked)).content == archive
    again = (await send(content=archive, to=production)).json()
    assert {each["action"] for each in again["plan"]["parts"]} == {"unchanged"}
    undone = (await production.post(f"/change-sets/{done.json()['change_set_id']}/undo")).json()
    assert undone["kept"] == []
    assert await export_of(production) == {}


async def test_some_objects_with_what_belongs_to_them(company):
    await shape(company)
    (content,) = (await export_of(company, objects=["lead"])).values()
    assert content == {"objects": {"lead": {"sharing": "read"}}}


async def test_places_come_along_with_the_objects_whose_rules_name_them(company):
    await shape(company)
    found = await export_of(company, objects=["deal"])
    assert set(found) == {"objects/deal.yaml", "positions.yaml", "teams.yaml"}
    assert found["positions.yaml"]["positions"] == {
        "seller": {"label": "Seller", "above": "xiaoshouzongjian"},
        "xiaoshouzongjian": {"label": "销售总监"},
    }
    assert set(found["objects/deal.yaml"]["objects"]["deal"]["sharing_rules"]) == {
        "east",
        "sellers",
        "sellers_2",
    }


MAIN = {"en": "Main", "zh-CN": "主要"}
SECTION = {"type": "section", "key": "facts", "label": MAIN, "fields": [{"name": "name"}]}
NAMING = {
    "lead": ("approval", {"steps": [{
        "name": "first", "approvers": [{"team": "Support"}, {"role": "Seller"}],
        "deadline": {"hours": 2, "then": "escalate", "to": {"queue": "Hotline"}},
    }]}),
    "contact": ("assignment_rule", {"entries": [
        {"to": {"kind": "queue", "name": "hotline"}, "when": "name == 'x'"},
        {"to": {"kind": "team", "name": "support"}},
    ]}),
    "account": ("layout", {
        "for": {"roles": ["Seller"], "teams": ["Support"]},
        "tabs": [{"key": "main", "label": MAIN, "items": [SECTION]}],
    }),
    "deal": ("workflow", {"trigger": {"type": "record_created"}, "steps": [
        {"key": "tell", "type": "notify", "next": {"next": "own"}, "settings": {
            "to": [{"kind": "team", "name": "Support"}, {"kind": "role", "name": "seller"}], "title": "New",
        }},
        {"key": "own", "type": "assign", "settings": {"to": {"kind": "queue", "name": "Hotline"}}},
    ]}),
}  # fmt: skip
BROUGHT = {
    "lead": ({"support", "hotline"}, {"seller", "director"}),
    "contact": ({"support", "hotline"}, set()),
    "account": ({"support"}, {"seller", "director"}),
    "deal": ({"support", "hotline"}, {"seller", "director"}),
}


async def test_places_that_definitions_name_come_along(company, client_of, send):
    director = (await company.post("/org-roles", json={"name": "Director"})).json()["id"]
    for path, body in (
        ("/org-roles", {"name": "Seller", "parent_id": director}),
        ("/org-roles", {"name": "Nobody"}),
        ("/teams", {"name": "Support"}),
        ("/teams", {"name": "Hotline", "kind": "queue"}),
        ("/teams", {"name": "Others"}),
    ):
        assert (await company.post(path, json=body)).status_code == 201
    for object_name, (kind, body) in NAMING.items():
        declared = {"object": object_name, "label": "Named", "body": body}
        answer = await company.put(f"/definitions/{kind}/named", json=declared)
        assert answer.status_code == 200, answer.text

    for object_name, (teams, positions) in BROUGHT.items():
        found = await export_of(company, objects=[object_name])
        assert set(found.get("teams.yaml", {}).get("teams", {})) == teams
        assert set(found.get("positions.yaml", {}).get("positions", {})) == positions

    asked = {"name": "own", "objects": list(NAMING)}
    archive = (await company.post("/packages/export", json=asked)).content
    done = await send(content=archive, to=await client_of("packagesplaces"))
    assert done.status_code == 200, done.text
    assert {each["action"] for each in done.json()["plan"]["parts"]} == {"add"}
    assert await export_of(company, objects=["activity"]) == {}


class TestPlaces:
    async def test_called_otherwise_a_queue_stays_the_packages_and_rules_find_it(self, company, send):
        rule = b"""
definitions:
  assignment_rule:
    wait: {object: lead, label: Wait, body: {entries: [{to: {kind: queue, name: hosts}}]}}
"""
        content = {**whole("team"), "rule.yaml": rule}
        assert (await send(content=content)).status_code == 200
        (queue,) = (await company.get("/teams")).json()["data"]
        await company.patch(f"/teams/{queue['id']}", json={"name": "Front desk"})

        made = (await company.post("/objects/lead/records", json={"name": "Ann"})).json()
        lead = (await company.get(f"/objects/lead/records/{made['ids'][0]}")).json()
        plan = (await send("/packages/plan", {**content, **whole("team", version="1.1.0")})).json()

        assert lead["owner"]["name"] == "Front desk"
        assert [each["action"] for each in plan["parts"]] == ["keep", "unchanged"]

    async def test_a_queue_with_records_is_not_taken_away(self, company, send):
        await send(content=whole("team"))
        (queue,) = (await company.get("/teams")).json()["data"]
        await company.post("/objects/lead/records", json={"name": "Ann", "owner": queue["user_id"]})
        gone = await company.delete("/packages/ways")
        assert (gone.status_code, gone.json()["code"]) == (409, "queue_owns_records")

    async def test_a_position_that_somebody_holds_is_not_taken_away(self, company, send):
        await send(content=whole("position"))
        planner = next(
            each for each in (await company.get("/org-roles")).json()["data"] if each["name"] == "Planner"
        )
        me = (await company.get("/sharing-principals", params={"kinds": "user"})).json()["data"][0]
        await company.post(f"/org-roles/{planner['id']}/holders", json={"add": [me["id"]]})
        gone = await company.delete("/packages/ways")
        assert (gone.status_code, gone.json()["code"]) == (409, "org_role_in_use"), gone.text

    async def test_a_team_does_not_become_a_queue(self, company, send):
        await company.post("/teams", json={"name": "Hosts", "kind": "team"})
        answer = await send(content=whole("team"), take="package")
        assert (answer.status_code, answer.json()["code"]) == (422, "package_part_refused")
        assert "another kind" in answer.json()["detail"]

    async def test_a_rule_speaks_of_one_place(self, send):
        content = whole("sharing_rule")
        content["sharing_rule.yaml"] = content["sharing_rule.yaml"].replace(
            b"shared_with: everyone", b"shared_with: {team: a, position: b}"
        )
        problems = (await send("/packages/validate", content)).json()["problems"]
        assert [each["place"] for each in problems] == ["sharing_rule.yaml:5:82"]

    async def test_a_rule_for_somebody_by_address(self, company, send):
        content = whole("sharing_rule")
        content["sharing_rule.yaml"] = content["sharing_rule.yaml"].replace(
            b"shared_with: everyone", b"shared_with: {person: nobody@nowhere.example}"
        )
        answer = await send(content=content)
        assert (answer.status_code, answer.json()["code"]) == (422, "package_part_refused")


async def test_samples_point_to_several_and_are_young(company, send):
    content = {
        "package.yaml": MANIFEST.format(version="1.0.0").encode(),
        "all.yaml": b"""
objects:
  c_fair:
    label: Fair
    fields:
      c_day: {type: date, label: Day}
      c_guests: {type: links, target: account, label: Guests}
samples:
  - object: account
    records: [{name: North}, {name: South}]
  - object: c_fair
    records: [{name: Spring, c_day: {expression: today() + days(14)}, c_guests: [North, South]}]
""",
    }
    answer = await send(content=content, samples="true")
    assert answer.status_code == 200, answer.text
    listed = await company.get(
        "/objects/c_fair/records", params={"filter": "c_day == today() + days(14) && size(c_guests) == 2"}
    )
    assert [each["name"] for each in listed.json()["data"]] == ["Spring"]


class TestSchema:
    async def test_knows_every_part(self, company):
        schema = (await company.get("/packages/schema")).json()
        assert set(schema["properties"]) == {
            "package",
            "positions",
            "teams",
            "objects",
            "permission_sets",
            "definitions",
            "samples",
            "tests",
        }
        below = schema["properties"]["objects"]["additionalProperties"]["properties"]
        assert {"fields", "pipelines", "views", "choices", "labels", "sharing", "sharing_rules"} <= set(below)
        assert "validation_rule" in schema["properties"]["definitions"]["properties"]

    async def test_only_for_administrators(self, company_name, client_of):
        member = await client_of(company_name, role="member")
        assert (await member.get("/packages/schema")).status_code == 403


async def test_those_that_come_with_the_product_are_listed(company):
    answer = await company.get("/packages/bundled")
    assert answer.status_code == 200, answer.text
    assert "events" in {each["name"] for each in answer.json()["data"]}
