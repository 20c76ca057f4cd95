"""Lookups to one of several objects: values, names, conditions, related lists, rights, undo, import and export."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

DEALS, ACCOUNTS, CONTACTS = (f"/objects/{name}/records" for name in ("deal", "account", "contact"))


@pytest.fixture
def name_of_company(request):
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


@pytest.fixture
async def field(company):
    body = {"type": "mixed_lookup", "label": "Related to", "targets": ["account", "contact"]}
    answer = await company.post("/objects/deal/fields", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["name"]


@pytest.fixture
def make(company):
    async def make(object_name, *records):
        answer = await company.post(f"/objects/{object_name}/records", json=list(records))
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return make


@pytest.fixture
async def linked(make, field):
    """An account, a contact, and a deal that points to each."""
    (acme,) = await make("account", {"name": "Acme"})
    (ada,) = await make("contact", {"name": "Ada"})
    deals = await make(
        "deal",
        {"name": "For Acme", field: {"object": "account", "id": acme}},
        {"name": "For Ada", field: f"contact:{ada}"},
        {"name": "For nobody"},
    )
    return acme, ada, deals


@pytest.fixture
def names(company):
    async def names(path, **params):
        answer = await company.get(path, params={"sort": "name", **params})
        assert answer.status_code == 200, answer.text
        return [each["name"] for each in answer.json()["data"]]

    return names


class TestValues:
    async def test_are_told_with_object_id_and_name(self, company, field, linked):
        acme, ada, deals = linked
        answer = await company.get(DEALS, params={"sort": "name", "fields": f"name,{field},{field}.object"})

        shown = [(each[field], each[f"{field}.object"]) for each in answer.json()["data"]]
        assert shown == [
            ({"object": "account", "id": acme, "name": "Acme"}, "account"),
            ({"object": "contact", "id": ada, "name": "Ada"}, "contact"),
            (None, None),
        ]
        assert (await company.get(f"{DEALS}/{deals[1]}")).json()[field]["name"] == "Ada"

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("Acme", "mixed_lookup_expected"),
            (7, "mixed_lookup_expected"),
            ({"object": "account"}, "mixed_lookup_expected"),
            ("deal:0190b3a4-0000-7000-8000-000000000001", "mixed_lookup_elsewhere"),
            ("account:Acme", "lookup_expected"),
            ("account:0190b3a4-0000-7000-8000-000000000002", "lookup_not_found"),
        ],
    )
    async def test_that_mean_nothing_are_refused(self, company, field, value, code):
        answer = await company.post(DEALS, json={"name": "Big", field: value})

        assert answer.status_code == 422
        assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [(field, code)]

    async def test_an_id_of_another_object_is_refused(self, company, field, linked):
        acme, _, _ = linked
        answer = await company.post(DEALS, json={"name": "Big", field: f"contact:{acme}"})

        assert answer.json()["errors"][0]["code"] == "lookup_not_found"

    async def test_a_record_of_another_company_is_refused(self, client_of, field, company, linked):
        other = await client_of("globex")
        foreign = (await other.post(ACCOUNTS, json={"name": "Foreign"})).json()["ids"][0]

        answer = await company.post(DEALS, json={"name": "Big", field: f"account:{foreign}"})

        assert answer.json()["errors"][0]["code"] == "lookup_not_found"

    async def test_who_does_not_see_the_record_reads_no_name(
        self, client_of, name_of_company, company, field, make
    ):
        member = await client_of(name_of_company, role="member")
        await company.put("/sharing/account", json={"sharing": "private"})
        (acme,) = await make("account", {"name": "Secret"})
        (own,) = (await member.post(DEALS, json={"name": "Own"})).json()["ids"]

        refused = await member.patch(f"{DEALS}/{own}", json={field: f"account:{acme}"})
        await company.patch(f"{DEALS}/{own}", json={field: f"account:{acme}"})

        assert refused.json()["errors"][0]["code"] == "lookup_not_found"
        shown = (await member.get(f"{DEALS}/{own}")).json()[field]
        assert shown == {"object": "account", "id": acme, "name": None, "restricted": True}


class TestConditions:
    async def test_by_record_and_by_object(self, field, linked, names):
        acme, _, _ = linked
        assert await names(DEALS, filter=f'{field} == "{acme}"') == ["For Acme"]
        assert await names(DEALS, filter=f'{field}.object == "contact"') == ["For Ada"]
        assert await names(DEALS, filter=f"{field} == null") == ["For nobody"]
        assert await names(DEALS, filter=f'{field}.object in ["contact", "account"]') == [
            "For Acme",
            "For Ada",
        ]

    async def test_an_object_that_it_cannot_be_is_refused(self, company, field):
        answer = await company.get(DEALS, params={"filter": f'{field}.object == "lead"'})
        assert answer.status_code == 422

    async def test_rules_test_the_object(self, company, field, linked):
        acme, ada, _ = linked
        rule = {
            "label": "No contacts", "object": "deal",
            "body": {"error_when": f'{field}.object == "contact"', "message": {"en": "No", "zh-CN": "不"}},
        }  # fmt: skip
        made = await company.put("/definitions/validation_rule/no_contacts", json=rule)
        assert made.status_code in (200, 201), made.text

        refused = await company.post(DEALS, json={"name": "Big", field: f"contact:{ada}"})

        assert refused.status_code == 422
        assert (await company.post(DEALS, json={"name": "Big", field: f"account:{acme}"})).status_code == 201

    async def test_formulas_and_reports_know_the_object(self, company, field, linked):
        formula = {"type": "formula", "label": "Kind", "formula": f'{field}.object == "account" ? 1 : 0'}
        name = (await company.post("/objects/deal/fields", json=formula)).json()["name"]
        shown = (await company.get(DEALS, params={"sort": "name", "fields": name})).json()["data"]
        assert [each[name] for each in shown] == [1, 0, 0]

        asked = {"group_by": [{"field": f"{field}.object"}], "metrics": [{"fn": "count"}]}
        figures = await company.post("/objects/deal/aggregate", json=asked)
        assert figures.status_code == 200, figures.text
        found = {each[f"{field}.object"]: each["count"] for each in figures.json()["data"]}
        assert found == {"account": 1, "contact": 1, None: 1}


class TestRelatedLists:
    async def test_on_each_object(self, company, field, linked, names):
        acme, ada, _ = linked
        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == ["For Acme"]
        assert await names(f"{CONTACTS}/{ada}/related/deal_{field}") == ["For Ada"]
        described = (await company.get("/objects/contact")).json()["relations"]
        assert f"deal_{field}" in {each["name"] for each in described}

    async def test_roll_ups_count_along_it(self, company, field, linked, make):
        acme, _, _ = linked
        rollup = {"object": "deal", "lookup": field, "function": "count"}
        made = await company.post(
            "/objects/account/fields", json={"type": "rollup", "label": "N", "rollup": rollup}
        )
        assert made.status_code == 201, made.text
        await make("deal", {"name": "Second", field: f"account:{acme}"})

        assert (await company.get(f"{ACCOUNTS}/{acme}")).json()[made.json()["name"]] == 2


class TestDeclaring:
    async def test_targets_are_needed_and_must_be_there(self, company):
        body = {"type": "mixed_lookup", "label": "Any"}
        assert (await company.post("/objects/deal/fields", json=body)).json()[
            "code"
        ] == "field_targets_missing"
        unknown = await company.post("/objects/deal/fields", json={**body, "targets": ["moon"]})
        assert unknown.status_code == 404
        unfit = await company.post("/objects/deal/fields", json={**body, "type": "text", "targets": ["deal"]})
        assert unfit.json()["code"] == "field_option_unfit"

    async def test_targets_can_be_added_and_stay(self, company, field):
        added = await company.patch(
            f"/objects/deal/fields/{field}", json={"targets": ["lead", "account", "contact"]}
        )
        assert added.status_code == 200, added.text
        assert added.json()["targets"] == ["lead", "account", "contact"]

        refused = await company.patch(f"/objects/deal/fields/{field}", json={"targets": ["account"]})

        assert refused.json()["code"] == "field_targets_stay"

    async def test_a_deleted_target_hides_its_records(self, company, make):
        made = await company.post("/objects", json={"label": "Ship", "plural_label": "Ships"})
        assert made.status_code == 201, made.text
        ship = made.json()["name"]
        body = {"type": "mixed_lookup", "label": "About", "targets": [ship, "account"]}
        name = (await company.post("/objects/deal/fields", json=body)).json()["name"]
        (vessel,) = await make(ship, {"name": "Argo"})
        (deal,) = await make("deal", {"name": "Big", name: f"{ship}:{vessel}"})
        assert (await company.get(f"{DEALS}/{deal}")).json()[name]["name"] == "Argo"

        assert (await company.delete(f"/objects/{ship}")).status_code in (200, 204)

        assert (await company.get(f"{DEALS}/{deal}")).json()[name]["name"] is None
        refused = await company.post(DEALS, json={"name": "Other", name: f"{ship}:{uuid4()}"})
        assert refused.json()["errors"][0]["code"] == "lookup_not_found"


class TestHistory:
    async def test_names_what_it_pointed_to_and_is_undone(self, company, field, linked):
        acme, ada, deals = linked
        changed = await company.patch(
            f"{DEALS}/{deals[0]}", json={field: {"object": "contact", "id": ada}}, headers={"If-Match": '"1"'}
        )
        assert changed.status_code == 200, changed.text
        change_set = changed.headers["X-Change-Set"]

        history = (await company.get(f"{DEALS}/{deals[0]}/timeline")).json()["data"]
        (change,) = history[0]["change"]["fields"]
        assert (change["old"]["name"], change["new"]["name"]) == ("Acme", "Ada")
        assert change["old"]["object"] == "account"

        assert (await company.post(f"/change-sets/{change_set}/undo")).status_code == 200
        assert (await company.get(f"{DEALS}/{deals[0]}")).json()[field]["id"] == acme

    async def test_merging_points_to_the_winner(self, company, field, linked, make):
        acme, _, deals = linked
        (winner,) = await make("account", {"name": "Acme Inc"})

        asked = {"winner": winner, "losers": [acme], "take": {}}
        merged = await company.post("/objects/account/merges", json=asked)

        assert merged.status_code == 200, merged.text
        shown = (await company.get(f"{DEALS}/{deals[0]}")).json()[field]
        assert shown == {"object": "account", "id": winner, "name": "Acme Inc"}


class TestFiles:
    async def test_exported_as_imported(self, company, field, linked):
        answer = await company.get("/objects/deal/export", params={"fields": f"name,{field}", "sort": "name"})

        lines = answer.content.decode("utf-8-sig").splitlines()
        assert lines == ["Name,Related to", "For Acme,account:Acme", "For Ada,contact:Ada", "For nobody,"]


class TestOrder:
    async def test_by_the_names_of_what_it_points_to(self, company, field, linked, make):
        (zoe,) = await make("contact", {"name": "Zoe"})
        await make("deal", {"name": "For Zoe", field: f"contact:{zoe}"})

        async def sorted_by(sort, **more):
            params = {"sort": sort, "fields": "name", **more}
            answer = await company.get(DEALS, params=params)
            assert answer.status_code == 200, answer.text
            return answer.json()

        down = [each["name"] for each in (await sorted_by(f"{field},name"))["data"]]
        assert down == ["For Acme", "For Ada", "For Zoe", "For nobody"]
        first = await sorted_by(f"-{field}", limit=2)
        rest = await sorted_by(f"-{field}", limit=2, cursor=first["next_cursor"])
        shown = [each["name"] for page in (first, rest) for each in page["data"]]
        assert [name for name in shown if name != "For nobody"] == ["For Zoe", "For Ada", "For Acme"]

    async def test_figures_by_record(self, company, field, linked, make):
        acme, ada, _ = linked
        await make("deal", {"name": "Second", field: f"account:{acme}"})
        asked = {"group_by": [{"field": field}], "metrics": [{"fn": "count"}]}

        figures = await company.post("/objects/deal/aggregate", json=asked)

        assert figures.status_code == 200, figures.text
        found = {
            (each[field] or {}).get("name"): (each[field], each["count"]) for each in figures.json()["data"]
        }
        assert found == {
            "Acme": ({"object": "account", "id": acme, "name": "Acme"}, 2),
            "Ada": ({"object": "contact", "id": ada, "name": "Ada"}, 1),
            None: (None, 1),
        }

    async def test_boards_say_why_not(self, company, field, linked):
        answer = await company.get("/objects/deal/board", params={"group_by": field})

        assert answer.status_code == 422
        assert answer.json()["code"] == "board_of_several_objects"
