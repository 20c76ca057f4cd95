"""What the sharded layout costs a request: the same data on plain PostgreSQL, on one node with Citus, on three.

    python -m benchmarks.sharded --programs /usr/lib/postgresql/18/bin [--deals 5000] [--rounds 100]

Three servers of ours answer in turns, request by request, so that whatever else the machine does falls on all alike.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import psycopg

from benchmarks.companies import (
    BenchCompany,
    fill_company,
    found_company,
    found_small_companies,
    new_identity,
)
from benchmarks.machine import SECRET
from guanxi import main as main_module
from guanxi.kernel.db import Database
from guanxi.kernel.db.migrate import migrate
from guanxi.kernel.db.sharding import DEFAULT_SHARDS, distribute
from tests.sharded.nodes import LOGIN, Nodes, free_port, make_nodes

SMALL_COMPANIES = 50
DATABASE = "guanxi"


@dataclass(frozen=True)
class Layout:
    name: str
    citus: bool
    workers: int


LAYOUTS = (Layout("plain", False, 0), Layout("one node", True, 0), Layout("three nodes", True, 2))
REQUESTS: dict[str, Callable[[httpx.Client, str, int], httpx.Response]] = {
    "list": lambda api, deal, n: api.get("/objects/deal/records", params={"sort": "-amount", "limit": 50}),
    "list with words": lambda api, deal, n: api.get(
        "/objects/deal/records", params={"q": "Acme", "limit": 50}
    ),
    "read": lambda api, deal, n: api.get(f"/objects/deal/records/{deal}"),
    "board": lambda api, deal, n: api.get("/objects/deal/board"),
    "search": lambda api, deal, n: api.get("/search", params={"q": f"X{n + 1}"}),
    "aggregate": lambda api, deal, n: api.post(
        "/objects/deal/aggregate", json={"group_by": [{"field": "stage"}], "metrics": [{"fn": "count"}]}
    ),
    "create": lambda api, deal, n: api.post(
        "/objects/deal/records", json=[{"name": f"New {n} {time.time_ns()}"}]
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sharded", description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--deals", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=100)
    given = parser.parse_args()
    main_module.load_features()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gx-sharded-")))
        folder.chmod(0o711)
        clients = {
            layout.name: stack.enter_context(_served(folder / layout.name.replace(" ", "-"), layout, given))
            for layout in LAYOUTS
        }
        taken = _measure(clients, given.rounds)
    print(_as_text(taken))


@contextmanager
def _served(folder: Path, layout: Layout, given: argparse.Namespace) -> Iterator[httpx.Client]:
    nodes = make_nodes(folder, given.programs, workers=layout.workers, citus=layout.citus)
    nodes.start()
    try:
        company = asyncio.run(_prepare(nodes, layout, given.deals))
        with _server(nodes, folder) as port:
            headers = {"Authorization": f"Bearer {company.token}"}
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, timeout=60
            ) as client:
                yield client
    finally:
        nodes.stop()


async def _prepare(nodes: Nodes, layout: Layout, deals: int) -> BenchCompany:
    """Filled first and distributed then, as an operator does who outgrows one server."""
    if layout.citus:
        nodes.make_database(DATABASE)
    else:
        nodes.coordinator.ask(f"CREATE DATABASE {DATABASE}", database="postgres")
    owner, login = nodes.coordinator.url(DATABASE), nodes.coordinator.url(DATABASE, LOGIN)
    await asyncio.to_thread(migrate, owner, login)
    database = Database(login)
    await database.start()
    company = await found_company(database, await new_identity(database), "Large")
    await found_small_companies(owner, database, SMALL_COMPANIES)
    await database.stop()
    await fill_company(owner, company, deals)
    if layout.citus:
        await asyncio.to_thread(distribute, owner, shards=DEFAULT_SHARDS)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("ANALYZE")
    return company


@contextmanager
def _server(nodes: Nodes, folder: Path) -> Iterator[int]:
    port = free_port()
    environment = os.environ | {
        "GUANXI_DATABASE_URL": nodes.coordinator.url(DATABASE, LOGIN),
        "GUANXI_DATA_DIR": str(folder / "data"),
        "GUANXI_SECRET_KEY": SECRET,
        "GUANXI_COMPANY_RATE": "off",
        "GUANXI_ADDRESS_RATE": "off",
    }
    command = [sys.executable, "-m", "guanxi", "serve", "--port", str(port), "--workers", "1", "--no-worker"]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/ready", folder / "serve.log")
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait_for(url: str, log: Path) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-2_000:])


def _measure(clients: dict[str, httpx.Client], rounds: int) -> dict[str, dict[str, float]]:
    """Median milliseconds by request and layout; the first tenth of the rounds is not counted."""
    deals = {
        name: client.get("/objects/deal/records", params={"limit": 1}).json()["data"][0]["id"]
        for name, client in clients.items()
    }
    taken: dict[str, dict[str, float]] = {}
    for request, send in REQUESTS.items():
        times: dict[str, list[float]] = {name: [] for name in clients}
        for number in range(rounds + rounds // 10):
            for name, client in clients.items():
                times[name].append(_milliseconds(send, client, deals[name], number))
        taken[request] = {name: median(each[rounds // 10 :]) for name, each in times.items()}
    return taken


def _milliseconds(send: Callable[..., httpx.Response], client: httpx.Client, deal: str, number: int) -> float:
    start = time.perf_counter()
    answer = send(client, deal, number)
    spent = time.perf_counter() - start
    if answer.status_code >= 300:
        raise RuntimeError(f"{answer.status_code} {answer.text[:300]}")
    return 1000 * spent


def _as_text(taken: dict[str, dict[str, Any]]) -> str:
    names = [layout.name for layout in LAYOUTS]
    lines = ["| request | " + " | ".join(f"{name}, ms" for name in names) + " | ratios |", "|---" * 5 + "|"]
    for request, found in taken.items():
        plain = found[names[0]]
        ratios = ", ".join(f"×{found[name] / plain:.2f}" for name in names[1:])
        lines.append(
            f"| {request} | " + " | ".join(f"{found[name]:.1f}" for name in names) + f" | {ratios} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
