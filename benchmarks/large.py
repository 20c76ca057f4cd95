"""`python -m benchmarks --large`: the screens of one very large company, for people who see different shares of it.

One client, one request after the other, warm: what one person waits. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import msgspec

from benchmarks.large_company import LargeCompany, Person, large_company
from benchmarks.large_reads import Request, requests
from benchmarks.machine import Machine
from guanxi import catalogue
from guanxi.kernel.db import Database

WARM_UP = 2
SLOW = 2.0  # seconds, beyond which a request is not repeated more than it must


async def measure_large(given: argparse.Namespace) -> dict[str, Any]:
    catalogue.load()
    with tempfile.TemporaryDirectory(prefix="guanxi-bench-") as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
        with Machine(folder) as machine:
            database = Database(machine.login_url, largest=2)
            await database.start()
            try:
                company = await large_company(machine, database, max(given.deals))
            finally:
                await database.stop()
            return {"deals": company.deals, "requests": dict(_measure(machine, company, given))}


def _measure(
    machine: Machine, company: LargeCompany, given: argparse.Namespace
) -> Iterator[tuple[str, dict[str, Any]]]:
    people = [each for each in company.people if not given.shares or each.share in given.shares]
    for request in requests(company):
        if given.only and not any(re.search(each, request.name) for each in given.only):
            continue
        found = {}
        for person in people:
            with httpx.Client(base_url=machine.url, headers=_headers(person), timeout=120) as client:
                found[person.share] = _times(client, request, given.seconds)
        print(_line(request.name, found), flush=True)
        yield request.name, found


def _headers(person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.token}", "Accept-Language": "en"}


def _times(client: httpx.Client, request: Request, seconds: float) -> dict[str, Any]:
    path = request.path
    for _ in range(request.pages):
        cursor = _send(client, request, path).json().get("next_cursor")
        if not cursor:
            break
        path = str(httpx.URL(request.path).copy_merge_params({"cursor": cursor, "count": "none"}))
    times: list[float] = []
    answer = _send(client, request, path)
    if answer.elapsed.total_seconds() < SLOW:
        for _ in range(WARM_UP):
            answer = _send(client, request, path)
    ends = time.perf_counter() + seconds
    while not times or (time.perf_counter() < ends and len(times) < 200):
        start = time.perf_counter()
        answer = _send(client, request, path)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return {
        "status": answer.status_code,
        "p50_ms": round(median(times), 1),
        "p95_ms": round(times[min(len(times) - 1, int(len(times) * 0.95))], 1),
        "rows": _rows(answer),
    }


def _send(client: httpx.Client, request: Request, path: str) -> httpx.Response:
    if request.body is None:
        return client.get(path)
    return client.post(
        path, content=msgspec.json.encode(request.body), headers={"Content-Type": "application/json"}
    )


def _rows(answer: httpx.Response) -> int | str:
    document = answer.json()
    if answer.status_code >= 400:
        return str(document["code"])
    if "columns" in document:
        return sum(len(column["data"]) for column in document["columns"])
    return len(document["data"]) if "data" in document else len(document)


def _line(name: str, found: dict[str, dict[str, Any]]) -> str:
    shown = [
        f"{share}: {each['p50_ms']:.0f}/{each['p95_ms']:.0f} ms ({each['rows']})"
        for share, each in found.items()
    ]
    return f"{name:28} " + "  ".join(f"{each:34}" for each in shown)
