"""Definitions of any kind: declared, read, replaced, removed, in history, taken back; nobody else's."""

from __future__ import annotations

import pytest

URL = "/definitions/reminder/call_back"


def code_of(answer):
    return answer.status_code, answer.json()["code"]


async def test_made_read_replaced_and_removed(company, put):
    made = await put(body={"field": "close_date", "days": 3}, label={"en": "Call back", "zh-CN": "回访"})
    assert made.status_code == 200, made.text
    assert made.headers["ETag"] == '"1"'
    assert made.json() | {"updated_at": None} == {
        "kind": "reminder", "name": "call_back", "object": "deal", "label": {"en": "Call back", "zh-CN": "回访"},
        "active": True, "position": 0, "body": {"field": "close_date", "days": 3}, "version": 1, "updated_at": None,
        "problem": None,
    }  # fmt: skip
    assert (await company.get(URL)).json() == made.json()

    changed = await put(active=False, headers={"If-Match": '"1"'})
    assert (changed.json()["version"], changed.json()["body"]["days"]) == (2, 1)
    same = await put(active=False)
    assert same.json()["version"] == 2
    assert "X-Change-Set" not in same.headers

    gone = await company.delete(URL, headers={"If-Match": '"2"'})
    assert gone.status_code == 204
    assert code_of(await company.get(URL)) == (404, "definition_unknown")
    assert code_of(await company.delete(URL)) == (404, "definition_unknown")


async def test_listed_in_order_and_paged(company, put):
    for name, position in (("delta", 2), ("alpha", 3), ("bravo", 1), ("charlie", 2)):
        assert (await put(name, position=position)).status_code == 200
    assert (await put("echo", object="account", body={"field": "name"})).status_code == 200

    first = (await company.get("/definitions/reminder?object=deal&limit=3")).json()
    rest = (
        await company.get(
            "/definitions/reminder",
            params={"object": "deal", "limit": 3, "cursor": first["next_cursor"]},
        )
    ).json()

    assert [each["name"] for each in first["data"]] == ["bravo", "charlie", "delta"]
    assert ([each["name"] for each in rest["data"]], rest["next_cursor"]) == (["alpha"], None)
    assert len((await company.get("/definitions/reminder")).json()["data"]) == 5
    assert code_of(await put("foxtrot")) == (409, "definitions_too_many")


async def test_a_kind_tells_the_shape_of_its_bodies(company):
    found = {each["kind"]: each for each in (await company.get("/definitions")).json()["data"]}
    assert found["reminder"]["of_object"] is True
    assert set(found["reminder"]["body_schema"]["$defs"]["Reminder"]["properties"]) == {"field", "days"}


@pytest.mark.parametrize(
    ("given", "expected", "place"),
    [
        ({"body": {"field": "close_date", "days": "many"}}, (422, "definition_invalid"), "body.days"),
        ({"body": {"field": "close_date", "until": 1}}, (422, "definition_invalid"), "body"),
        ({"body": {"field": "no_such"}}, (422, "field_unknown"), "body.field"),
        ({"body": {"field": "x" * 300}}, (422, "definition_too_large"), "body"),
        ({"object": None}, (422, "definition_object"), "object"),
        ({"object": "no_such"}, (404, "object_not_found"), None),
        ({"name": "Call Back"}, (422, "definition_name_invalid"), "name"),
        ({"label": " "}, (422, "required"), "label"),
        ({"position": -1}, (400, "invalid_request"), None),
    ],
)
async def test_unusable(put, given, expected, place):
    answer = await put(**given)
    assert code_of(answer) == expected
    if place:
        assert answer.json()["field"] == place


async def test_lost_races(put):
    await put()
    await put(active=False)
    assert code_of(await put(headers={"If-Match": '"1"'})) == (409, "definition_changed")
    assert code_of(await put(headers={"If-None-Match": "*"})) == (409, "definition_name_taken")


async def test_history_says_what_happened_and_takes_it_back(company, put):
    made = await put()
    changed = await put(label="Ring back")
    sets = [each.headers["X-Change-Set"] for each in (made, changed)]
    told = [(await company.get(f"/change-sets/{each}")).json()["summary"] for each in sets]
    assert told == ["Added the reminder “Call back”", "Changed the reminder “Ring back”"]

    undone = await company.post(f"/change-sets/{sets[1]}/undo")
    assert undone.json()["reverted"] == 1
    assert (await company.get(URL)).json()["label"]["en"] == "Call back"
    # The change before was of a definition that is no longer as it left it? It is: so it goes too.
    assert (await company.post(f"/change-sets/{sets[0]}/undo")).json()["reverted"] == 1
    assert code_of(await company.get(URL)) == (404, "definition_unknown")


async def test_what_was_changed_since_is_kept(company, put):
    first = (await put()).headers["X-Change-Set"]
    await put(active=False)
    undone = (await company.post(f"/change-sets/{first}/undo")).json()
    assert (undone["reverted"], [each["reason_code"] for each in undone["kept"]]) == (0, ["edited_since"])
    assert (await company.get(URL)).json()["active"] is False


async def test_a_removed_one_comes_back_as_it_was(company, put):
    await put(body={"field": "close_date", "days": 9})
    gone = (await company.delete(URL)).headers["X-Change-Set"]
    await company.post(f"/change-sets/{gone}/undo")
    assert (await company.get(URL)).json()["body"] == {"field": "close_date", "days": 9}


class TestNobodyElse:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/definitions")).status_code == 401

    async def test_another_company(self, put, client_of):
        await put()
        other = await client_of("otherdefinitions")
        assert code_of(await other.get(URL)) == (404, "definition_unknown")
        assert (await other.get("/definitions/reminder")).json()["data"] == []

    async def test_without_the_right(self, put, company_name, client_of):
        await put()
        member = await client_of(company_name, role="member")
        for path in (URL, "/definitions", "/definitions/reminder"):
            assert code_of(await member.get(path)) == (403, "forbidden")
        assert code_of(await member.delete(URL)) == (403, "forbidden")


class TestPagesBesideDeletedObjects:
    """Definitions of a deleted object are out of sight, and still have places in the order."""

    @pytest.fixture
    async def hidden_first(self, company, put):
        """Three of an object that is deleted then, before and between two of deals."""
        await company.post("/objects", json={"label": "Hall", "name": "c_hall"})
        for position, (name, object_name) in enumerate(
            [("one", "c_hall"), ("two", "c_hall"), ("three", "deal"), ("four", "c_hall"), ("five", "deal")]
        ):
            field = "close_date" if object_name == "deal" else "name"
            answer = await put(name, object=object_name, body={"field": field}, position=position)
            assert answer.status_code == 200, answer.text
        assert (await company.delete("/objects/c_hall")).status_code < 300

    @pytest.mark.usefixtures("hidden_first")
    @pytest.mark.parametrize("limit", [1, 2, 3, 5])
    async def test_no_page_is_lost(self, company, limit):
        found, cursor, pages = [], "", 0
        while cursor is not None:
            answer = await company.get("/definitions/reminder", params={"limit": limit, "cursor": cursor})
            page = answer.json()
            found += [each["name"] for each in page["data"]]
            cursor, pages = page["next_cursor"], pages + 1
            assert len(page["data"]) <= limit
        assert found == ["three", "five"]
        assert pages == -(-5 // limit)
