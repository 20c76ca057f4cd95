"""What lies within some kilometres, with and without an index: `python -m benchmarks.near [--accounts 1000000] [--explain]`.

One company of so many accounts, each somewhere in China at random, in two fields with the same places: one is indexed, the other is
not. The first fifty within 1, 10 and 100 km of the middle of Shanghai, then the nearest of them first, and the nearest of all, on
page 1 and page 40; over HTTP, one request after the other, warm; p50/p95 in milliseconds and the rows, or the code of the
refusal. `--explain` prints the plan of the database for 10 km.
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
from statistics import quantiles
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from benchmarks.companies import BenchCompany, found_company, new_identity
from benchmarks.machine import Machine
from guanxi import catalogue
from guanxi.kernel.db import Database
from guanxi.kernel.earth import cell_of
from guanxi.kernel.query import ListQuery, fetch_list
from guanxi.kernel.query.statements import Runnable
from guanxi.kernel.tenancy import open_scope

SOUTH, NORTH, WEST, EAST = 20.0, 45.0, 100.0, 123.0
HERE = "place(31.2304, 121.4737)"
FIELDS = {"indexed": "c_place", "not indexed": "c_other"}
KILOMETRES = (1, 10, 100)
PAGES = (1, 40)
TIMES = 30
CHUNK = 100_000
COLUMNS = ("tenant_id", "id", "name", "owner_id", "acl", "created_at", "updated_at", "custom")
OF_FIELD = "SELECT field_id, slot FROM guanxi.field_def WHERE tenant_id = $1 AND api_name = $2"


async def _measure(given: argparse.Namespace) -> None:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        with Machine(Path(folder)) as machine:
            database = Database(machine.login_url, largest=2)
            await database.start()
            try:
                company = await found_company(database, await new_identity(database), "Near")
                with _client(machine, company) as client:
                    _declare(client)
                    await _fill(machine.owner_url, company, given.accounts)
                    for line in _lines(client):
                        print(line, flush=True)
                if given.explain:
                    print(await _explain(database, company))
            finally:
                await database.stop()


def _client(machine: Machine, company: BenchCompany) -> httpx.Client:
    return httpx.Client(
        base_url=f"{machine.url}/api/v1",
        headers={"Authorization": f"Bearer {company.token}", "Accept-Language": "en"},
        timeout=300,
    )


def _declare(client: httpx.Client) -> None:
    for kind, name in FIELDS.items():
        body = {"type": "geolocation", "label": name, "name": name, "indexed": kind == "indexed"}
        client.post("/objects/account/fields", json=body).raise_for_status()
    while not _is_ready(client):
        time.sleep(0.2)


def _is_ready(client: httpx.Client) -> bool:
    fields = client.get("/objects/account").json()["fields"]
    return any(each["name"] == "c_place" and each["custom"]["index"] == "ready" for each in fields)


async def _fill(owner_url: str, company: BenchCompany, accounts: int) -> None:
    owner = await asyncpg.connect(owner_url)
    (place, slot), (other, _) = [
        tuple(await owner.fetchrow(OF_FIELD, company.tenant_id, name)) for name in FIELDS.values()
    ]
    acl = [await owner.fetchval("SELECT everyone FROM guanxi.tenant WHERE tenant_id = $1", company.tenant_id)]
    numbers, now = Random(1), datetime.now(UTC)

    def row(number: int) -> tuple[Any, ...]:
        latitude = round(numbers.uniform(SOUTH, NORTH), 7)
        longitude = round(numbers.uniform(WEST, EAST), 7)
        at = {"latitude": latitude, "longitude": longitude}
        kept = json.dumps({str(place): at, str(other): at})
        key = (company.tenant_id, UUID(int=numbers.getrandbits(128)), f"Account {number}")
        return (*key, company.user_id, acl, now, now, kept, float(cell_of(latitude, longitude)))

    for first in range(0, accounts, CHUNK):
        rows = [row(number) for number in range(first, min(accounts, first + CHUNK))]
        await owner.copy_records_to_table(
            "account", schema_name="guanxi", columns=[*COLUMNS, slot], records=rows
        )
    await owner.execute("INSERT INTO guanxi.object_count VALUES ($1, 1, 0, $2)", company.tenant_id, accounts)
    await owner.execute("VACUUM ANALYZE guanxi.account")
    await owner.close()


def _lines(client: httpx.Client) -> Iterator[str]:
    for kind, field in FIELDS.items():
        for kilometres in KILOMETRES:
            distance = f"distance({field}, {HERE})"
            for order, sort in (("latest first", ""), ("nearest first", distance)):
                params = {
                    "filter": f"{distance} <= {kilometres}",
                    "sort": sort,
                    "limit": 50,
                    "fields": "name",
                }
                yield f"{kind:12} {kilometres:4} km, {order:13}  {_times(client, params)}"
        anywhere = {"sort": f"distance({field}, {HERE})", "limit": 50, "fields": "name"}
        for page in PAGES:
            yield f"{kind:12} anywhere, page {page:2}        {_times(client, anywhere | _cursor(client, anywhere, page))}"


def _cursor(client: httpx.Client, params: dict[str, Any], page: int) -> dict[str, str]:
    """Where this page begins, which takes reading those before it."""
    cursor: dict[str, str] = {}
    for _ in range(page - 1):
        answer = client.get("/objects/account/records", params=params | cursor)
        if answer.status_code == 200:
            cursor = {"cursor": answer.json()["next_cursor"]}
    return cursor


def _times(client: httpx.Client, params: dict[str, Any]) -> str:
    answer = client.get("/objects/account/records", params=params)
    if answer.status_code != 200:
        return str(answer.json()["code"])
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        client.get("/objects/account/records", params=params).raise_for_status()
        took.append(1000 * (time.perf_counter() - start))
        if len(took) > 1 and sum(took) > 4_000:
            break
    cuts = quantiles(took, n=20)
    count = answer.json()["count"]
    return f"{cuts[9]:8.1f} / {cuts[18]:.1f} ms, {count['value']}{'+' if count['capped'] else ''} rows"


async def _explain(database: Database, company: BenchCompany) -> str:
    """The plan of the very statement that a list sends."""
    sent: list[tuple[str, list[Any]]] = []
    row = Runnable.row

    async def noted(self: Runnable, scope: Any, given: dict[str, Any]) -> Any:
        sent.append((self.prepared.sql, self.prepared.arguments(self.parameters(scope, given))))
        return await row(self, scope, given)

    Runnable.row = noted  # type: ignore[method-assign]
    condition = f"distance(c_place, {HERE}) <= 10"
    async with open_scope(database, company.tenant_id, company.user_id, source="bench") as scope:
        await fetch_list(scope, ListQuery("account", filter=condition, fields=("name",)))
        sql, arguments = sent[-1]
        plan = await scope.tx.connection.fetch(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", *arguments)
    return "\n".join(each[0] for each in plan)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--explain", action="store_true")
    asyncio.run(_measure(parser.parse_args()))


if __name__ == "__main__":
    main()
