"""What amounts in other currencies cost beside those in the company's own: `python -m benchmarks.currencies [--accounts 200000]`.

One company of so many accounts; each has an amount of money and one in euros, both indexed, worth the same. The same lists and
sums over either, in turns, over HTTP, warm: medians in milliseconds and their ratio. Then a new rate: records a second of the
job that converts them all, with one worker.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from benchmarks.companies import BenchCompany, found_company, new_identity
from benchmarks.machine import Machine
from guanxi import catalogue
from guanxi.kernel.db import Database

OWN, FOREIGN = "c_own", "c_foreign"
TYPES = {OWN: "money", FOREIGN: "currency_amount"}
LIST = "/objects/account/records"
TIMES = 30
CHUNK = 50_000
COLUMNS = (
    "tenant_id", "id", "name", "industry", "owner_id", "acl", "created_at", "updated_at", "custom",
)  # fmt: skip
OF_FIELD = "SELECT field_id, slot FROM guanxi.field_def WHERE tenant_id = $1 AND api_name = $2"
INDUSTRIES = ("finance", "retail", "education", "manufacturing")


async def _measure(given: argparse.Namespace) -> None:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        with Machine(Path(folder), GUANXI_JOB_NICENESS="0") as machine:  # no request waits for a processor
            database = Database(machine.login_url, largest=2)
            await database.start()
            try:
                company = await found_company(database, await new_identity(database), "Abroad")
            finally:
                await database.stop()
            with _client(machine, company) as client:
                _declare(client)
                await _fill(machine.owner_url, company, given.accounts)
                for line in _readings(client):
                    print(line, flush=True)
                print(_converting(client, given.accounts), flush=True)


def _client(machine: Machine, company: BenchCompany) -> httpx.Client:
    return httpx.Client(
        base_url=f"{machine.url}/api/v1", headers={"Authorization": f"Bearer {company.token}"}, timeout=300
    )


def _declare(client: httpx.Client) -> None:
    client.put("/currencies", json={"currencies": ["EUR"]}).raise_for_status()
    _give_rate(client, "2")
    for name, type_ in TYPES.items():
        body = {"type": type_, "label": name, "name": name, "indexed": True}
        client.post("/objects/account/fields", json=body).raise_for_status()
    while not _are_ready(client):
        time.sleep(0.2)


def _are_ready(client: httpx.Client) -> bool:
    fields = {each["name"]: each for each in client.get("/objects/account").json()["fields"]}
    return all(fields[name]["custom"]["index"] == "ready" for name in TYPES)


def _give_rate(client: httpx.Client, rate: str) -> str | None:
    rates = [{"currency": "EUR", "valid_from": "2020-01-01", "rate": rate}]
    answer = client.post("/exchange-rates", json={"rates": rates})
    answer.raise_for_status()
    found: str | None = answer.json()["job_id"]
    return found


async def _fill(owner_url: str, company: BenchCompany, accounts: int) -> None:
    owner = await asyncpg.connect(owner_url)
    (own, own_slot), (foreign, foreign_slot) = [
        tuple(await owner.fetchrow(OF_FIELD, company.tenant_id, name)) for name in TYPES
    ]
    acl = [await owner.fetchval("SELECT everyone FROM guanxi.tenant WHERE tenant_id = $1", company.tenant_id)]
    numbers, now = Random(1), datetime.now(UTC)

    def row(number: int) -> tuple[Any, ...]:
        worth = 2 * numbers.randrange(100, 10_000_000)
        amount = {"amount": f"{worth // 2 / 100:.2f}", "currency": "EUR", "converted": f"{worth / 100:.2f}"}
        kept = json.dumps({str(own): worth, str(foreign): amount})
        key = (company.tenant_id, UUID(int=numbers.getrandbits(128)), f"Account {number}")
        values = (INDUSTRIES[number % len(INDUSTRIES)], company.user_id, acl, now, now, kept)
        return (*key, *values, float(worth), worth / 100)

    for first in range(0, accounts, CHUNK):
        rows = [row(number) for number in range(first, min(accounts, first + CHUNK))]
        columns = [*COLUMNS, own_slot, foreign_slot]
        await owner.copy_records_to_table("account", schema_name="guanxi", columns=columns, records=rows)
    await owner.execute("INSERT INTO guanxi.object_count VALUES ($1, 1, 0, $2)", company.tenant_id, accounts)
    await owner.execute("VACUUM ANALYZE guanxi.account")
    await owner.close()


def _readings(client: httpx.Client) -> Iterator[str]:
    def listed(**params: Any) -> dict[str, Any]:
        return {"method": "GET", "url": LIST, "params": {"limit": 50, **params}}

    def summed(worth: str) -> dict[str, Any]:
        asked = {"group_by": ["industry"], "metrics": [{"fn": "sum", "field": worth}]}
        return {"method": "POST", "url": "/objects/account/aggregate", "json": asked}

    asked = {
        "the largest": lambda worth, field: listed(sort=f"-{field}", fields=f"name,{field}"),
        "above an amount": lambda worth, field: listed(filter=f"{worth} > 199000", fields="name"),
        "above, largest first": lambda worth, field: listed(
            filter=f"{worth} > 100000", sort=f"-{field}", fields="name"
        ),
        "sums by industry": lambda worth, field: summed(worth),
    }
    for name, ask in asked.items():
        taken: dict[str, list[float]] = {OWN: [], FOREIGN: []}
        for _ in range(TIMES):
            for field, worth in ((OWN, OWN), (FOREIGN, f"{FOREIGN}.converted")):
                start = time.perf_counter()
                answer = client.request(**ask(worth, field))
                taken[field].append(1000 * (time.perf_counter() - start))
                if answer.status_code != 200:
                    raise RuntimeError(answer.text)
        own, foreign = median(taken[OWN]), median(taken[FOREIGN])
        yield f"{name:22} own {own:8.1f} ms  foreign {foreign:8.1f} ms  ratio {foreign / own:.2f}"


def _converting(client: httpx.Client, accounts: int) -> str:
    start = time.perf_counter()
    job = _give_rate(client, "2.5")
    while (found := client.get(f"/jobs/{job}").json())["finished_at"] is None:
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    return f"a new rate: {found['state']}, {accounts / seconds:,.0f} records/s ({seconds:.1f} s), {found['result']}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accounts", type=int, default=200_000)
    asyncio.run(_measure(parser.parse_args()))


if __name__ == "__main__":
    main()
