"""Custom fields that are unique: kept so by every way of writing, and a name for records that other systems know."""

from __future__ import annotations

import asyncio
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.features.objects import tasks
from guanxi.kernel.jobs.worker import WorkerThread

FIELDS = "/objects/account/fields"
ACCOUNTS = "/objects/account/records"


@pytest.fixture
def worker(app, database_url, monkeypatch):
    monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
    monkeypatch.setattr(tasks, "CHUNK", 3)
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
async def company(client_of, request):
    return await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


@pytest.fixture
async def number(company):
    answer = await company.post(
        FIELDS, json={"type": "text", "label": "SAP number", "name": "c_sap", "unique": True}
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["unique"]
    return "c_sap"


async def create(client, *records):
    return await client.post(ACCOUNTS, json=list(records))


async def finished(client, kind):
    while True:
        jobs = (await client.get("/jobs")).json()["data"]
        job = next(each for each in jobs if each["kind"] == kind)
        if job["state"] in ("done", "succeeded", "failed", "finished"):
            return job
        await asyncio.sleep(0.05)


async def test_a_value_is_had_once(company, number):
    assert (await create(company, {"name": "First", number: "A1"})).status_code == 201

    refused = await create(company, {"name": "Second", number: " A1 "})

    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert (error["field"], error["code"]) == (number, "value_held_by")
    assert "First" in error["detail"]
    assert (
        await create(company, {"name": "Third"}, {"name": "Fourth"})
    ).status_code == 201  # nothing is no value


async def test_two_of_one_request(company, number):
    refused = await create(company, {"name": "One", number: "B"}, {"name": "Two", number: "B"})

    assert [(each["row"], each["code"]) for each in refused.json()["errors"]] == [(1, "value_held_by")]


async def test_given_up_values_are_free(company, number):
    one, two = (await create(company, {"name": "One", number: "1"}, {"name": "Two", number: "2"})).json()[
        "ids"
    ]

    await company.patch(f"{ACCOUNTS}/{one}", json={number: "3"})

    assert (await company.patch(f"{ACCOUNTS}/{two}", json={number: "1"})).status_code == 200


async def test_the_bin_holds_no_values(company, number):
    (one,) = (await create(company, {"name": "One", number: "1"})).json()["ids"]
    await company.delete(f"{ACCOUNTS}/{one}")
    assert (await create(company, {"name": "Two", number: "1"})).status_code == 201

    answer = await company.post(f"{ACCOUNTS}/{one}/restoration")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "value_held_by")


async def test_undo_leaves_alone_what_somebody_else_has_now(company, number):
    (one,) = (await create(company, {"name": "One", number: "1"})).json()["ids"]
    changed = await company.patch(f"{ACCOUNTS}/{one}", json={number: "2"})
    await create(company, {"name": "Two", number: "1"})

    undone = (await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")).json()

    assert undone["reverted"] == 0
    assert [(each["name"], each["fields"]) for each in undone["kept"]] == [("One", [number])]


async def test_many_at_once(company, number):
    """Only one of twenty writers gets the value."""
    answers = await asyncio.gather(
        *(company.post(ACCOUNTS, json={"name": f"Writer {n}", number: "same"}) for n in range(20))
    )

    assert sorted(each.status_code for each in answers) == [201, *[422] * 19]


async def test_by_key(company, number):
    path = f"{ACCOUNTS}/by/{number}/X%2F1"
    assert (await company.get(path)).status_code == 404
    assert (await company.patch(path, json={"name": "None"})).status_code == 404

    made = await company.put(path, json={"name": "Made"})
    again = await company.put(path, json={"name": "Made"})
    changed = await company.patch(path, json={"name": "Changed"})

    assert [each.status_code for each in (made, again, changed)] == [201, 200, 200]
    assert "X-Change-Set" not in again.headers
    assert (await company.get(path)).json()["name"] == "Changed"
    differs = await company.put(path, json={"name": "x", number: "other"})
    assert differs.json()["code"] == "key_differs"
    assert (await company.patch(path, json={number: "other"})).status_code == 200
    assert (await company.get(f"{ACCOUNTS}/by/{number}/other")).json()["name"] == "Changed"


async def test_upserts_at_once_make_one_record(company, number):
    answers = await asyncio.gather(
        *(company.put(f"{ACCOUNTS}/by/{number}/9", json={"name": f"By {n}"}) for n in range(12))
    )

    assert sorted(each.status_code for each in answers) == [*[200] * 11, 201]
    assert len({each.json()["id"] for each in answers}) == 1


async def test_by_key_takes_unique_fields_only(company, number, client_of):
    answer = await company.get(f"{ACCOUNTS}/by/industry/software")
    assert (answer.status_code, answer.json()["code"]) == (422, "field_not_unique")
    neighbour = await client_of("neighbour")
    assert (await neighbour.get(f"{ACCOUNTS}/by/{number}/1")).status_code == 422


async def test_made_unique_later(company, worker):
    field = (await company.post(FIELDS, json={"type": "text", "label": "Code"})).json()["name"]
    await create(company, *({"name": f"Old {n}", field: str(n)} for n in range(8)))

    answer = await company.patch(f"{FIELDS}/{field}", json={"unique": True})

    assert answer.json()["unique"]
    job = await finished(company, "objects.check_unique")
    assert job["result"]["unique"]
    assert (await create(company, {"name": "New", field: "5"})).status_code == 422
    assert (await create(company, {"name": "New", field: "8"})).status_code == 201


async def test_not_made_unique_where_values_are_the_same(company, worker):
    field = (await company.post(FIELDS, json={"type": "text", "label": "Code"})).json()["name"]
    await create(company, *({"name": f"Old {n}", field: str(n % 4)} for n in range(8)))

    await company.patch(f"{FIELDS}/{field}", json={"unique": True})

    job = await finished(company, "objects.check_unique")
    assert (job["result"]["unique"], job["result"]["duplicate_count"]) == (False, 4)
    assert {each["value"] for each in job["result"]["duplicates"]} == {"0", "1", "2", "3"}
    fields = (await company.get("/objects/account")).json()["fields"]
    assert not next(each for each in fields if each["name"] == field)["unique"]
    assert (await create(company, {"name": "New", field: "1"})).status_code == 201


async def test_types_that_cannot_be_unique(company):
    answer = await company.post(FIELDS, json={"type": "boolean", "label": "Yes", "unique": True})

    assert (answer.status_code, answer.json()["code"]) == (422, "field_option_unfit")
