"""The noisy neighbour: what a company notices when another one sends ten times its fair load.

The process answers `capacity` requests of a mix per second for one company that sends as fast as it can. A tenth of that
is called a fair load. The quiet company sends one fair load throughout; the busy one, with as many records, sends ten, and
imports one file after the other.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec

from benchmarks.companies import fill_company, found_company, new_identity
from benchmarks.http import Connection
from benchmarks.imports import import_what_deals_name, repeated
from benchmarks.job_queue import measure_jobs
from benchmarks.load import CLIENTS, run
from benchmarks.machine import Machine
from benchmarks.open_loop import Request, Seen, send
from benchmarks.pair import Pair
from benchmarks.reads import FIELDS, LIST, RECORDS
from guanxi.client import Api
from guanxi.client.imports import run_import
from guanxi.demo.files import FILES
from guanxi.kernel.db import Database

DEALS = 10_000
FAIR_SHARES = 10
IMPORTED_ROWS = 5_000
ROUNDS = 4
QUIET_CONNECTIONS = 8
BUSY_CONNECTIONS = 64
WARM_UP = 2.0  # seconds of the busy company alone, until its queue is what it will be

_BOARD: Request = ("GET", "/api/v1/objects/deal/board?limit=20", b"")
_AGGREGATE: Request = (
    "POST",
    "/api/v1/objects/deal/aggregate",
    msgspec.json.encode({"group_by": ["stage"], "metrics": [{"fn": "count"}]}),
)
_LISTING = urlencode(
    {"filter": LIST.filter, "sort": LIST.sort, "fields": ",".join(FIELDS), "limit": 50, "count": "none"}
)
_LIST: Request = ("GET", f"{RECORDS}?{_LISTING}", b"")
MIX: tuple[Request, ...] = (_LIST, _LIST, _LIST, _BOARD, _LIST, _LIST, _LIST, _AGGREGATE, _LIST, _LIST)


async def measure_neighbours(machine: Machine, database: Database, seconds: float) -> dict[str, Any]:
    """The quiet company's latency alone and beside the busy one, in turns."""
    return await measure_pair(await make_pair(machine, database, seconds), database)


async def make_pair(machine: Machine, database: Database, seconds: float) -> Pair:
    identity_id = await new_identity(database)
    quiet, busy = [await found_company(database, identity_id, name) for name in ("Quiet", "Busy")]
    for company in (quiet, busy):
        await fill_company(machine.owner_url, company, DEALS)
    pair = Pair(machine, quiet, busy, seconds)
    async with _api(machine.url, pair.busy.token) as api:
        await import_what_deals_name(api)
    repeated(machine.folder, IMPORTED_ROWS)
    return pair


async def measure_pair(pair: Pair, database: Database) -> dict[str, Any]:
    capacity = await _capacity(pair)
    fair = capacity / FAIR_SHARES
    alone, beside = Seen(), Seen()
    busy: dict[str, int] = {}
    for _ in range(ROUNDS):
        _add(alone, await _quiet(pair, fair))
        seen, busy = await _both(pair, fair)
        _add(beside, seen)
    assert set(alone.statuses) | set(beside.statuses) == {200}, (alone.statuses, beside.statuses)
    return {
        "deals": DEALS,
        "capacity_per_second": round(capacity),
        "quiet_per_second": round(fair, 1),
        "busy_offered_per_second": round(capacity),
        "busy_answers": busy,
        "alone": _summary(alone),
        "beside": _summary(beside),
        "jobs": await measure_jobs(pair, database),
        "p50_ratio": round(beside.percentile_ms(0.5) / alone.percentile_ms(0.5), 2),
        "p95_ratio": round(beside.percentile_ms(0.95) / alone.percentile_ms(0.95), 2),
    }


async def _capacity(pair: Pair) -> float:
    async def client(number: int) -> Any:
        connection = await Connection(pair.machine.port, pair.quiet.token).open()
        at = number

        async def one() -> None:
            nonlocal at
            at += 1
            await connection.send(*MIX[at % len(MIX)])

        return one

    clients = [await client(number) for number in range(CLIENTS)]
    return (await run(clients, pair.seconds, pair.machine.spent)).per_second


async def _quiet(pair: Pair, per_second: float) -> Seen:
    return await send(MIX, per_second, pair.seconds, pair.machine.port, pair.quiet.token, QUIET_CONNECTIONS)


async def _both(pair: Pair, fair: float) -> tuple[Seen, dict[str, int]]:
    """The busy company is sent for by a process of its own: what measures must not wait for what disturbs."""
    arguments = [
        str(pair.machine.port), pair.busy.token, str(fair * FAIR_SHARES), str(pair.seconds + 2 * WARM_UP),
        str(pair.machine.folder / "pipeline.csv"),
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.neighbours",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    await asyncio.sleep(WARM_UP)
    seen = await _quiet(pair, fair)
    output, _ = await process.communicate()
    return seen, json.loads(output)


def _add(to: Seen, seen: Seen) -> None:
    to.seconds += seen.seconds
    to.statuses += seen.statuses


def _summary(seen: Seen) -> dict[str, Any]:
    return {
        "requests": len(seen.seconds),
        "p50_ms": seen.percentile_ms(0.5),
        "p95_ms": seen.percentile_ms(0.95),
    }


@asynccontextmanager
async def _api(url: str, token: str) -> AsyncIterator[Api]:
    headers = {"Accept-Language": "en", "Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=url, timeout=None, headers=headers) as http:
        yield Api(http)


async def _disturb(port: int, token: str, per_second: float, seconds: float, file: Path) -> None:
    importing = asyncio.create_task(_import_on_and_on(f"http://127.0.0.1:{port}", token, seconds, file))
    seen = await send(MIX, per_second, seconds, port, token, BUSY_CONNECTIONS)
    answers = {str(status): count for status, count in sorted(seen.statuses.items())}
    print(json.dumps({**answers, "imported_rows": await importing}))


async def _import_on_and_on(url: str, token: str, seconds: float, file: Path) -> int:
    """Returns the number of rows. The last import is waited for, so that it disturbs nobody later."""
    deals, imported, end = FILES[-1], 0, time.perf_counter() + seconds
    async with _api(url, token) as api:
        while time.perf_counter() < end:
            state = await run_import(api, file, deals.object, deals.options)
            imported += state["result"]["created"] + state["result"].get("updated", 0)
    return imported


if __name__ == "__main__":
    port, token, per_second, seconds, file = sys.argv[1:]
    asyncio.run(_disturb(int(port), token, float(per_second), float(seconds), Path(file)))
