"""A coordinator and two workers of the tests' own, which they may stop; the usual fixtures then run on those."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from guanxi import catalogue
from guanxi.kernel.db.sharding import isolate
from guanxi.kernel.jobs.worker import WorkerThread
from tests.fixtures.clients import ClientOf
from tests.fixtures.databases import TestServer
from tests.sharded.nodes import LOGIN, Node, Nodes, make_nodes

Settle = Callable[[str, Node], Awaitable[httpx.AsyncClient]]


@pytest.fixture(scope="package")
def nodes() -> Iterator[Nodes]:
    programs = os.environ.get("GUANXI_TEST_CITUS")
    if not programs:
        pytest.skip("GUANXI_TEST_CITUS names no PostgreSQL with Citus")
    folder = Path(tempfile.mkdtemp(prefix="gx-citus-"))
    made = make_nodes(folder, Path(programs), workers=2)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="package")
def server(nodes: Nodes) -> TestServer:
    coordinator = nodes.coordinator
    made = TestServer(
        coordinator.url("postgres"),
        coordinator.url("postgres", LOGIN),
        is_sharded=True,
        workers=tuple(worker.url("postgres") for worker in nodes.workers),
    )
    made.make_template()
    return made


@pytest.fixture(scope="module")
def worker(app: object, database_url: str) -> Iterator[WorkerThread]:
    """Beside the application, whose file store it shares."""
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture
async def settle(client_of: ClientOf, owner_url: str) -> Settle:
    """`await settle("acme", nodes.workers[0])`: the administrator of a company that lies there."""

    async def settle(company: str, node: Node) -> httpx.AsyncClient:
        client = await client_of(company)
        isolate(owner_url, await number_of(client), node=node.address, transfer="block_writes")
        return client

    return settle


async def number_of(client: httpx.AsyncClient) -> int:
    answer = await client.get("/session")
    assert answer.status_code == 200, answer.text
    return int(answer.json()["tenant"]["id"])


async def names(client: httpx.AsyncClient, object_name: str = "account", **query: Any) -> list[str]:
    answer = await client.get(f"/objects/{object_name}/records", params=query)
    assert answer.status_code == 200, answer.text
    return [record["name"] for record in answer.json()["data"]]


async def create(client: httpx.AsyncClient, *wanted: str) -> dict[str, Any]:
    answer = await client.post("/objects/account/records", json=[{"name": name} for name in wanted])
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made
