"""A company of its own for each test: the administrator, somebody who goes, and a colleague who stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.worker import WorkerThread

ENDED = ("succeeded", "failed", "cancelled")


@dataclass
class Company:
    name: str
    admin: httpx.AsyncClient
    leaver: httpx.AsyncClient
    leaver_id: str
    heir: httpx.AsyncClient
    heir_id: str

    @property
    def url(self) -> str:
        return f"/users/{self.leaver_id}/hand-over"

    async def own(self, object_name: str, *records: dict[str, Any]) -> list[str]:
        """Records of the one who goes."""
        made = await self.leaver.post(f"/objects/{object_name}/records", json=list(records))
        assert made.status_code == 201, made.text
        return made.json()["ids"]

    async def owners(self, object_name: str, **query: Any) -> dict[str, str]:
        """Names of owners by names of records."""
        params = {"limit": 200, "fields": "name,owner", **query}
        answer = await self.admin.get(f"/objects/{object_name}/records", params=params)
        assert answer.status_code == 200, answer.text
        return {row["name"]: row["owner"]["name"] for row in answer.json()["data"]}

    async def hand_over(self, **asked: Any) -> dict[str, Any]:
        answer = await self.admin.post(self.url, json=asked)
        assert answer.status_code == 202, answer.text
        return answer.json()

    async def ended(self, job_id: str, seconds: float = 60) -> dict[str, Any]:
        async with asyncio.timeout(seconds):
            while (job := (await self.admin.get(f"/jobs/{job_id}")).json())["state"] not in ENDED:
                await asyncio.sleep(0.02)
        return job

    async def done(self, **asked: Any) -> dict[str, Any]:
        """The result of a hand-over that went well."""
        job = await self.ended((await self.hand_over(**asked))["job_id"])
        assert job["state"] == "succeeded", job
        return job["result"]

    async def make_team(self, kind: str = "team", **given: Any) -> dict[str, Any]:
        answer = await self.admin.post("/teams", json={"name": f"The {kind}", "kind": kind} | given)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def members(self, team_id: str) -> set[str]:
        page = (await self.admin.get(f"/teams/{team_id}/members")).json()
        return {member["id"] for member in page["data"]}


@pytest.fixture
async def company(client_of: Any, request: pytest.FixtureRequest) -> Company:
    name = f"h{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"
    admin = await client_of(name)
    leaver, heir = await client_of(name, role="member"), await client_of(name, role="viewer")
    ids = [(await client.get("/session")).json()["user"]["id"] for client in (leaver, heir)]
    return Company(name, admin, leaver, ids[0], heir, ids[1])


@pytest.fixture(scope="module")
def worker(app: object, database_url: str) -> Iterator[WorkerThread]:
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()
