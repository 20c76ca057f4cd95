"""Two kinds of record share one table: no call on one touches, shows or counts the records of the other."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from tests.fixtures.statements import names_no_object

ONE, OTHER = "c_boat", "c_plane"


@pytest.fixture
async def company(client_of, request):
    return await client_of(f"p{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


@pytest.fixture
async def ids(company):
    """A record of each kind, with the same name and the same value under the same number of a field."""
    made = {}
    for name in (ONE, OTHER):
        assert (await company.post("/objects", json={"name": name, "label": name[2:]})).status_code == 201
        field = {"name": "c_mark", "type": "text", "label": "Mark", "searchable": True}
        assert (await company.post(f"/objects/{name}/fields", json=field)).status_code == 201
        values = {"name": "Twin", "c_mark": "same"}
        answer = await company.post(f"/objects/{name}/records", json=values)
        made[name] = answer.json()["ids"][0]
    return made


@pytest.fixture
def other_is_untouched(company, ids):
    """Call it at the end."""

    async def check():
        read = await company.get(f"/objects/{OTHER}/records/{ids[OTHER]}")
        assert read.status_code == 200, read.text
        assert (read.json()["name"], read.json()["c_mark"], read.json()["version"]) == ("Twin", "same", 1)

    return check


@pytest.fixture
def row_of(owner):
    async def row_of(record_id):
        return dict(
            await owner.fetchrow("SELECT * FROM guanxi.custom_record r WHERE id = $1", UUID(record_id))
        )

    return row_of


CALLS = {
    "read": ("GET", "", None),
    "timeline": ("GET", "/timeline", None),
    "access": ("GET", "/access/people", None),
    "change": ("PATCH", "", {"name": "Changed"}),
    "delete": ("DELETE", "", None),
    "restore": ("POST", "/restoration", None),
    "render": ("POST", "/render", {"template": "{{name}}"}),
    "take": ("POST", "/take", None),
    "shares": ("GET", "/shares", None),
}


@pytest.mark.parametrize("call", CALLS)
async def test_by_the_wrong_kind_it_is_not_found(company, ids, other_is_untouched, call):
    method, path, body = CALLS[call]
    answer = await company.request(method, f"/objects/{ONE}/records/{ids[OTHER]}{path}", json=body)
    assert answer.status_code == 404, answer.text
    await other_is_untouched()


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"filter": 'c_mark == "same"'},
        {"q": "same"},
        {"q": "twin"},
        {"sort": "-c_mark"},
        {"count": "exact"},
    ],
)
async def test_lists_hold_one_kind(company, ids, query):
    answer = await company.get(f"/objects/{ONE}/records", params=query)
    assert [each["id"] for each in answer.json()["data"]] == [ids[ONE]]
    if (count := answer.json().get("count")) is not None:
        assert count["value"] == 1


async def test_figures_are_of_one_kind(company, ids):
    answer = await company.post(
        f"/objects/{ONE}/aggregate", json={"group_by": ["name"], "metrics": [{"fn": "count"}]}
    )
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["data"]
    assert row["count"] == 1


async def test_search_of_one_kind_finds_one_kind(company, ids):
    found = (await company.get("/search", params={"q": "twin", "objects": ONE})).json()["data"]
    assert [each["id"] for each in found] == [ids[ONE]]


async def test_export_holds_one_kind(company, ids):
    answer = await company.get(f"/objects/{ONE}/export", params={"fields": "name"})
    assert answer.text.count("Twin") == 1


async def test_mass_changes_reach_one_kind(company, ids, other_is_untouched, run_jobs):
    by_filter = {"filter": "", "values": {"c_mark": "new"}}
    assert (await company.post(f"/objects/{ONE}/mass-updates", json=by_filter)).status_code < 300
    by_ids = {"ids": list(ids.values()), "values": {"c_mark": "newer"}}
    await company.post(f"/objects/{ONE}/mass-updates", json=by_ids)
    gone = {"ids": [ids[OTHER]], "delete": True}
    await company.post(f"/objects/{ONE}/mass-updates", json=gone)
    await run_jobs()
    await other_is_untouched()


async def test_a_lookup_takes_one_kind(company, ids):
    field = {"name": "c_ref", "type": "lookup", "label": "Ref", "target": ONE}
    assert (await company.post("/objects/deal/fields", json=field)).status_code == 201
    wrong = await company.post("/objects/deal/records", json={"name": "D", "c_ref": ids[OTHER]})
    assert wrong.status_code == 422, wrong.text
    right = await company.post("/objects/deal/records", json={"name": "D", "c_ref": ids[ONE]})
    assert right.status_code == 201, right.text


async def test_files_hang_on_one_kind(company, ids):
    form = {"object": ONE, "record_id": ids[OTHER]}
    answer = await company.post("/files", data=form, files={"file": ("a.txt", b"a")})
    assert answer.status_code == 404, answer.text
    assert (await company.get("/files", params=form)).status_code == 404


async def test_undo_of_one_kind_leaves_the_other(company, ids, other_is_untouched):
    written = await company.patch(f"/objects/{ONE}/records/{ids[ONE]}", json={"name": "Changed"})
    undone = await company.post(f"/change-sets/{written.headers['X-Change-Set']}/undo")
    assert undone.json()["reverted"] == 1
    await other_is_untouched()


async def test_sharing_of_one_kind_leaves_the_other(company, ids, run_jobs, row_of):
    before = {name: await row_of(each) for name, each in ids.items()}
    answer = await company.put(f"/sharing/{ONE}", json={"sharing": "private"})
    assert answer.status_code == 200, answer.text
    await run_jobs()
    assert await row_of(ids[OTHER]) == before[OTHER]
    assert (await row_of(ids[ONE]))["acl"] != before[ONE]["acl"]


async def test_an_index_of_one_kind_copies_nothing_of_the_other(company, ids, run_jobs, row_of):
    answer = await company.patch(f"/objects/{ONE}/fields/c_mark", json={"indexed": True})
    assert answer.status_code == 200, answer.text
    await run_jobs()
    slots = ("t1", "t2", "t3", "t4")
    assert "same" in [(await row_of(ids[ONE]))[slot] for slot in slots]
    assert {(await row_of(ids[OTHER]))[slot] for slot in slots} == {None}


@pytest.mark.parametrize(
    ("sql", "is_told"),
    [
        ("SELECT 1 FROM guanxi.custom_record AS own WHERE own.object_id = 1001", False),
        ("SELECT 1 FROM guanxi.custom_record AS own WHERE own.tenant_id = $1", True),
        ('UPDATE guanxi."custom_record" AS r SET acl = $1 WHERE r.id = $2', True),
        ("SELECT 1 FROM guanxi.object_count AS n, guanxi.custom_record AS r WHERE n.object_id = 1", True),
        ('INSERT INTO guanxi."custom_record" ("id", "object_id") VALUES ($1, $2)', False),
    ],
)
def test_statements_that_name_no_object_are_told(sql, is_told):
    assert names_no_object(sql) == is_told
