"""Live updates: how long a change takes to reach everybody who has a screen open, and what a listener costs.

All listeners are connected to one server process. One record is changed at a time, of one company after the other; each
listener of that company notes when it heard, from the moment at which the change was sent off. Nobody else may hear.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
import psutil

from benchmarks.bulk import MEBIBYTE
from benchmarks.companies import BenchCompany, fill_company, found_company, new_identity
from benchmarks.http import Connection
from benchmarks.machine import Machine
from benchmarks.reads import FIELDS, RECORDS
from guanxi.features.api_keys.facade import create_key
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.db import Database
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import open_scope

STREAMS_OF_ONE_PERSON = 5
DEALS = 1_000
SECONDS_BETWEEN_CHANGES = 0.2
SECONDS_TO_WAIT = 5.0
SOME_DEALS = "SELECT array_agg(id) FROM (SELECT id FROM guanxi.deal LIMIT $1) d"
LIST = f"{RECORDS}?fields={','.join(FIELDS)}&limit=50&count=none"


@dataclass
class Company:
    founded: BenchCompany
    deals: list[UUID]
    tokens: list[str]
    listeners: list[Listener] = field(default_factory=list)


class Listener:
    """One open stream. Notes when it heard of which change-set."""

    def __init__(self, port: int, token: str) -> None:
        self.heard: dict[str, float] = {}
        self._port, self._token = port, token
        self._task: asyncio.Task[None] | None = None
        self.is_open = asyncio.Event()
        self._hears = asyncio.Event()

    def start(self) -> None:
        self._task = asyncio.create_task(self._listen())

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    async def wait_for(self, change_set: str) -> None:
        while change_set not in self.heard:
            self._hears.clear()
            await self._hears.wait()

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        head = (
            f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self._token}\r\n\r\n"
        )
        writer.write(head.encode())
        try:
            while True:
                line = await reader.readuntil(b"\n")
                if line.startswith(b"data: {") and b'"change_set_id"' in line:
                    event = msgspec.json.decode(line[6:])
                    self.heard[event["change_set_id"]] = time.perf_counter()
                    self._hears.set()
                elif line.startswith(b"event: ping"):
                    self.is_open.set()
        finally:
            writer.close()


async def measure_live(
    machine: Machine, database: Database, listeners: int, companies: int, changes: int
) -> dict[str, Any]:
    made = [await _company(machine, database, listeners // companies) for _ in range(companies)]
    server = _server(machine)
    for company in made:  # the server knows everybody before its memory is looked at
        await _read_lists(machine, company)
    before = server.memory_info().rss
    for company in made:
        company.listeners = [Listener(machine.port, token) for token in company.tokens]
        for listener in company.listeners:
            listener.start()
    async with asyncio.timeout(60):
        for company in made:
            await asyncio.gather(*(listener.is_open.wait() for listener in company.listeners))
    held = server.memory_info().rss - before
    spent = sum(server.cpu_times()[:2])
    delays, lists, answers = await _change_and_listen(machine, made, changes)
    spent = sum(server.cpu_times()[:2]) - spent
    for company in made:
        for listener in company.listeners:
            listener.stop()
    return {
        "listeners": sum(len(company.listeners) for company in made),
        "companies": companies,
        "changes": changes,
        "deliveries": len(delays),
        "answer_ms": percentiles(answers),
        "heard_ms": percentiles(delays),
        "list_read_ms": percentiles(lists),
        "kib_per_listener": round(held / 1024 / max(1, listeners), 1),
        "server_mib": round(server.memory_info().rss / MEBIBYTE),
        "server_cpu_seconds": round(spent, 2),
    }


async def _change_and_listen(
    machine: Machine, companies: Sequence[Company], changes: int
) -> tuple[list[float], list[float], list[float]]:
    """Seconds until each listener heard, until each had its list anew (last change of each company), until the answer."""
    delays, lists, answers = [], [], []
    writers = [await Connection(machine.port, company.founded.token).open() for company in companies]
    for number in range(changes):
        company = companies[number % len(companies)]
        start = time.perf_counter()
        change_set = await _change(writers[number % len(companies)], company.deals[number % DEALS], number)
        answers.append(time.perf_counter() - start)
        async with asyncio.timeout(SECONDS_TO_WAIT):
            await asyncio.gather(*(listener.wait_for(change_set) for listener in company.listeners))
        delays += [listener.heard[change_set] - start for listener in company.listeners]
        others = (each for other in companies if other is not company for each in other.listeners)
        assert not any(change_set in listener.heard for listener in others), "heard by another company"
        if number >= changes - len(companies):
            lists += [seconds - start for seconds in await _read_lists(machine, company)]
        await asyncio.sleep(SECONDS_BETWEEN_CHANGES)
    for writer in writers:
        writer.close()
    return delays, lists, answers


async def _change(writer: Connection, deal: UUID, number: int) -> str:
    body = msgspec.json.encode({"probability": number % 100})
    await writer.send("PATCH", f"{RECORDS}/{deal}", body)
    return writer.header("X-Change-Set")


async def _read_lists(machine: Machine, company: Company) -> list[float]:
    """Everybody reads the list that he has open, all at once; the moments at which each had it."""

    async def read(token: str) -> float:
        connection = await Connection(machine.port, token).open()
        await connection.send("GET", LIST)
        connection.close()
        return time.perf_counter()

    return list(await asyncio.gather(*(read(token) for token in company.tokens)))


async def _company(machine: Machine, database: Database, listeners: int) -> Company:
    founded = await found_company(database, await new_identity(database), "Live")
    await fill_company(machine.owner_url, founded, DEALS)
    people = [
        await new_colleague(database, founded, number)
        for number in range(-(-listeners // STREAMS_OF_ONE_PERSON))
    ]
    tokens = [people[number % len(people)] for number in range(listeners)]
    async with open_scope(database, founded.tenant_id, founded.user_id, source="api") as scope:
        deals: list[UUID] = await scope.tx.connection.fetchval(SOME_DEALS, DEALS)
    return Company(founded, deals, tokens)


async def new_colleague(database: Database, founded: BenchCompany, number: int) -> str:
    """A colleague of the founder, and a key for him."""
    user_id = new_id()
    values = {
        "name": f"Listener {number}", "email": f"listener{number}@bench.example", "role": "member", "status": "active",
    }  # fmt: skip
    async with open_scope(database, founded.tenant_id, founded.user_id, source="api") as scope:
        await apply(scope, [Change("create", "user", id=user_id, values=values, system=True)])
    async with database.auth() as tx:
        key = await create_key(tx, founded.tenant_id, user_id, "Listening")
    return key.token


def _server(machine: Machine) -> psutil.Process:
    """The process that answers, a child of the one that was started."""
    children = machine.server.children(recursive=True)
    return max(children or [machine.server], key=lambda process: process.memory_info().rss)


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {"p50": 0.5, "p95": 0.95, "max": 1.0}
    return {
        name: round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)
        for name, share in at.items()
    }
