"""Numbers that the program gives: in order, without holes, each once."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.features.objects import tasks
from guanxi.kernel.jobs.worker import WorkerThread
from guanxi.kernel.metadata.field_types.auto_number import Numbering
from guanxi.kernel.metadata.fields import FieldRefused

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


async def add(client, pattern="KD-{0000}", **rest):
    body = {
        "type": "auto_number",
        "label": "Number",
        "name": "c_no",
        "numbering": {"pattern": pattern, **rest},
    }
    return await client.post(FIELDS, json=body)


async def create(client, *names, **values):
    answer = await client.post(ACCOUNTS, json=[{"name": name, **values} for name in names])
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"]


async def numbers(client):
    answer = await client.get(ACCOUNTS, params={"sort": "c_no", "fields": "name,c_no", "limit": 200})
    return {each["name"]: each["c_no"] for each in answer.json()["data"]}


async def finished(client, kind):
    while True:
        jobs = (await client.get("/jobs")).json()["data"]
        job = next(each for each in jobs if each["kind"] == kind)
        if job["state"] in ("done", "succeeded", "failed", "finished"):
            return job
        await asyncio.sleep(0.05)


async def test_numbers_follow_each_other(company):
    assert (await add(company, start=7)).status_code == 201

    await create(company, "A", "B")
    await create(company, "C")

    assert await numbers(company) == {"A": "KD-0007", "B": "KD-0008", "C": "KD-0009"}
    assert (await company.get(f"{ACCOUNTS}/by/c_no/KD-0008")).json()["name"] == "B"


async def test_a_write_that_fails_takes_no_number(company):
    await add(company)
    await create(company, "A")
    refused = await company.post(ACCOUNTS, json=[{"name": "B"}, {"name": ""}])
    assert refused.status_code == 422

    await create(company, "C")

    assert await numbers(company) == {"A": "KD-0001", "C": "KD-0002"}


async def test_nobody_writes_them(company):
    await add(company)
    (record,) = await create(company, "A")

    given = await company.post(ACCOUNTS, json={"name": "B", "c_no": "KD-9999"})
    changed = await company.patch(f"{ACCOUNTS}/{record}", json={"c_no": "KD-9999"})

    assert {each.json()["errors"][0]["code"] for each in (given, changed)} == {"field_read_only"}


async def test_without_holes_or_twins_among_many_writers(company):
    await add(company)

    await asyncio.gather(*(create(company, f"{n} a", f"{n} b") for n in range(15)))

    assert sorted((await numbers(company)).values()) == [f"KD-{n:04}" for n in range(1, 31)]


async def test_older_records_are_numbered_as_they_were_made(company, worker):
    await create(company, *(f"Old {n}" for n in range(8)))

    await add(company)

    job = await finished(company, "objects.number_records")
    assert job["result"]["numbered"] == 8
    assert await numbers(company) == {f"Old {n}": f"KD-{n + 1:04}" for n in range(8)}
    (new,) = await create(company, "New")
    assert (await company.get(f"{ACCOUNTS}/{new}")).json()["c_no"] == "KD-0009"
    assert (await company.get(f"{ACCOUNTS}/{new}")).json()["version"] == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (None, "numbering_missing"),
        ({"pattern": "plain"}, "numbering_pattern"),
        ({"pattern": "{0}{0}"}, "numbering_pattern"),
        ({"pattern": "{hh}-{000}"}, "numbering_pattern"),
        ({"pattern": "{000}", "restart": "year"}, "numbering_restart"),
        ({"pattern": "{yyyy}{000}", "restart": "month"}, "numbering_restart"),
    ],
)
async def test_refused_patterns(company, body, code):
    answer = await company.post(FIELDS, json={"type": "auto_number", "label": "No", "numbering": body})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_patterns():
    numbering = Numbering("HT-{yyyy}{mm}-{000}", "month")

    assert numbering.number(date(2026, 3, 9), 7) == "HT-202603-007"
    assert numbering.number(date(2026, 3, 9), 12345) == "HT-202603-12345"
    assert numbering.period(date(2026, 3, 9)) == "2026-03"
    with pytest.raises(FieldRefused):
        Numbering("no counter")


async def test_searched_later(company, worker):
    field = (await company.post(FIELDS, json={"type": "text", "label": "Nickname"})).json()["name"]
    await create(company, "Initech", **{field: "Zaphod"})

    async def found():
        return [
            each["title"] for each in (await company.get("/search", params={"q": "zaphod"})).json()["data"]
        ]

    assert await found() == []
    assert (await company.patch(f"{FIELDS}/{field}", json={"searchable": True})).status_code == 200
    await finished(company, "objects.write_search_documents")
    assert await found() == ["Initech"]
