"""Whether a process that meets many companies keeps growing: each company once, early against late.

Each kind of process is a new one, in which nothing else has taken memory before.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import re
import resource
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec

from guanxi import catalogue
from guanxi.features.api_keys.facade import create_key
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import JobContext, enqueue, job
from guanxi.kernel.jobs.runner import JobRunner
from guanxi.kernel.tenancy import open_scope
from guanxi.main import create_app
from guanxi.settings import Settings

Companies = Sequence[tuple[int, UUID]]

EARLY = 0.2  # of the companies: from here on memory must not grow
MEBIBYTE = 2**20
STATM = Path("/proc/self/statm")
REQUESTS = (
    "/objects/deal/records?fields=name,account,stage,amount,owner&sort=-amount&limit=50",
    "/objects/deal/board?limit=20",
    "/search?q=acme",
)
OWN_MEMORY = re.compile(r"^RssAnon:\s*(\d+) kB", re.MULTILINE)  # without what all processes share


@dataclass(frozen=True, slots=True)
class Memory:
    """In MiB: of the process, and of the database's process behind one of its connections where it is on this machine."""

    early: float
    late: float
    backend_early: float | None
    backend_late: float | None


def touch(kind: Literal["server", "worker"], settings: Settings, companies: Companies) -> Memory:
    """Starts a process, uses it at each company and returns what it took."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_touch, kind, settings, companies).result()


def _touch(kind: str, settings: Settings, companies: Companies) -> Memory:
    catalogue.load()
    return asyncio.run(
        _by_requests(settings, companies) if kind == "server" else _by_jobs(settings, companies)
    )


async def _by_requests(settings: Settings, companies: Companies) -> Memory:
    """The requests of a person who opens the deals, at each company, through the whole application."""
    app = create_app(settings.changed(company_rate="off", address_rate="off"))
    async with app.lifespan():
        database: Database = app.state.database
        meter = _Meter(database, len(companies))
        for number, (tenant_id, user_id) in enumerate(companies, 1):
            async with database.auth() as tx:
                key = await create_key(tx, tenant_id, user_id, "Bench")
            for path in REQUESTS:
                await _get(app, f"/api/v1{path}", key.token)
            await _create(app, key.token)
            await meter.look(number)
        return meter.memory()


async def _by_jobs(settings: Settings, companies: Companies) -> Memory:
    """One job of each company, as a worker runs it."""
    database = Database(settings.database_url or "", largest=4)
    await database.start()
    meter, runner = _Meter(database, len(companies)), JobRunner(database)
    for number, (tenant_id, user_id) in enumerate(companies, 1):
        async with open_scope(database, tenant_id, user_id, source="bench") as scope:
            job_id = await enqueue(scope, "bench.look", delay_seconds=86_400)
        await runner.run(tenant_id, user_id, job_id)
        await meter.look(number)
    await database.stop()
    return meter.memory()


@job("bench.look")
async def look(ctx: JobContext) -> None:
    """Opens a transaction and reports, as every job does."""
    async with ctx.scope() as scope:
        await scope.tx.fetchval("SELECT count(*) FROM guanxi.deal")
    await ctx.progress(1, 1)


class _Meter:
    def __init__(self, database: Database, companies: int) -> None:
        self._database = database
        self._moments = (max(1, round(companies * EARLY)), companies)
        self._seen: list[tuple[float, float | None]] = []

    async def look(self, number: int) -> None:
        if number in self._moments:
            gc.collect()
            resident = _resident_bytes() / MEBIBYTE
            async with self._database.pool.acquire() as connection:
                backend = _own_mebibytes_of(await connection.fetchval("SELECT pg_backend_pid()"))
            self._seen.append((round(resident, 1), backend))

    def memory(self) -> Memory:
        (early, backend_early), (late, backend_late) = self._seen[0], self._seen[-1]
        return Memory(early, late, backend_early, backend_late)


def _resident_bytes() -> int:
    """Of this process now; where the system does not say, the most so far."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _own_mebibytes_of(process_id: int) -> float | None:
    try:
        found = OWN_MEMORY.search(Path(f"/proc/{process_id}/status").read_text())
    except OSError:
        return None
    return round(int(found[1]) / 1024, 1) if found else None


async def _create(app: object, token: str) -> None:
    body = msgspec.json.encode({"name": "Bench deal", "stage": "prospecting"})
    await _ask(app, "POST", "/api/v1/objects/deal/records", token, body)


async def _get(app: object, target: str, token: str) -> None:
    await _ask(app, "GET", target, token, b"")


async def _ask(app: object, method: str, target: str, token: str, body: bytes) -> None:
    """As a server would call the application. Raises for anything but success."""
    path, _, query = target.partition("?")
    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {token}".encode())]
    if body:
        headers += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("localhost", 80),
    }  # fmt: skip
    statuses: list[int] = []
    answered: list[bytes] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))
        else:
            answered.append(bytes(message.get("body", b"")))  # type: ignore[call-overload]

    await app(scope, receive, send)  # type: ignore[operator]
    if statuses[0] >= 300:
        raise RuntimeError(f"{method} {target}: {statuses[0]} {b''.join(answered)[:300]!r}")
