"""A company that keeps its books in US dollars and sells in euros and yen."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import asyncpg
import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.runner import JobRunner

RATES = [
    {"currency": "EUR", "valid_from": "2020-01-01", "rate": "1.25"},
    {"currency": "EUR", "valid_from": "2024-01-01", "rate": "1.1"},
    {"currency": "JPY", "valid_from": "2020-01-01", "rate": "0.0065"},
]


@pytest.fixture
async def owner(owner_url):
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


@pytest.fixture
def run_jobs(database, owner):
    catalogue.load()

    async def run_jobs():
        for row in await owner.fetch("SELECT * FROM guanxi.job WHERE state = 'queued' ORDER BY id"):
            await JobRunner(database).run(row["tenant_id"], row["created_by"], row["id"])
        assert not await owner.fetch("SELECT error FROM guanxi.job WHERE state = 'failed'")

    return run_jobs


class Company:
    """What the tests ask of it."""

    def __init__(self, client):
        self.client = client

    async def make(self, **values):
        answer = await self.client.post("/objects/deal/records", json={"name": "Licences", **values})
        assert answer.status_code == 201, answer.text
        return await self.get(answer.json()["ids"][0])

    async def get(self, record_id, object_name="deal"):
        return (await self.client.get(f"/objects/{object_name}/records/{record_id}")).json()

    async def change(self, deal, **values):
        answer = await self.client.patch(f"/objects/deal/records/{deal['id']}", json=values)
        assert answer.status_code == 200, answer.text
        return await self.get(deal["id"])

    async def rates(self, *rates, **body):
        answer = await self.client.post("/exchange-rates", json={"rates": list(rates), **body})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def undo(self, change_set_id):
        answer = await self.client.post(f"/change-sets/{change_set_id}/undo")
        assert answer.status_code in (200, 202), answer.text
        return answer.json()


@pytest.fixture
async def company(client_of, request, run_jobs):
    client = await client_of(f"m{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    assert (await client.put("/currencies", json={"currencies": ["EUR", "jpy"]})).status_code == 200
    found = Company(client)
    await found.rates(*RATES)
    await run_jobs()
    return found


@pytest.fixture
def foreign():
    def foreign(amount, currency="EUR"):
        return {"amount": amount, "currency": currency}

    return foreign
