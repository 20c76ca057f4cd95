"""Packages: checked with the place of every problem, compared, installed as one change-set, upgraded, taken back and away."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.features.packages.conftest import FIELDS, RULES, files


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def actions(plan):
    return {f"{each['type']} {each['key']}": each["action"] for each in plan["parts"]}


async def fields_of(client):
    found = (await client.get("/objects/deal")).json()["fields"]
    return {each["name"]: each for each in found if each["name"].startswith("c_")}


async def rule_of(client):
    return await client.get("/definitions/validation_rule/no_crowd")


async def installed_version(client):
    return {each["name"]: each["version"] for each in (await client.get("/packages")).json()["data"]}


class TestValidate:
    async def test_sound(self, send):
        answer = (await send("/packages/validate")).json()
        assert (answer["name"], answer["version"], answer["problems"]) == ("events", "1.0.0", [])
        assert answer["parts"] == {"field": 2, "definition": 1}

    @pytest.mark.parametrize(
        ("file", "text", "code", "place"),
        [
            ("package.yaml", "package:\n  name: Events!\n  version: 1.0.0\n  label: E\n", "package_part_invalid", "package.yaml:2:3"),
            ("package.yaml", "package:\n  name: events\n  version: one\n  label: E\n", "package_part_invalid", "package.yaml:3:3"),
            ("rules.yaml", "definitions:\n  no_such_kind:\n    a: {}\n", "package_part_invalid", "rules.yaml:2:3"),
            ("rules.yaml", RULES.replace("error_when:", "conditions:"), "package_part_invalid", "rules.yaml:7:7"),
            ("objects/deal.yaml", FIELDS.replace("type: integer", "type: whole"), "package_part_invalid", "objects/deal.yaml:6:9"),
            ("more.yaml", "bjects: {}\n", "package_name_unknown", "more.yaml:1:1"),
            ("more.yaml", "objects:\n  deal:\n    fields:\n      c_guests: {type: text, label: G}\n", "package_part_twice", "objects/deal.yaml:5:7"),
            ("more.yaml", "a: &x 1\nb: *x\n", "bundle_yaml_alias", "more.yaml:1:4"),
            ("evil.py", "import os", "package_file_unknown", "evil.py:1:1"),
            ("tests.yaml", "tests:\n  a:\n    steps: []\n", "package_part_invalid", "tests.yaml:3:5"),
        ],
    )  # fmt: skip
    async def test_each_problem_has_its_place(self, send, file, text, code, place):
        answer = (await send("/packages/validate", {**files(), file: text.encode()})).json()
        assert [(each["code"], each["place"]) for each in answer["problems"]] == [(code, place)]

    @pytest.mark.parametrize("top", ["objects", "definitions", "tests", "samples", "package"])
    @pytest.mark.parametrize(
        "below", ["[1]", "text", "{deal: [1]}", "{deal: {fields: [1], pipelines: 7}}", "7"]
    )
    async def test_whatever_stands_there_is_refused_with_its_place(self, send, top, below):
        text = f"{top}: {below}\n".encode()
        answer = await send("/packages/validate", text, name="odd.yaml")
        assert answer.status_code == 200, answer.text
        assert all(each["place"] for each in answer.json()["problems"])
        assert answer.json()["problems"]

    async def test_no_bundle(self, send):
        assert code_of(await send("/packages/validate", b"PK\x03\x04")) == (422, "bundle_unreadable")


class TestInstall:
    async def test_in_force_at_once_and_as_one_change_set(self, company, send):
        plan = (await send("/packages/plan")).json()
        assert set(actions(plan).values()) == {"add"}
        assert (plan["installed_version"], plan["sample_records"]) == (None, 2)
        assert await fields_of(company) == {}

        done = (await send(samples="true")).json()

        assert set(await fields_of(company)) == {"c_guests", "c_style"}
        assert (await rule_of(company)).status_code == 200
        listed = (
            await company.get("/objects/deal/records", params={"fields": "name,account.name,c_guests"})
        ).json()
        assert [each["account.name"] for each in listed["data"]] == ["Harbour Hotel"]
        refused = await company.post("/objects/deal/records", json={"name": "Fair", "c_guests": 501})
        assert refused.status_code == 422
        change = (await company.get(f"/change-sets/{done['change_set_id']}")).json()
        assert (change["source"], change["created"], change["reason"]) == ("package", 2, "events 1.0.0")

    async def test_undone_as_if_it_had_never_been(self, company, send):
        done = (await send(samples="true")).json()
        undone = (await company.post(f"/change-sets/{done['change_set_id']}/undo")).json()

        assert undone["kept"] == []
        assert await fields_of(company) == {}
        assert (await rule_of(company)).status_code == 404
        assert (await company.get("/objects/deal/records")).json()["data"] == []
        assert await installed_version(company) == {}
        again = await send(samples="true")
        assert again.status_code == 200, again.text
        assert len((await company.get("/objects/deal/records")).json()["data"]) == 1

    async def test_what_is_computed_may_name_what_comes_later(self, company, send):
        fields = """
objects:
  c_booking:
    label: Booking
    fields:
      c_room: {type: lookup, target: c_room, label: Room}
      c_share: {type: formula, label: Share, formula: c_guests / c_room.c_seats}
      c_guests: {type: integer, label: Guests}
  c_room:
    label: Room
    fields:
      c_taken: {type: rollup, label: Taken, rollup: {object: c_booking, lookup: c_room, function: sum, field: c_guests}}
      c_seats: {type: integer, label: Seats}
"""
        samples = """
samples:
  - object: c_room
    records: [{name: Hall, c_seats: 200}]
  - object: c_booking
    records: [{name: Gala, c_room: Hall, c_guests: 50}]
"""
        done = await send(content=files(fields=fields, rules="", samples=samples), samples="true")
        assert done.status_code == 200, done.text
        (booking,) = (await company.get("/objects/c_booking/records", params={"fields": "c_share"})).json()[
            "data"
        ]
        (room,) = (await company.get("/objects/c_room/records", params={"fields": "c_taken"})).json()["data"]
        assert (float(booking["c_share"]), room["c_taken"]) == (0.25, 50)
        again = (await send(content=files(fields=fields, rules="", samples=samples))).json()
        assert set(actions(again["plan"]).values()) == {"unchanged"}

        undone = (await company.post(f"/change-sets/{done.json()['change_set_id']}/undo")).json()
        assert undone["kept"] == []
        assert "c_room" not in {each["name"] for each in (await company.get("/objects")).json()["data"]}

    async def test_a_second_time_changes_nothing(self, company, send):
        await send(samples="true")
        again = (await send(samples="true")).json()
        assert again["change_set_id"] is None
        assert set(actions(again["plan"]).values()) == {"unchanged"}

    async def test_what_cannot_be_leaves_nothing_behind(self, company, send):
        wrong = RULES.replace("c_guests > 500", "c_gests > 500")
        answer = await send(content=files(rules=wrong))
        assert code_of(answer) == (422, "package_part_refused")
        assert answer.json()["field"] == "definition.validation_rule.no_crowd"
        assert "rules.yaml:4:5" in answer.json()["detail"]
        assert await fields_of(company) == {}
        assert await installed_version(company) == {}

    async def test_all_problems_are_told(self, send):
        answer = await send(content=files(version="x"))
        assert code_of(answer) == (422, "package_invalid")


class TestUpgrade:
    async def test_takes_what_the_package_changed_and_keeps_what_the_company_did(self, company, send):
        await send()
        await company.patch(
            "/objects/deal/fields/c_guests", json={"label": {"en": "People", "zh-CN": "来宾"}}
        )
        newer = FIELDS.replace("minimum: 0", "minimum: 1").replace(
            "      c_style:", "      c_room: {type: text, label: Room}\n      c_style:"
        )

        done = (await send(content=files("1.1.0", fields=newer))).json()

        found = await fields_of(company)
        assert (found["c_guests"]["label"], found["c_guests"]["minimum"]) == ("People", 1)
        assert "c_room" in found
        assert actions(done["plan"]) == {
            "field deal.c_guests": "change", "field deal.c_room": "add", "field deal.c_style": "unchanged",
            "definition validation_rule.no_crowd": "unchanged",
        }  # fmt: skip
        assert await installed_version(company) == {"events": "1.1.0"}

    async def test_conflicts_are_told_and_decided(self, company, send):
        await send()
        await company.patch("/objects/deal/fields/c_guests", json={"label": "People"})
        newer = files("2.0.0", fields=FIELDS.replace("en: Guests", "en: Visitors"))

        plan = (await send("/packages/plan", newer)).json()
        conflict = next(each for each in plan["parts"] if each["action"] == "conflict")
        assert (conflict["key"], conflict["fields"], conflict["after"]) == ("deal.c_guests", ["label"], None)

        await send(content=newer)
        assert (await fields_of(company))["c_guests"]["label"] == "People"
        later = files("2.1.0", fields=FIELDS.replace("en: Guests", "en: Visitors"))
        await send(content=later, take="package")
        assert (await fields_of(company))["c_guests"]["label"] == "People"  # Nothing new from the package.
        latest = files("2.2.0", fields=FIELDS.replace("en: Guests", "en: Attendees"))
        await send(content=latest, take="package")
        assert (await fields_of(company))["c_guests"]["label"] == "Attendees"

    async def test_what_left_the_package_goes(self, company, send):
        await send()
        await send(content=files("1.1.0", rules=""))
        assert (await rule_of(company)).status_code == 404

    async def test_undone_gives_the_version_before(self, company, send):
        await send()
        done = (await send(content=files("1.1.0", fields=FIELDS.replace("minimum: 0", "minimum: 1")))).json()
        await company.post(f"/change-sets/{done['change_set_id']}/undo")
        assert (await fields_of(company))["c_guests"]["minimum"] == 0
        assert await installed_version(company) == {"events": "1.0.0"}

    async def test_not_backwards(self, send):
        await send(content=files("1.1.0"))
        assert code_of(await send()) == (422, "package_older")


class TestUninstall:
    async def test_takes_all_away_and_undo_brings_values_back(self, company, send):
        await send(samples="true")
        gone = await company.delete("/packages/events")
        assert (gone.json()["removed"], gone.json()["kept"]) == (3, [])
        assert await fields_of(company) == {}
        assert await installed_version(company) == {}

        await company.post(f"/change-sets/{gone.json()['change_set_id']}/undo")
        deal = (await company.get("/objects/deal/records", params={"fields": "c_guests"})).json()["data"][0]
        assert deal["c_guests"] == 120
        assert await installed_version(company) == {"events": "1.0.0"}

    async def test_keeps_what_the_company_made_its_own(self, company, send):
        await send()
        await company.patch("/objects/deal/fields/c_style", json={"label": "Kind of event"})
        kept = (await company.delete("/packages/events")).json()["kept"]
        assert [each["key"] for each in kept] == ["deal.c_style"]
        assert set(await fields_of(company)) == {"c_style"}

    async def test_not_what_others_need(self, company, send):
        await send()
        needing = b"package: {name: more, version: 1.0.0, label: More, requires: {events: 1.0.0}}\n"
        assert (await send(content=needing, name="more.yaml")).status_code == 200
        assert code_of(await company.delete("/packages/events")) == (409, "package_needed")
        assert code_of(await company.delete("/packages/no_such")) == (404, "package_unknown")

    async def test_not_before_what_it_needs(self, send):
        needing = b"package: {name: more, version: 1.0.0, label: More, requires: {events: 2.0.0}}\n"
        assert code_of(await send(content=needing, name="more.yaml")) == (422, "package_required")

    async def test_no_part_of_another_package(self, send):
        await send()
        other = {**files(), "package.yaml": b"package: {name: other, version: 1.0.0, label: Other}\n"}
        assert code_of(await send(content=other)) == (409, "package_part_taken")


async def test_exported_it_installs_elsewhere_as_it_was(company, send, client_of):
    await send()
    await company.patch("/objects/deal/fields/c_guests", json={"label": {"en": "People", "zh-CN": "来宾"}})
    archive = (await company.post("/packages/export", json={"name": "ours", "version": "3.0.0"})).content
    with zipfile.ZipFile(io.BytesIO(archive)) as names:
        assert set(names.namelist()) == {
            "package.yaml",
            "objects/deal.yaml",
            "definitions/validation_rule.yaml",
        }

    production = await client_of("packagesproduction")
    done = (await send(content=archive, to=production)).json()

    assert set(actions(done["plan"]).values()) == {"add"}
    assert (await fields_of(production))["c_guests"]["label"] == "People"
    assert (await rule_of(production)).json()["body"] == (await rule_of(company)).json()["body"]
    again = (await production.post("/packages/export", json={"name": "ours", "version": "3.0.0"})).content
    assert again == archive


class TestNobodyElse:
    async def test_only_administrators(self, send, company_name, client_of):
        member = await client_of(company_name, role="member")
        for path in ("/packages", "/packages/plan", "/packages/validate"):
            assert code_of(await send(path, to=member)) == (403, "forbidden")
        assert code_of(await member.delete("/packages/events")) == (403, "forbidden")
        assert code_of(await member.post("/packages/export", json={"name": "a"})) == (403, "forbidden")
        assert code_of(await member.get("/packages")) == (403, "forbidden")

    async def test_another_company_has_none_of_it(self, send, client_of):
        await send()
        other = await client_of("packageselsewhere")
        assert await installed_version(other) == {}
        assert code_of(await other.delete("/packages/events")) == (404, "package_unknown")
        assert await fields_of(other) == {}
