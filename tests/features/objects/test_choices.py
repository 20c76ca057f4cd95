"""Choices of many options, and options that depend on another choice."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

FIELDS = "/objects/account/fields"
ACCOUNTS = "/objects/account/records"
COLOURS = [{"value": each, "label": each.title()} for each in ("red", "green", "blue")]


@pytest.fixture
async def company(client_of, request):
    return await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


@pytest.fixture
def add(company):
    async def add(**body):
        answer = await company.post(FIELDS, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


@pytest.fixture
async def tags(add):
    return await add(type="multi_choice", label="Tags", name="c_tags", options=COLOURS)


@pytest.fixture
async def records(company, tags):
    made = [("Both", ["blue", "red"]), ("One", "red"), ("Green", ["green"]), ("None", [])]
    answer = await company.post(ACCOUNTS, json=[{"name": name, tags: value} for name, value in made])
    assert answer.status_code == 201, answer.text
    return dict(zip([name for name, _ in made], answer.json()["ids"], strict=True))


async def names(client, condition):
    answer = await client.get(ACCOUNTS, params={"filter": condition, "sort": "name"})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def test_written_and_read(company, tags, records):
    both = (await company.get(f"{ACCOUNTS}/{records['Both']}")).json()

    assert both[tags] == ["red", "blue"]  # in the order of the options
    assert (await company.get(f"{ACCOUNTS}/{records['None']}")).json()[tags] is None


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('"red" in c_tags', ["Both", "One"]),
        ('c_tags.hasAny(["blue", "green"])', ["Both", "Green"]),
        ('c_tags.hasAll(["red", "blue"])', ["Both"]),
        ('!("red" in c_tags)', ["Green", "None"]),
        ("size(c_tags) == 2", ["Both"]),
        ("c_tags == null", ["None"]),
        ("c_tags != null", ["Both", "Green", "One"]),
    ],
)
async def test_conditions(company, tags, records, condition, found):
    assert await names(company, condition) == found


@pytest.mark.parametrize(
    "condition", ['"purple" in c_tags', 'c_tags.hasAny("red")', 'c_tags < "a"', "name.hasAny([])"]
)
async def test_conditions_refused(company, tags, condition):
    assert (await company.get(ACCOUNTS, params={"filter": condition})).status_code == 422


async def test_refused_values(company, tags):
    for value, code in (
        (["purple"], "option_unknown"),
        (7, "options_expected"),
        ([["red"]], "option_unknown"),
    ):
        answer = await company.post(ACCOUNTS, json={"name": "x", tags: value})
        assert answer.json()["errors"][0]["code"] == code


async def test_grouped_by_each_value(company, tags, records):
    answer = await company.post(
        "/objects/account/aggregate", json={"group_by": [tags], "metrics": [{"fn": "count"}], "sort": tags}
    )

    assert {each[tags]: each["count"] for each in answer.json()["data"]} == {
        "red": 2, "blue": 1, "green": 1, None: 1,
    }  # fmt: skip


async def test_sorting_and_boards_are_refused(company, tags):
    assert (await company.get(ACCOUNTS, params={"sort": tags})).json()["code"] == "sort_unsupported"
    answer = await company.get("/objects/account/board", params={"group_by": tags})
    assert answer.json()["code"] == "board_unsupported"


async def test_retired_and_used_options(company, tags, records):
    left = await company.patch(f"{FIELDS}/{tags}", json={"options": COLOURS[1:]})
    assert (left.status_code, left.json()["code"]) == (409, "options_in_use")
    retired = [{**COLOURS[0], "retired": True}, *COLOURS[1:]]
    await company.patch(f"{FIELDS}/{tags}", json={"options": retired})

    kept = await company.patch(f"{ACCOUNTS}/{records['One']}", json={tags: ["red", "blue"]})
    anew = await company.patch(f"{ACCOUNTS}/{records['Green']}", json={tags: ["red"]})

    assert (kept.status_code, anew.json()["errors"][0]["code"]) == (200, "option_retired")


async def test_history_and_undo(company, tags, records):
    changed = await company.patch(f"{ACCOUNTS}/{records['Both']}", json={tags: ["green"]})
    timeline = (await company.get(f"{ACCOUNTS}/{records['Both']}/timeline")).json()["data"]
    (field,) = timeline[0]["change"]["fields"]
    assert (field["old"], field["new"]) == (["red", "blue"], ["green"])

    await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

    assert (await company.get(f"{ACCOUNTS}/{records['Both']}")).json()[tags] == ["red", "blue"]


async def test_exported(company, tags, records):
    answer = await company.post(
        "/objects/account/export",
        json={"fields": ["name", tags], "format": "csv", "filter": 'name == "Both"'},
    )

    assert "Red; Blue" in answer.text


@pytest.fixture
async def cities(add):
    await add(
        type="choice", label="Country", name="c_country", options=[{"value": each, "label": each} for each in ("cn", "fr")]
    )  # fmt: skip
    return await add(
        type="choice",
        label="City",
        name="c_city",
        options=[{"value": each, "label": each} for each in ("shanghai", "beijing", "paris")],
        depends_on={"field": "c_country", "allowed": {"cn": ["shanghai", "beijing"], "fr": ["paris"]}},
    )


async def test_dependent_options(company, cities):
    fits = await company.post(ACCOUNTS, json={"name": "A", "c_country": "cn", "c_city": "beijing"})
    differs = await company.post(ACCOUNTS, json={"name": "B", "c_country": "fr", "c_city": "beijing"})
    alone = await company.post(ACCOUNTS, json={"name": "C", "c_city": "beijing"})

    assert fits.status_code == 201
    assert differs.json()["errors"][0]["code"] == "option_not_for"
    assert alone.json()["errors"][0]["code"] == "option_needs_other"
    record = f"{ACCOUNTS}/{fits.json()['ids'][0]}"
    assert (await company.patch(record, json={"c_country": "fr"})).status_code == 422
    assert (await company.patch(record, json={"c_country": "fr", "c_city": "paris"})).status_code == 200
    assert (await company.patch(record, json={"c_country": None, "c_city": None})).status_code == 200


async def test_what_controls_stays(company, cities):
    described = {each["name"]: each for each in (await company.get("/objects/account")).json()["fields"]}
    assert described["c_city"]["depends_on"]["allowed"]["fr"] == ["paris"]
    gone = await company.delete(f"{FIELDS}/c_country")
    assert (gone.status_code, gone.json()["code"]) == (409, "field_controls")
    circle = await company.patch(
        f"{FIELDS}/c_country", json={"depends_on": {"field": "c_city", "allowed": {}}}
    )
    assert circle.json()["code"] == "depends_in_circle"
    assert (await company.patch(f"{FIELDS}/c_city", json={"depends_on": None})).status_code == 200
    assert (await company.delete(f"{FIELDS}/c_country")).status_code == 204
