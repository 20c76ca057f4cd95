"""Many companies in one database: what founding one takes, what an idle one occupies, and who notices the others."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import Any

from guanxi.bench.catalogue import (
    OthersAreThere,
    count_companies,
    count_others,
    size_of,
    some_companies,
    tidy,
)
from guanxi.bench.founding import NAME, Progress, found_companies
from guanxi.bench.plans import fill, plans_of
from guanxi.bench.touching import touch
from guanxi.kernel.db import Database
from guanxi.settings import Settings

LARGEST_TABLES = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """`companies` to be there at the end, `touched` of them looked at by one process, `deals` of the one that asks."""

    companies: int
    touched: int
    deals: int


async def measure_tenants(
    settings: Settings, login_url: str, owner_url: str, asked: Asked, progress: Progress
) -> dict[str, Any]:
    """Leaves the companies there, so that a second run founds none. Raises OthersAreThere."""
    if others := await count_others(owner_url, NAME):
        raise OthersAreThere(
            f"The database holds {others} other companies. Name one that is only for measuring."
        )
    before, there = await size_of(owner_url), await count_companies(owner_url, NAME)
    database = Database(login_url, largest=6)
    await database.start()
    try:
        seconds = await found_companies(database, owner_url, asked.companies, progress)
        await tidy(owner_url)
        after = await size_of(owner_url)
        founded = asked.companies - there
        result: dict[str, Any] = {"companies": await count_companies(owner_url, NAME), "founded": founded}
        if seconds:
            result["founding_ms"] = _percentiles(seconds)
            result["bytes_per_company"] = round((after.whole - before.whole) / founded)
            result["bytes_by_table"] = {
                name: round((bytes_ - before.tables.get(name, 0)) / founded)
                for name, bytes_ in list(after.tables.items())[:LARGEST_TABLES]
            }
        companies = await some_companies(owner_url, NAME, asked.touched + 1)
        asking, *touched = companies
        await fill(database, *asking, asked.deals)
        await tidy(owner_url)
        result["plans"] = {name: asdict(plan) for name, plan in (await plans_of(database, *asking)).items()}
        if touched:
            result["touched"] = len(touched)
            there_too = settings.changed(database_url=login_url)
            result["server_mib"] = asdict(await asyncio.to_thread(touch, "server", there_too, touched))
            result["worker_mib"] = asdict(await asyncio.to_thread(touch, "worker", there_too, touched))
    finally:
        await database.stop()
    return result


def _percentiles(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        f"p{round(share * 100)}": round(1000 * ordered[int((len(ordered) - 1) * share)], 2)
        for share in (0.5, 0.95, 0.99)
    }
