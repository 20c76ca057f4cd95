"""`Prefer: respond-async`: exact counts and reports by jobs, for objects that are too large for a request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from guanxi.kernel.db import Database
from guanxi.kernel.jobs.runner import JobRunner
from tests.fixtures.clients import ClientOf

ASYNC = {"Prefer": "respond-async"}
AGGREGATE = "/objects/deal/aggregate"
RECORDS = "/objects/deal/records"
OVERVIEW = "/reports/sales-overview"


@pytest.fixture
async def client(client_of: ClientOf) -> httpx.AsyncClient:
    client = await client_of("acme")
    for name, amount in (("One", "10.00"), ("Two", "20.00")):
        answer = await client.post(RECORDS, json={"name": name, "amount": amount, "stage": "engaging"})
        assert answer.status_code == 201, answer.text
    return client


async def done(client: httpx.AsyncClient, database: Database, answer: httpx.Response) -> Any:
    """The result of the job that was queued, which is run here."""
    assert answer.status_code == 202, answer.text
    assert answer.headers["Preference-Applied"] == "respond-async"
    job_id = answer.json()["job_id"]
    assert answer.headers["Location"] == f"/api/v1/jobs/{job_id}"
    session = (await client.get("/session")).json()
    await JobRunner(database).run(session["tenant"]["id"], UUID(session["user"]["id"]), UUID(job_id))
    job = (await client.get(f"/jobs/{job_id}")).json()
    assert job["state"] == "succeeded", job
    return job["result"]


class TestInBackground:
    @pytest.mark.parametrize("path", [RECORDS + "?count=exact", OVERVIEW])
    async def test_anonymous(self, client_of: ClientOf, path: str) -> None:
        answer = await (await client_of(None)).get(path, headers=ASYNC)

        assert answer.status_code == 401

    async def test_report(self, client: httpx.AsyncClient, database: Database) -> None:
        asked = {"group_by": ["stage"], "metrics": [{"fn": "count"}, {"fn": "sum", "field": "amount"}]}

        queued = await client.post(AGGREGATE, json=asked, headers=ASYNC)

        at_once = await client.post(AGGREGATE, json=asked)
        assert await done(client, database, queued) == at_once.json()

    async def test_exact_count(self, client: httpx.AsyncClient, database: Database) -> None:
        asked = {"count": "exact", "filter": 'name == "One"'}

        queued = await client.get(RECORDS, params=asked, headers=ASYNC)

        at_once = await client.get(RECORDS, params=asked)
        assert await done(client, database, queued) == {"count": at_once.json()["count"]}

    async def test_sales_overview(self, client: httpx.AsyncClient, database: Database) -> None:
        queued = await client.get(OVERVIEW, params={"pipeline": "sales"}, headers=ASYNC)

        at_once = await client.get(OVERVIEW, params={"pipeline": "sales"})
        assert await done(client, database, queued) == at_once.json()

    async def test_result_is_nobody_elses(
        self, client: httpx.AsyncClient, client_of: ClientOf, database: Database
    ) -> None:
        queued = await client.post(AGGREGATE, json={}, headers=ASYNC)
        await done(client, database, queued)

        stranger = await client_of("globex")

        assert (await stranger.get(f"/jobs/{queued.json()['job_id']}")).status_code == 404

    async def test_what_is_wrong_is_said_at_once(self, client: httpx.AsyncClient) -> None:
        answers = [
            await client.post(AGGREGATE, json={"group_by": ["nothing"]}, headers=ASYNC),
            await client.get(RECORDS, params={"count": "exact", "filter": "nothing == 1"}, headers=ASYNC),
            await client.get(OVERVIEW, params={"pipeline": "nothing"}, headers=ASYNC),
        ]

        assert [answer.status_code for answer in answers] == [422, 422, 422]

    async def test_not_too_many_wait(self, client: httpx.AsyncClient) -> None:
        for _ in range(10):
            answer = await client.post(AGGREGATE, json={}, headers=ASYNC)
            if answer.status_code != 202:
                break

        assert answer.status_code == 429
        assert answer.json()["code"] == "jobs_waiting"
