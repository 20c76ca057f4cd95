"""A custom field marked as indexed: older records are copied beside traffic, and it answers as it did before."""

from __future__ import annotations

import asyncio
import json
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.features.objects import tasks
from guanxi.features.objects.service import indexing
from guanxi.kernel.jobs.worker import WorkerThread

FIELDS = "/objects/deal/fields"
DEALS = "/objects/deal/records"
RECORDS = 250

VALUES = {
    "text": [None, "b", "B", "é", "华", "a b", "zz"],
    "integer": [None, 3, -1, 0, 2_000_000_000],
    "number": [None, 1.5, -0.25, 1e15, 0.1],
    "money": [None, "0.01", "-5.00", "90071992547409.91", "3.10"],
    "date": [None, "2026-02-28", "1999-12-31", "2026-03-01"],
    "datetime": [None, "2026-02-28T23:59:59.999999Z", "1999-12-31T00:00:00.000000Z", "2026-03-01T00:00:00.000000Z"],
    "choice": [None, "gold", "tin"],
}  # fmt: skip


@pytest.fixture
def worker(app, database_url, monkeypatch):
    monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
    monkeypatch.setattr(tasks, "CHUNK", 100)
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
def name_of_company(request):
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


async def add(client, type, label="Mine", **rest):
    answer = await client.post(FIELDS, json={"type": type, "label": label, **rest})
    assert answer.status_code == 201, answer.text
    return answer.json()["name"]


async def index(client, field):
    answer = await client.patch(f"{FIELDS}/{field}", json={"indexed": True})
    assert answer.status_code == 200, answer.text
    return answer.json()["custom"]["index"]


async def state_of(client, field):
    meta = (await client.get("/objects/deal")).json()
    return next(each for each in meta["fields"] if each["name"] == field)["custom"]["index"]


async def becomes_ready(client, field):
    async with asyncio.timeout(60):
        while await state_of(client, field) != "ready":
            await asyncio.sleep(0.02)


async def fill(client, field, values):
    records = [{"name": f"Deal {n}", field: values[n % len(values)]} for n in range(RECORDS)]
    for at in range(0, RECORDS, 125):
        answer = await client.post(DEALS, json=records[at : at + 125])
        assert answer.status_code == 201, answer.text


async def answers(client, field, type, values):
    """What lists, boards of figures and pages say about the field."""
    literals = [
        each if type in ("integer", "number", "money") else json.dumps(each)
        for each in values
        if each is not None
    ]
    filters = [f"{field} {operator} {literal}" for literal in literals for operator in ("==", "!=")]
    filters += [f"{field} == null", f"{field} != null", f"{field} in [{', '.join(map(str, literals))}]"]
    if type not in ("choice",):
        filters += [f"{field} {operator} {literal}" for literal in literals for operator in ("<", ">=")]
    found = {}
    for condition in filters:
        answer = await client.get(
            DEALS, params={"fields": "name", "filter": condition, "sort": "name", "count": "exact"}
        )
        assert answer.status_code == 200, (condition, answer.text)
        found[condition] = answer.json()["count"], [each["name"] for each in answer.json()["data"]]
    for sort in (field, f"-{field}"):
        rows, cursor = [], ""
        while cursor is not None:
            more = {"cursor": cursor} if cursor else {}
            page = (
                await client.get(
                    DEALS, params={"fields": f"name,{field}", "sort": f"{sort},name", "limit": 60, **more}
                )
            ).json()
            rows += [(each["name"], each[field]) for each in page["data"]]
            cursor = page["next_cursor"]
        found[sort] = rows
    body = {"group_by": [field], "metrics": [{"fn": "count"}], "sort": field}
    if type in ("integer", "number", "money"):
        body["metrics"].append({"fn": "sum", "field": field, "as": "total"})
    found["groups"] = (await client.post("/objects/deal/aggregate", json=body)).json()["data"]
    return found


@pytest.mark.parametrize("type", VALUES)
async def test_answers_are_those_of_before(company, worker, type):
    options = (
        {"options": [{"value": each, "label": each} for each in ("gold", "tin")]} if type == "choice" else {}
    )
    field = await add(company, type, **options)
    await fill(company, field, VALUES[type])
    before = await answers(company, field, type, VALUES[type])
    assert len(before[field]) == RECORDS

    assert await index(company, field) == "filling"
    await becomes_ready(company, field)

    assert await answers(company, field, type, VALUES[type]) == before


async def test_later_writes_are_in_the_index(company, worker):
    field = await add(company, "text")
    await index(company, field)
    await becomes_ready(company, field)
    made = (await company.post(DEALS, json=[{"name": "One", field: "red"}, {"name": "Two"}])).json()["ids"]

    async def named(value):
        answer = await company.get(DEALS, params={"fields": "name", "filter": f'{field} == "{value}"'})
        return [each["name"] for each in answer.json()["data"]]

    assert await named("red") == ["One"]
    await company.patch(f"{DEALS}/{made[1]}", json={field: "red"})
    await company.patch(f"{DEALS}/{made[0]}", json={field: None})
    assert await named("red") == ["Two"]
    body = {"ids": made, "values": {field: "blue"}}
    assert (await company.post("/objects/deal/mass-updates", json=body)).status_code == 200
    assert sorted(await named("blue")) == ["One", "Two"]


async def test_writes_while_it_is_filled_are_not_lost(company, worker):
    field = await add(company, "integer")
    await fill(company, field, [1])
    ids = [
        each["id"]
        for each in (
            await company.get(DEALS, params={"fields": "name", "limit": 200, "sort": "name"})
        ).json()["data"]
    ]

    async def write():
        for number, record_id in enumerate(ids):
            answer = await company.patch(f"{DEALS}/{record_id}", json={field: 100 + number})
            assert answer.status_code == 200, answer.text

    writing = asyncio.create_task(write())
    await index(company, field)
    await becomes_ready(company, field)
    await writing

    answer = await company.get(DEALS, params={"filter": f"{field} >= 100", "count": "exact", "limit": 1})
    assert answer.json()["count"]["value"] == len(ids)
    answer = await company.get(DEALS, params={"filter": f"{field} == 1", "count": "exact", "limit": 1})
    assert answer.json()["count"]["value"] == RECORDS - len(ids)


async def test_death_after_the_last_step(company, run_dying_at_the_end, monkeypatch):
    """It is read from its index by then, and the job says so when it is run again."""
    monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
    field = await add(company, "text")
    await fill(company, field, ["a", "b"])
    await index(company, field)
    (job,) = (await company.get("/jobs", params={"kind": indexing.JOB})).json()["data"]

    await run_dying_at_the_end(job["id"])

    job = (await company.get(f"/jobs/{job['id']}")).json()
    assert job["result"] == {"records": RECORDS, "copied": RECORDS, "ready": True}
    assert await state_of(company, field) == "ready"


async def test_places_run_out_and_are_named(company, worker):
    fields = [await add(company, "date", f"Day {n}") for n in range(3)]
    for field in fields[:2]:
        await index(company, field)

    answer = await company.patch(f"{FIELDS}/{fields[2]}", json={"indexed": True})

    assert (answer.status_code, answer.json()["code"]) == (409, "index_slots_taken")
    assert "Day 0, Day 1" in answer.json()["detail"]
    assert (await company.patch(f"{FIELDS}/{fields[0]}", json={"indexed": False})).json()["custom"][
        "index"
    ] == "none"
    assert (
        await company.patch(f"{FIELDS}/{fields[2]}", json={"indexed": True})
    ).status_code == 409  # it rests


async def test_a_place_taken_over_holds_nothing_of_the_field_before(
    company, worker, execute_as_owner, name_of_company
):
    first, second = await add(company, "date", "First"), await add(company, "date", "Second")
    other = await add(company, "date", "Other")
    await fill(company, first, ["2026-01-01"])
    for field in (first, other):
        await index(company, field)
        await becomes_ready(company, field)
    await company.patch(f"{FIELDS}/{first}", json={"indexed": False})
    await execute_as_owner(
        "UPDATE guanxi.field_def SET definition = definition - 'released' WHERE api_name = $1 AND tenant_id ="
        " (SELECT tenant_id FROM guanxi.tenant WHERE slug LIKE $2)", first, f"{name_of_company}%",
    )  # fmt: skip
    await index(company, second)
    await becomes_ready(company, second)

    async def number(condition):
        answer = await company.get(DEALS, params={"filter": condition, "count": "exact", "limit": 1})
        return answer.json()["count"]["value"]

    assert await number(f"{second} != null") == 0
    assert await number(f'{first} == "2026-01-01"') == RECORDS


async def test_deleted_while_it_is_filled(company, worker):
    field = await add(company, "text")
    await fill(company, field, ["a", "b"])
    await index(company, field)

    assert (await company.delete(f"{FIELDS}/{field}")).status_code == 204
    assert (await company.post(f"{FIELDS}/{field}/restore")).json()["custom"]["index"] == "none"
