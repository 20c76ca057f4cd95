"""One change to every deal of a company, over HTTP and in the worker; taking it back; deleting them all; taking that back."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from benchmarks.companies import fill_company, found_company, new_identity
from benchmarks.imports import MEBIBYTE, SETTLED, Memory
from benchmarks.machine import Machine
from guanxi.client import Api
from guanxi.kernel.db import Database

ENDED = ("succeeded", "failed", "cancelled")
EVERYTHING = {"filter": "true"}
EDITED_SINCE = 20  # deals that somebody edits before the update is taken back
SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class Step:
    seconds: float
    per_second: int
    per_cpu_second: int


async def measure_mass_work(machine: Machine, database: Database, deals: int) -> dict[str, Any]:
    """Each step from its request to the end of its job."""
    company = await found_company(database, await new_identity(database), "Mass work")
    await fill_company(machine, company, deals)
    headers = {"Accept-Language": "en", "Authorization": f"Bearer {company.token}"}
    async with httpx.AsyncClient(base_url=machine.url, timeout=None, headers=headers) as http:
        work = _Work(Api(http), machine, deals)
        updated = await work.change({"values": {"close_date": "2027-01-15"}})
        edited = await _edit_some(work.api)
        await work.take_back("update", updated, kept=edited)
        deleted = await work.change({"delete": True})
        await work.take_back("delete", deleted, kept=0)
    steps = {name: asdict(step) for name, step in work.steps.items()}
    memory = {name: round(value) for name, value in asdict(work.memory).items()}
    return {"deals": deals, "steps": steps, "worker_mib": memory}


async def _edit_some(api: Api) -> int:
    found = await api.get("/objects/deal/records", limit=EDITED_SINCE, fields="id")
    for deal in found["data"]:
        await api.patch(f"/objects/deal/records/{deal['id']}", {"close_date": "2028-02-20"})
    return len(found["data"])


class _Work:
    def __init__(self, api: Api, machine: Machine, deals: int) -> None:
        self.api = api
        self.steps: dict[str, Step] = {}
        self.memory = Memory()
        self._machine = machine
        self._deals = deals

    async def change(self, change: dict[str, Any]) -> str:
        """The id of the change-set."""
        start = self._now()
        asked = await self.api.post("/objects/deal/mass-updates", {**EVERYTHING, **change})
        result = await self._end_of(asked["job_id"])
        self._note("delete" if "delete" in change else "update", start)
        assert result["updated"] == self._deals, result
        return str(asked["change_set_id"])

    async def take_back(self, name: str, change_set_id: str, *, kept: int) -> None:
        start = self._now()
        asked = await self.api.post(f"/change-sets/{change_set_id}/undo", {})
        result = await self._end_of(asked["job_id"])
        self._note(f"undo of {name}", start)
        assert result["kept_count"] == kept, result

    async def _end_of(self, job_id: str) -> Any:
        while (job := await self.api.get(f"/jobs/{job_id}"))["state"] not in ENDED:
            if job["total"] and job["done"] >= job["total"] * SETTLED:
                resident = self._machine.worker.memory_info().rss / MEBIBYTE
                self.memory.at_first = self.memory.at_first or resident
                self.memory.at_most = max(self.memory.at_most, resident)
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        assert job["state"] == "succeeded", job
        return job["result"]

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), self._machine.cpu_seconds()

    def _note(self, name: str, start: tuple[float, float]) -> None:
        seconds, spent = (end - begun for end, begun in zip(self._now(), start, strict=True))
        self.steps[name] = Step(
            round(seconds, 1), round(self._deals / seconds), round(self._deals / max(spent, 0.01))
        )
