"""What a layout may be, what it uses, and how it goes on when that is gone."""

from __future__ import annotations

import pytest

from tests.features.layouts.conftest import section, tab


class TestDeclaring:
    async def test_every_part(self, company, put):
        await company.post("/org-roles", json={"name": "Director"})
        await company.post("/teams", json={"name": "North", "kind": "team"})
        answer = await put(
            tab(
                section("facts", {"name": "name", "width": 2, "required": True, "help": {"en": "Short."}}, columns=2),
                {"type": "related", "key": "tasks", "relation": "activities", "columns": ["due_at"], "sort": "-due_at"},
                {"type": "component", "key": "story", "component": "timeline", "area": "main"},
                phone_order=["story"],
            ),
            quick_create=["name"], card=["amount"], header=["amount"], omitted=["close_date"],
            **{"for": {"access": ["member"], "roles": ["Director"], "teams": ["North"]}}, when="amount > 0",
        )  # fmt: skip
        assert answer.status_code == 200, answer.text
        read = (await company.get("/definitions/layout/page")).json()
        assert read["body"] == answer.json()["body"]
        assert read["body"]["for"]["teams"] == ["North"]
        assert read["problem"] is None

    async def test_names_of_an_audience_are_known(self, company, put):
        await company.post("/org-roles", json={"name": "Director"})
        await company.post("/teams", json={"name": "North", "kind": "team"})
        sets = {"name": "Dispatch", "definition": {"objects": {}}}
        assert (await company.post("/permission-sets", json=sets)).status_code == 201
        good = {"roles": ["Director"], "teams": ["North"], "permission_sets": ["Dispatch"]}
        for part, code in (
            ("roles", "layout_role_unknown"),
            ("teams", "layout_team_unknown"),
            ("permission_sets", "layout_permission_set_unknown"),
        ):
            answer = await put(**{"for": {**good, part: [*good[part], f"{good[part][0]}x"]}})
            assert answer.status_code == 422
            assert (answer.json()["code"], answer.json()["field"]) == (code, f"body.for.{part}[1]")
            assert good[part][0] in answer.json()["detail"]
        assert (await put(**{"for": good})).status_code == 200

    async def test_says_when_a_name_of_its_audience_is_gone(self, company, put):
        team = (await company.post("/teams", json={"name": "North", "kind": "team"})).json()["id"]
        await put(**{"for": {"teams": ["North"]}})
        await company.patch(f"/teams/{team}", json={"name": "South"})
        read = (await company.get("/definitions/layout/page")).json()
        assert "North" in read["problem"]["detail"]

    @pytest.mark.parametrize(
        ("tabs", "body", "code", "field"),
        [
            ([tab(section("facts", "nope"))], {}, "field_unknown", "body.tabs[0].items[0].fields[0]"),
            ([tab(section("facts", "name", "name"))], {}, "layout_field_twice", "body.tabs[0].items[0].fields[1]"),
            ([tab(section("overview", "name"))], {}, "layout_key_twice", "body.tabs[0].key"),
            ([tab(section("more", "name"))], {}, "layout_key_reserved", "body.tabs[0].items[0].key"),
            ([tab(section("facts", visible_when="amont > 1"))], {}, "expression_unknown_field",
             "body.tabs[0].items[0].visible_when"),
            ([tab(visible_when="old.amount > 1")], {}, "layout_condition_old", "body.tabs[0].visible_when"),
            ([tab({"type": "related", "key": "r", "relation": "nope"})], {}, "relation_unknown",
             "body.tabs[0].items[0].relation"),
            ([tab({"type": "related", "key": "r", "relation": "activities", "columns": ["amount"]})], {},
             "field_unknown", "body.tabs[0].items[0].columns[0]"),
            ([tab({"type": "component", "key": "c", "component": "clock"})], {}, "layout_component_unknown",
             "body.tabs[0].items[0].component"),
            ([tab(section("facts", label={"en": " "}))], {}, "required", "body.tabs[0].items[0].label"),
            ([tab({"type": "poem", "key": "c"})], {}, "definition_invalid", "body.tabs[0].items[0].type"),
            ([tab(section("facts", {"name": "name", "width": 4}))], {}, "definition_invalid",
             "body.tabs[0].items[0].fields[0].width"),
            ([], {"tabs": []}, "definition_invalid", "body.tabs"),
            ([], {"omitted": ["nope"]}, "field_unknown", "body.omitted[0]"),
            ([], {"when": "amount"}, "expression_not_condition", "body.when"),
        ],
    )  # fmt: skip
    async def test_unusable(self, put, tabs, body, code, field):
        answer = await put(*tabs, **body)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field)

    async def test_not_too_many_of_an_object(self, company, put):
        for number in range(20):
            assert (await put(name=f"page_{number}")).status_code == 200
        refused = await put(name="one_more")
        assert (refused.status_code, refused.json()["code"]) == (409, "layouts_too_many")
        assert (await put(name="page_3", position=7)).status_code == 200
        draft = {"tabs": [tab(section("facts", "name"))]}
        looked = await company.post("/objects/deal/layout-decisions", json={"draft": draft})
        assert looked.status_code == 200
        assert (
            await put(name="of_others", object="account", tabs=[tab(section("facts", "name"))])
        ).status_code == 200

    async def test_who_may(self, member, put, company):
        await put()
        assert (await member.get("/definitions/layout/page")).status_code == 403
        body = {"object": "deal", "label": "x", "body": {"tabs": [tab()]}}
        assert (await member.put("/definitions/layout/other", json=body)).status_code == 403


class TestHealing:
    async def test_a_deleted_field_is_told_of_leaves_and_comes_back(self, company, put, decide):
        name = (await company.post("/objects/deal/fields", json={"type": "text", "label": "Colour"})).json()[
            "name"
        ]
        await put(
            tab(section("facts", "name", name), section("paint", "amount", visible_when=f'{name} == "red"'))
        )

        uses = (await company.get(f"/objects/deal/fields/{name}/uses")).json()["definitions"]
        assert [(each["kind"], each["name"], each["holds"]) for each in uses] == [("layout", "page", False)]

        assert (await company.delete(f"/objects/deal/fields/{name}")).status_code == 204
        (drawn,) = (await company.get("/objects/deal/layouts")).json()["data"]
        assert [each["name"] for each in drawn["tabs"][0]["items"][0]["fields"]] == ["name"]
        # A condition that cannot be read any more hides nothing, and the layout says what is wrong with it.
        assert (await decide())["hidden_parts"] == []
        assert (await company.get("/definitions/layout/page")).json()["problem"]["code"] == "field_unknown"

        await company.post(f"/objects/deal/fields/{name}/restore")
        assert (await decide())["hidden_parts"] == ["paint"]

    async def test_lists_of_other_objects_are_used_too(self, company, put):
        made = await company.post("/objects", json={"label": "Visit", "plural_label": "Visits"})
        visit = made.json()["name"]
        link = {"type": "lookup", "label": "Deal", "target": "deal", "name": "c_deal"}
        await company.post(f"/objects/{visit}/fields", json=link)
        await company.post(
            f"/objects/{visit}/fields", json={"type": "text", "label": "Place", "name": "c_place"}
        )
        related = {"type": "related", "key": "visits", "relation": f"{visit}_c_deal", "columns": ["c_place"]}
        assert (await put(tab(section("facts", "name"), related))).status_code == 200

        for field in ("c_deal", "c_place"):
            uses = (await company.get(f"/objects/{visit}/fields/{field}/uses")).json()["definitions"]
            assert [each["name"] for each in uses] == ["page"]
        await company.delete(f"/objects/{visit}")
        (drawn,) = (await company.get("/objects/deal/layouts")).json()["data"]
        assert [each["type"] for tab_ in drawn["tabs"] for each in tab_["items"]] == ["section", "section"]

    async def test_undone(self, company, put):
        await put()
        change = await put(tab(section("facts", "name"), key="other"))
        undone = await company.post(f"/change-sets/{change.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1
        (drawn,) = (await company.get("/objects/deal/layouts")).json()["data"]
        assert drawn["tabs"][0]["key"] == "overview"
