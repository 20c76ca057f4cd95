"""One change to every deal of a company, over HTTP and in the worker; taking it back; deleting them all; taking that back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from benchmarks.bulk import Bulk, Watch, as_dict
from benchmarks.companies import fill_company, found_company, new_identity
from benchmarks.machine import Machine
from guanxi.client import Api
from guanxi.kernel.db import Database

ENDED = ("succeeded", "failed", "cancelled")
ALL = {
    "filter": "probability == 50 && status in ['open', 'won', 'lost']"
}  # a condition, which all of them meet
EDITED_SINCE = 20  # deals that somebody edits before the update is taken back
SECONDS_BETWEEN_LOOKS = 0.1


async def measure_mass_work(machine: Machine, database: Database, deals: int) -> dict[str, Any]:
    """Each step from its request to the end of its job."""
    company = await found_company(database, await new_identity(database), f"Mass work {deals}")
    await fill_company(machine.owner_url, company, deals)
    headers = {"Accept-Language": "en", "Authorization": f"Bearer {company.token}"}
    async with httpx.AsyncClient(base_url=machine.url, timeout=None, headers=headers) as http:
        api, steps = Api(http), dict[str, Bulk]()
        steps["update"], updated = await _change(
            api, machine, deals, {"values": {"close_date": "2027-01-15"}}
        )
        edited = await _edit_some(api)
        steps["undo of update"] = await take_back(api, Watch(machine), updated, deals, kept=edited)
        steps["delete"], deleted = await _change(api, machine, deals, {"delete": True})
        steps["undo of delete"] = await take_back(api, Watch(machine), deleted, deals, kept=0)
    return {"deals": deals, "steps": {name: as_dict(step) for name, step in steps.items()}}


async def take_back(api: Api, watch: Watch, change_set_id: str, size: int, *, kept: int) -> Bulk:
    watch.begin()
    asked = await api.post(f"/change-sets/{change_set_id}/undo", {})
    result = await end_of_job(api, asked["job_id"], watch.look)
    assert (result["reverted"], result["kept_count"]) == (size - kept, kept), result
    return watch.end(size)


async def _change(api: Api, machine: Machine, deals: int, change: dict[str, Any]) -> tuple[Bulk, str]:
    """With the id of the change-set."""
    watch = Watch(machine)
    watch.begin()
    asked = await api.post("/objects/deal/mass-updates", {**ALL, **change})
    result = await end_of_job(api, asked["job_id"], watch.look)
    assert result["updated"] == deals, result
    return watch.end(deals), str(asked["change_set_id"])


async def _edit_some(api: Api) -> int:
    found = await api.get("/objects/deal/records", limit=EDITED_SINCE, fields="id")
    for deal in found["data"]:
        await api.patch(f"/objects/deal/records/{deal['id']}", {"close_date": "2028-02-20"})
    return len(found["data"])


async def end_of_job(api: Api, job_id: str, look: Callable[[int, int], None] | None = None) -> Any:
    """Its result."""
    while (job := await api.get(f"/jobs/{job_id}"))["state"] not in ENDED:
        if look and job["total"]:
            look(job["done"], job["total"])
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    assert job["state"] == "succeeded", job
    return job["result"]
