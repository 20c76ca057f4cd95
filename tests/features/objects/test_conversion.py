"""A field that becomes one of another type: looked at, carried over, taken back."""

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
def begin(company):
    """A field with values; its name."""

    async def begin(type, values, **rest):
        answer = await company.post(FIELDS, json={"type": type, "label": "Mine", "name": "c_mine", **rest})
        assert answer.status_code == 201, answer.text
        made = await company.post(
            ACCOUNTS, json=[{"name": f"{n}", "c_mine": value} for n, value in enumerate(values)]
        )
        assert made.status_code == 201, made.text

    return begin


async def values(client):
    data = (await client.get(ACCOUNTS, params={"sort": "name", "limit": 50})).json()["data"]
    return [each["c_mine"] for each in data]


async def converted(client, **body):
    answer = await client.post(f"{FIELDS}/c_mine/conversion", json=body)
    assert answer.status_code == 202, answer.text
    while True:
        jobs = (await client.get("/jobs")).json()["data"]
        job = next(each for each in jobs if each["kind"] == "objects.convert_field")
        if job["state"] in ("done", "succeeded", "failed", "finished"):
            return answer, job["result"]
        await asyncio.sleep(0.05)


CASES = [
    ("text", ["12", "1,250", "9.5", "many"], {}, {"type": "integer"}, [12, 1250, 10, None], (2, 1, 1)),
    ("text", ["2026-03-01", "3/4/2026", "soon"], {}, {"type": "date", "date_order": "dmy"}, ["2026-03-01", "2026-04-03", None], (2, 0, 1)),
    ("text", ["yes", "否", "perhaps"], {}, {"type": "boolean"}, [True, False, None], (2, 0, 1)),
    ("number", [1.5, 2.0, 1234.125], {}, {"type": "text"}, ["1.5", "2", "1234.125"], (3, 0, 0)),
    ("number", [1.5, 2.0, 1234.125], {}, {"type": "money"}, ["1.50", "2.00", "1234.12"], (2, 1, 0)),
    ("datetime", ["2026-03-01T00:00:00Z", "2026-03-01T09:30:00Z"], {}, {"type": "date"}, ["2026-03-01", "2026-03-01"], (1, 1, 0)),
    ("choice", ["gold", "tin"], {"options": [{"value": "gold", "label": "Gold!"}, {"value": "tin", "label": "Tin"}]}, {"type": "text"}, ["Gold!", "Tin"], (2, 0, 0)),
    ("text", ["Gold", "gold ", "Tin"], {}, {"type": "choice"}, ["gold", "gold", "tin"], (3, 0, 0)),
    ("choice", ["a", "b"], {"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]}, {"type": "multi_choice"}, [["a"], ["b"]], (2, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("type", "before", "rest", "ask", "after", "counts"), CASES)
async def test_looked_at_carried_over_and_taken_back(
    company, worker, begin, type, before, rest, ask, after, counts
):
    await begin(type, before, **rest)
    shown = await values(company)

    looked = (await company.post(f"{FIELDS}/c_mine/conversion-preview", json=ask)).json()
    assert (looked["whole"], looked["lossy"], looked["impossible"], looked["next"]) == (*counts, None)
    assert len(looked["examples"]) == counts[1] + counts[2]
    assert await values(company) == shown

    answer, result = await converted(company, **ask)
    assert (answer.json()["type"], result["complete"]) == (ask["type"], True)
    assert (result["lossy"], result["impossible"]) == counts[1:]
    assert await values(company) == after

    undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
    assert undone.status_code == 200, undone.text
    assert await values(company) == shown


async def test_what_was_written_before_is_not_undone_into_it(company, worker, begin):
    await begin("text", ["7"])
    record = (await company.get(ACCOUNTS)).json()["data"][0]["id"]
    changed = await company.patch(f"{ACCOUNTS}/{record}", json={"c_mine": "many"})
    again = await company.patch(f"{ACCOUNTS}/{record}", json={"c_mine": "8"})
    await converted(company, type="date")

    for each in (again, changed):
        undone = (await company.post(f"/change-sets/{each.headers['X-Change-Set']}/undo")).json()
        assert undone["reverted"] == 0
    assert (await company.get(f"{ACCOUNTS}/{record}/timeline")).status_code == 200


async def test_indexed_fields_stay_indexed(company, worker, begin):
    await begin("text", ["1", "2"], indexed=True)

    answer, _ = await converted(company, type="integer")

    assert answer.json()["custom"]["index"] == "filling"
    undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
    assert undone.status_code == 200
    assert (await company.post(ACCOUNTS, json={"name": "New", "c_mine": "text again"})).status_code == 201


async def test_refused(company, begin, client_of):
    await begin("text", ["x"])
    for body in ({"type": "text"}, {"type": "lookup"}):
        answer = await company.post(f"{FIELDS}/c_mine/conversion", json=body)
        assert answer.json()["code"] == "conversion_unsupported"
    member = await client_of("acme", role="member")
    assert (await member.post(f"{FIELDS}/c_mine/conversion", json={"type": "text"})).status_code == 403
    assert (
        await member.post(f"{FIELDS}/c_mine/conversion-preview", json={"type": "text"})
    ).status_code == 403
