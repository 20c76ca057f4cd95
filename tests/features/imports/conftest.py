"""Imports over HTTP: a client, a worker beside it, and short ways to send a file and wait for what becomes of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from guanxi import catalogue, main
from guanxi.features.exports.routes import handlers as export_handlers
from guanxi.features.imports import tasks  # noqa: F401 (registers the jobs)
from guanxi.features.imports.routes import handlers as import_handlers
from guanxi.kernel.jobs.worker import WorkerThread

UNDER_WAY = ("analysing", "checking", "running")

Send = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="package", autouse=True)
def _catalogue() -> None:
    catalogue.load()


@pytest.fixture(scope="module")
async def app(make_app: Any) -> object:
    return await make_app(handlers=missing_handlers())


def missing_handlers() -> list[Any]:
    return [handler for handler in (*import_handlers, *export_handlers) if handler not in main.HANDLERS]


@pytest.fixture(scope="module")
def worker(app: object, database_url: str) -> Iterator[WorkerThread]:
    """Beside the application, whose file store it shares."""
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
async def client(client_of: Any, request: pytest.FixtureRequest) -> AsyncIterator[httpx.AsyncClient]:
    """The administrator of a company that no other test writes to."""
    yield await client_of(company_of(request))


def company_of(request: pytest.FixtureRequest) -> str:
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
def send(client: httpx.AsyncClient) -> Send:
    """Sends a file and returns the import's state."""

    async def send(
        content: str | bytes, object: str, *, name: str = "table.csv", start: bool = False, **options: Any
    ) -> Any:
        return await send_with(client, content, object, name=name, start=start, **options)

    return send


async def send_with(
    client: httpx.AsyncClient,
    content: str | bytes,
    object: str,
    *,
    name: str = "table.csv",
    start: bool = False,
    **options: Any,
) -> dict[str, Any]:
    answer = await post_file(client, content, object, name=name, start=start, **options)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def post_file(
    client: httpx.AsyncClient,
    content: str | bytes,
    object: str,
    *,
    name: str = "table.csv",
    start: bool = False,
    **options: Any,
) -> httpx.Response:
    data = {"object": object, "start": str(start).lower(), "options": json.dumps(options)}
    body = content.encode() if isinstance(content, str) else content
    return await client.post("/imports", data=data, files={"file": (name, body)})


async def settled(client: httpx.AsyncClient, import_id: str, seconds: float = 60) -> dict[str, Any]:
    """The import's state as soon as no job works on it."""
    async with asyncio.timeout(seconds):
        while True:
            answer = await client.get(f"/imports/{import_id}")
            assert answer.status_code == 200, answer.text
            if answer.json()["state"] not in UNDER_WAY:
                return answer.json()
            await asyncio.sleep(0.02)


@pytest.fixture
def run(client: httpx.AsyncClient, worker: WorkerThread, send: Send) -> Send:
    """Sends a file, starts it and waits for its end."""

    async def run(content: str | bytes, object: str, **options: Any) -> Any:
        state = await send(content, object, start=True, **options)
        return await settled(client, state["id"])

    return run


async def records(client: httpx.AsyncClient, object: str, **query: Any) -> list[dict[str, Any]]:
    """All of them."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        params = {"limit": 200, "sort": "name", **query} | ({"cursor": cursor} if cursor else {})
        answer = await client.get(f"/objects/{object}/records", params=params)
        assert answer.status_code == 200, answer.text
        found += answer.json()["data"]
        cursor = answer.json()["next_cursor"]
    return found
