"""Fields that a company adds: known at once to records, lists, filters, reports, search, history and undo."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

FIELDS = "/objects/deal/fields"
DEALS = "/objects/deal/records"

KINDS = {
    "text": ({}, "Blue", "Red"),
    "long_text": ({}, "Two\nlines", "One line"),
    "integer": ({}, 7, 12),
    "number": ({}, 1.5, 2.25),
    "percent": ({}, 12.5, 80.0),
    "money": ({}, "10.50", "99.00"),
    "date": ({}, "2026-03-01", "2025-12-31"),
    "datetime": ({}, "2026-03-01T08:30:00.000000Z", "2025-12-31T23:00:00.000000Z"),
    "boolean": ({}, True, False),
    "choice": (
        {"options": [{"value": "gold", "label": "Gold"}, {"value": "tin", "label": "Tin"}]},
        "gold",
        "tin",
    ),
    "email": ({}, "a@example.com", "b@example.com"),
    "phone": ({}, "+86 21 5555 0101", "+86 10 5555 0102"),
    "url": ({}, "https://example.com/a", "https://example.com/b"),
}


@pytest.fixture
async def company(client_of, request):
    """Each test has its own, so that none meets another's fields."""
    return await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


@pytest.fixture
def add(company):
    async def add(type="text", label="Colour", of="deal", **rest):
        answer = await company.post(f"/objects/{of}/fields", json={"type": type, "label": label, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return add


@pytest.fixture
def deal(company):
    async def deal(name="A deal", **values):
        answer = await company.post(DEALS, json={"name": name, **values})
        assert answer.status_code == 201, answer.text
        return (await company.get(f"{DEALS}/{answer.json()['ids'][0]}")).json()

    return deal


async def fields_of(client, of="deal"):
    return {each["name"]: each for each in (await client.get(f"/objects/{of}")).json()["fields"]}


async def names(client, **query):
    answer = await client.get(DEALS, params={"fields": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def refusal(client, body, of="deal"):
    answer = await client.post(f"/objects/{of}/fields", json=body)
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("type", KINDS)
async def test_every_type_is_written_read_filtered_sorted_and_undone(company, add, deal, type):
    rest, first, second = KINDS[type]
    field = (await add(type, "My field", **rest))["name"]
    one, two = await deal("One", **{field: first}), await deal("Two", **{field: second})
    await deal("None")

    assert (await company.get(f"{DEALS}/{one['id']}")).json()[field] == first
    literal = f'"{second}"' if isinstance(second, str) else str(second).lower()
    if type == "money":
        literal = second
    assert await names(company, filter=f"{field} == {literal}") == ["Two"]
    assert await names(company, filter=f"{field} == null") == ["None"]
    if type != "long_text":
        up, down = ["One", "Two"], ["Two", "One"]
        ordered = up if (first < second if type != "boolean" else second) else down
        assert await names(company, sort=field) == [*ordered, "None"]
        assert await names(company, sort=f"-{field}") == [*ordered[::-1], "None"]

    changed = await company.patch(f"{DEALS}/{two['id']}", json={field: first})
    assert changed.json()[field] == first
    latest = (await company.get("/change-sets", params={"limit": 1})).json()["data"][0]
    assert (await company.post(f"/change-sets/{latest['id']}/undo")).json()["reverted"] == 1
    assert (await company.get(f"{DEALS}/{two['id']}")).json()[field] == second
    cleared = await company.patch(f"{DEALS}/{one['id']}", json={field: None})
    assert cleared.json()[field] is None


async def test_what_is_described(company, add):
    made = await add("text", {"en": "Warranty until", "zh-CN": "质保期"}, help="As agreed", max_length=20)

    assert (made["name"], made["label"], made["max_length"]) == ("c_warranty_until", "Warranty until", 20)
    assert made["custom"] == {
        "searchable": False, "indexable": True, "index": "none", "section": "more",
        "labels": {"en": "Warranty until", "zh-CN": "质保期"}, "helps": {"en": "As agreed", "zh-CN": "As agreed"},
    }  # fmt: skip
    form = (await company.get("/objects/deal")).json()["layouts"]["form"]
    assert (form[-1]["key"], form[-1]["fields"][-1]) == ("more", "c_warranty_until")
    assert (await add("text", {"zh-CN": "质保期"}))["name"] == "c_zhibaoqi"
    assert (await add("text", {"zh-CN": "质保期"}))["name"] == "c_zhibaoqi_2"


async def test_a_section_of_the_form(company, add):
    section = (await company.get("/objects/deal")).json()["layouts"]["form"][0]["key"]

    field = await add("text", section=section)

    assert (await company.get("/objects/deal")).json()["layouts"]["form"][0]["fields"][-1] == field["name"]


async def test_nobody_else_knows_it(company, client_of, add):
    field = await add("text")
    neighbour = await client_of("neighbour")

    assert field["name"] not in await fields_of(neighbour)
    answer = await neighbour.get(DEALS, params={"filter": f'{field["name"]} == "x"'})
    assert answer.status_code == 422


async def test_required_and_default(company, add, deal):
    needed = (await add("integer", "Seats", required=True))["name"]
    usual = await add("money", "Deposit", default="12.50")
    assert usual["default"] == "12.50"

    answer = await company.post(DEALS, json={"name": "Without"})

    assert answer.status_code == 422
    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [(needed, "field_required")]
    assert (await deal("With", **{needed: 4}))[usual["name"]] == "12.50"


async def test_bounds(company, add):
    field = (await add("integer", "Seats", minimum=1, maximum=9))["name"]

    answer = await company.post(DEALS, json={"name": "A deal", field: 10})

    refused = answer.json()["errors"][0]
    assert (refused["code"], "9" in refused["detail"], "9.0" in refused["detail"]) == (
        "number_too_large", True, False,
    )  # fmt: skip


async def test_a_lookup_shows_the_name_and_must_exist(company, add, deal):
    field = (await add("lookup", "Partner", target="account"))["name"]
    (account,) = (await company.post("/objects/account/records", json={"name": "Globex"})).json()["ids"]

    made = await deal("With", **{field: account})

    assert made[field] == {"id": account, "name": "Globex"}
    assert await names(company, filter=f'{field}.name == "Globex"') == ["With"]
    absent = await company.post(DEALS, json={"name": "Without", field: made["id"]})
    assert absent.json()["errors"][0]["code"] == "lookup_not_found"


async def test_reports_count_and_sum(company, add, deal):
    tier = (await add("choice", "Tier", options=KINDS["choice"][0]["options"]))["name"]
    fee = (await add("money", "Fee"))["name"]
    for value, amount in (("gold", "10.10"), ("gold", "20.20"), ("tin", "5.00")):
        await deal(**{tier: value, fee: amount})

    body = {"group_by": [tier], "metrics": [{"fn": "count"}, {"fn": "sum", "field": fee, "as": "fees"}]}
    groups = (await company.post("/objects/deal/aggregate", json=body)).json()["data"]

    assert [(each[tier], each["count"], each["fees"]) for each in groups] == [
        ("gold", 2, "30.30"),
        ("tin", 1, "5.00"),
    ]


async def test_search_finds_what_is_searchable(company, add, deal):
    found = (await add("text", "Chassis", searchable=True))["name"]
    silent = (await add("text", "Remark"))["name"]
    await deal("Van", **{found: "WVWZZZ1JZ", silent: "Unfindable"})

    async def hits(q):
        return [each["title"] for each in (await company.get("/search", params={"q": q})).json()["data"]]

    assert await hits("WVWZZZ1JZ") == ["Van"]
    assert await hits("Unfindable") == []


async def test_in_the_timeline(company, add, deal):
    field = (await add("text"))["name"]
    made = await deal(**{field: "Blue"})
    await company.patch(f"{DEALS}/{made['id']}", json={field: "Red"})

    entries = (await company.get(f"{DEALS}/{made['id']}/timeline")).json()["data"]

    updates = [entry["change"] for entry in entries if entry["kind"] == "change"]
    changed = [each for update in updates if update["op"] == "update" for each in update["fields"]]
    assert [(each["field"], each["label"], each["old"], each["new"]) for each in changed] == [
        (field, "Colour", "Blue", "Red")
    ]


async def test_changing_it(company, add):
    field = (await add("choice", "Tier", options=KINDS["choice"][0]["options"]))["name"]
    change = {
        "label": {"zh-CN": "级别"},
        "required": True,
        "default": "gold",
        "options": [{"value": "gold", "label": "Golden"}],
    }

    answer = await company.patch(f"{FIELDS}/{field}", json=change)

    assert answer.status_code == 200, answer.text
    changed = answer.json()
    assert (changed["label"], changed["required"], changed["default"]) == ("Tier", True, "gold")
    assert changed["custom"]["labels"] == {"en": "Tier", "zh-CN": "级别"}
    assert [each["label"] for each in changed["options"]] == ["Golden"]


async def test_options_that_records_have_stay(company, add, deal):
    field = (await add("choice", "Tier", options=KINDS["choice"][0]["options"]))["name"]
    await deal(**{field: "tin"})

    answer = await company.patch(f"{FIELDS}/{field}", json={"options": [{"value": "gold", "label": "Gold"}]})

    assert (answer.status_code, answer.json()["code"]) == (409, "options_in_use")


async def test_deleting_hides_and_restoring_brings_back(company, add, deal):
    field = (await add("text", "Colour"))["name"]
    made = await deal(**{field: "Blue"})
    uses = (await company.get(f"{FIELDS}/{field}/uses")).json()
    assert uses == {"records": 1, "views": [], "sharing_rules": [], "definitions": []}

    assert (await company.delete(f"{FIELDS}/{field}")).status_code == 204

    assert field not in await fields_of(company)
    assert field not in (await company.get(f"{DEALS}/{made['id']}")).json()
    assert (await company.patch(f"{DEALS}/{made['id']}", json={field: "Red"})).status_code == 422
    assert await refusal(company, {"type": "text", "label": "Colour", "name": field}) == (
        409,
        "field_name_taken",
    )
    gone = (await company.get("/objects/deal/deleted-fields")).json()["data"]
    assert [(each["name"], each["label"], each["type"]) for each in gone] == [(field, "Colour", "text")]

    assert (await company.post(f"{FIELDS}/{field}/restore")).status_code == 200
    assert (await company.get(f"{DEALS}/{made['id']}")).json()[field] == "Blue"
    assert (await company.get("/objects/deal/deleted-fields")).json()["data"] == []


async def test_views_that_use_it_are_named(company, add):
    field = (await add("text"))["name"]
    view = {"object": "deal", "name": "Blue ones", "filter": f'{field} == "Blue"', "shared": True}
    assert (await company.post("/views", json=view)).status_code == 201

    assert (await company.get(f"{FIELDS}/{field}/uses")).json()["views"] == ["Blue ones"]


async def test_a_sharing_rule_keeps_it(company, add):
    field = (await add("text"))["name"]
    me = (await company.get("/session")).json()["user"]["id"]
    rule = {
        "object": "deal", "name": "Blue to me", "condition": f'{field} == "Blue"',
        "shared_with": {"kind": "user", "id": me},
    }  # fmt: skip
    assert (await company.post("/sharing-rules", json=rule)).status_code == 201

    answer = await company.delete(f"{FIELDS}/{field}")

    assert (answer.status_code, answer.json()["code"]) == (409, "field_in_rules")
    assert (await company.get(f"{FIELDS}/{field}/uses")).json()["sharing_rules"] == ["Blue to me"]


async def test_adding_is_a_change_set_that_can_be_taken_back(company, add, deal):
    kept = (await add("text", "Kept"))["name"]
    gone = (await add("text", "Gone"))["name"]
    latest = (await company.get("/change-sets", params={"limit": 1})).json()["data"][0]
    assert "Gone" in latest["summary"]

    assert (await company.post(f"/change-sets/{latest['id']}/undo")).json()["reverted"] == 1

    known = await fields_of(company)
    assert kept in known and gone not in known


async def test_every_change_names_its_change_set(company, add):
    made = await company.post(FIELDS, json={"type": "text", "label": "Colour"})
    renamed = await company.patch(f"{FIELDS}/c_colour", json={"label": "Shade"})
    deleted = await company.delete(f"{FIELDS}/c_colour")
    restored = await company.post(f"{FIELDS}/c_colour/restore")

    sets = [each.headers["X-Change-Set"] for each in (made, renamed, deleted, restored)]
    assert len(set(sets)) == 4
    assert (await company.post(f"/change-sets/{sets[3]}/undo")).json()["reverted"] == 1
    assert "c_colour" not in await fields_of(company)
    assert (await company.post(f"/change-sets/{sets[2]}/undo")).json()["reverted"] == 1
    assert (await fields_of(company))["c_colour"]["label"] == "Shade"


async def test_an_index_alone_is_no_change_set(company, add):
    field = (await add("text"))["name"]

    answer = await company.patch(f"{FIELDS}/{field}", json={"indexed": True})

    assert "X-Change-Set" not in answer.headers


async def test_options_tell_both_labels_to_administrators(company, client_of, add, request):
    both = {"value": "gold", "label": {"en": "Gold", "zh-CN": "金牌"}}
    field = await add("choice", "Tier", options=[both, {"value": "tin", "label": "Tin"}])
    member = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}", role="member")

    assert [each.get("labels") for each in field["options"]] == [{"en": "Gold", "zh-CN": "金牌"}, None]
    seen = (await fields_of(member))[field["name"]]["options"]
    assert not any("labels" in each for each in seen)


async def test_to_a_last_section_that_the_form_had_not(company, add):
    form = (await company.get("/objects/product")).json()["layouts"]["form"]
    assert "more" not in {each["key"] for each in form}
    field = (await add("text", of="product", section=form[0]["key"]))["name"]

    answer = await company.patch(f"/objects/product/fields/{field}", json={"section": "more"})

    assert answer.json()["custom"]["section"] == "more"
    form = (await company.get("/objects/product")).json()["layouts"]["form"]
    assert (form[-1]["key"], form[-1]["fields"]) == ("more", [field])


async def test_hidden_from_a_member(company, client_of, add, deal, request):
    field = (await add("text"))["name"]
    made = await deal(**{field: "Blue"})
    definition = {"objects": {"*": ["read"]}, "fields": {"deal": {field: "hidden"}}}
    answer = await company.patch("/permission-sets/member", json={"definition": definition})
    assert answer.status_code == 200, answer.text
    member = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}", role="member")

    assert field not in await fields_of(member)
    assert (await member.get(DEALS, params={"filter": f'{field} == "Blue"'})).status_code == 422
    assert field not in (await member.get(f"{DEALS}/{made['id']}")).json()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"type": "choice", "label": "Tier"}, "field_options_missing"),
        ({"type": "lookup", "label": "Partner"}, "field_target_missing"),
        ({"type": "text", "label": "Colour", "minimum": 1}, "field_option_unfit"),
        ({"type": "text", "label": "Colour", "max_length": 5000}, "field_option_unfit"),
        ({"type": "integer", "label": "Seats", "searchable": True}, "field_option_unfit"),
        ({"type": "integer", "label": "Seats", "minimum": 9, "maximum": 1}, "range_empty"),
        ({"type": "integer", "label": "Seats", "default": "many"}, "number_expected"),
        ({"type": "text", "label": "Colour", "section": "nowhere"}, "field_section_unknown"),
        ({"type": "long_text", "label": "Story", "indexed": True}, "index_unsupported"),
        ({"type": "text", "label": "  "}, "blank"),
    ],
)  # fmt: skip
async def test_refused(company, body, code):
    assert await refusal(company, body) == (422, code)
    assert all("custom" not in each for each in (await fields_of(company)).values())


@pytest.mark.parametrize(
    "body", [{"type": "text", "label": "x", "name": "amount"}, {"type": "text", "label": "x", "name": "c_É"}, {"type": "sql", "label": "x"}]
)  # fmt: skip
async def test_malformed(company, body):
    assert (await company.post(FIELDS, json=body)).status_code in (400, 422)


async def test_standard_fields_are_not_deleted(company):
    answer = await company.delete(f"{FIELDS}/amount")

    assert (answer.status_code, answer.json()["code"]) == (422, "field_standard")


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_only_administrators(client_of, role):
    client = await client_of("acme", role=role)

    assert (await client.post(FIELDS, json={"type": "text", "label": "x"})).status_code == 403
    assert (await client.delete(f"{FIELDS}/amount")).status_code == 403
    assert (await client.post(f"{FIELDS}/c_x/restore")).status_code == 403
    assert (await client.get("/objects/deal/deleted-fields")).status_code == 403
    assert (await client.get(f"{FIELDS}/amount/uses")).status_code == 403
