"""Measures, prints and stores: `python -m benchmarks [--deals 10000 1000000] [--tenants 1000] [--rows 100000] [--mass 100000]`.

`--neighbours`, `--live`, `--companies` and `--workflows` alone: `--deals --rows 0 --mass 0 --tenants 10` leaves the rest out."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.companies import fill_company, found_company, found_small_companies, new_identity
from benchmarks.imports import measure_import
from benchmarks.large import measure_large
from benchmarks.live import measure_live
from benchmarks.load import CLIENTS
from benchmarks.machine import Machine
from benchmarks.many_companies import measure_many_companies
from benchmarks.mass_work import measure_mass_work
from benchmarks.neighbours import measure_neighbours
from benchmarks.reads import reads
from benchmarks.report import as_text
from benchmarks.scenarios import Bench, Scenario, measure
from benchmarks.statements import keep_statements, statements_as_text
from benchmarks.workflows import Wanted, measure_workflows
from benchmarks.writes import RECORDS_PER_CLIENT, creating, updating
from guanxi import catalogue
from guanxi.kernel.db import Database
from guanxi.kernel.query import Governor, set_governor
from guanxi.kernel.tenancy import load_seed

STORED = Path(__file__).parent / "results.json"
SOME_DEALS = "SELECT array_agg(id) FROM (SELECT id FROM guanxi.deal LIMIT $1) d"
NO_OBJECT_IS_LARGE = 10**12  # records: what is compared is what reading costs, not what the governor refuses
CHANGES = 40  # that listeners hear of
AN_ACCOUNT = "SELECT id FROM guanxi.account LIMIT 1"


async def _measure(given: argparse.Namespace) -> dict[str, Any]:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as folder:
        Path(folder).chmod(0o711)
        set_governor(Governor(NO_OBJECT_IS_LARGE))
        unbounded = {"GUANXI_LARGE_OBJECT_RECORDS": str(NO_OBJECT_IS_LARGE)}
        with Machine(Path(folder), statements=given.statements, **unbounded) as machine:
            database = Database(machine.login_url, largest=CLIENTS * max(1, len(given.deals)) + 1)
            await database.start()
            try:
                results = await _measure_on(machine, database, given)
            finally:
                await database.stop()
    if given.workflows:
        results["workflows"] = await measure_workflows(Wanted(given.workflows))
    return results


async def _measure_on(machine: Machine, database: Database, given: argparse.Namespace) -> dict[str, Any]:
    founding = await found_small_companies(machine.owner_url, database, given.tenants)
    if given.statements:
        await keep_statements(machine)
    results = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "small_companies": given.tenants,
        "founding": asdict(founding),
        "import": await measure_import(machine, given.rows) if given.rows else None,
        "mass_work": [await measure_mass_work(machine, database, deals) for deals in given.mass],
        "neighbours": await measure_neighbours(machine, database, given.neighbours)
        if given.neighbours
        else None,
        "live": [
            await measure_live(machine, database, given.live, companies, CHANGES) for companies in (10, 1)
        ]
        if given.live
        else None,
        "companies": await measure_many_companies(machine, given.companies) if given.companies else None,
        "sizes": {},
    }
    if given.statements:
        print(await statements_as_text(machine))
    if not given.deals:
        return results
    companies = {str(deals): await _company(machine, database, deals, given) for deals in given.deals}
    for size, company in companies.items():
        results["sizes"][size] = {"bytes_per_deal": company.bytes_per_deal, "scenarios": {}}
    for name in given.only or next(iter(companies.values())).scenarios:
        found = await measure({size: (each.bench, each.scenarios[name]) for size, each in companies.items()})
        for size, result in found.items():
            results["sizes"][size]["scenarios"][name] = result
    return results


@dataclass(frozen=True)
class Filled:
    bytes_per_deal: dict[str, int]
    bench: Bench
    scenarios: dict[str, Scenario]


async def _company(machine: Machine, database: Database, deals: int, given: argparse.Namespace) -> Filled:
    company = await found_company(database, await new_identity(database), f"Bench {deals}")
    taken = await fill_company(machine.owner_url, company, deals)
    async with database.auth() as tx:
        seed = await load_seed(tx, company.tenant_id, company.user_id)
    assert seed is not None
    async with database.transaction(seed, source="api") as scope:
        ids: list[UUID] = await scope.tx.connection.fetchval(SOME_DEALS, CLIENTS * RECORDS_PER_CLIENT + 1)
        account_id: UUID = await scope.tx.connection.fetchval(AN_ACCOUNT)
    known = {company.user_id, account_id}
    scenarios = reads(ids[0]) | {"create": creating(account_id, known), "update": updating(ids, known)}
    return Filled(taken, Bench(machine, database, company, seed, given.seconds), scenarios)


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def _measure_large(given: argparse.Namespace) -> None:
    large = asyncio.run(measure_large(given)) | {"commit": _commit()}
    if given.store:
        stored = json.loads(STORED.read_text()) if STORED.exists() else {}
        STORED.write_text(json.dumps(stored | {"large": large}, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--deals",
        type=int,
        nargs="*",
        default=[10_000, 1_000_000],
        help="sizes of the company; none leaves out requests",
    )
    parser.add_argument("--tenants", type=int, default=1_000, help="small companies in the same tables")
    parser.add_argument("--rows", type=int, default=100_000, help="rows to import; 0 leaves the import out")
    parser.add_argument(
        "--mass",
        type=int,
        nargs="*",
        default=[100_000],
        help="deals to change, delete and take back at once; none leaves it out",
    )
    parser.add_argument(
        "--statements", action="store_true", help="print what import and mass work cost by statement"
    )
    parser.add_argument(
        "--neighbours",
        type=float,
        default=4.0,
        help="seconds of each round beside a busy company; 0 leaves it out",
    )
    parser.add_argument("--live", type=int, default=500, help="listeners to live changes; 0 leaves it out")
    parser.add_argument(
        "--companies",
        type=int,
        default=5_000,
        help="to found in a database of their own (`guanxi bench tenants`); 0 leaves it out",
    )
    parser.add_argument(
        "--workflows", type=int, default=20_000, help="records that start a workflow; 0 leaves it out"
    )
    parser.add_argument("--seconds", type=float, default=6.0, help="of each measurement, over all rounds")
    parser.add_argument("--only", nargs="+", help="scenarios to run")
    parser.add_argument(
        "--large",
        action="store_true",
        help="one company of the largest of `--deals` instead, and people who see different shares of it",
    )
    parser.add_argument(
        "--keep", type=Path, help="with --large: a folder to build the company in, or to find it in"
    )
    parser.add_argument(
        "--shares", nargs="+", help="with --large: whose requests, by the share that they see"
    )
    parser.add_argument("--store", action="store_true", help=f"keep the results in {STORED.name}")
    given = parser.parse_args()
    if given.large:
        _measure_large(given)
        return
    results = asyncio.run(_measure(given))
    earlier = json.loads(STORED.read_text()) if STORED.exists() else None
    print(as_text(results, earlier))
    if given.store:
        STORED.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
