"""What a company's requests meet when the company asks for too much, and what others notice: nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from litestar import get, post

from guanxi.edge.work import REPORT
from guanxi.kernel.tenancy import Scope
from guanxi.main import create_app, edge_settings_from
from tests.fixtures.clients import _running, browser_of

_gate = asyncio.Event()


@get("/held")
async def held(caller: Scope) -> str:
    """Holds its connection until the test lets it go."""
    await caller.tx.fetchval("SELECT 1")
    await _gate.wait()
    return "done"


@get("/quick")
async def quick(caller: Scope) -> int:
    return int(await caller.tx.fetchval("SELECT 7"))


@get("/slow")
async def slow(caller: Scope) -> None:
    await caller.tx.execute("SELECT pg_sleep(60)")


@post("/slow")
async def slow_change(caller: Scope) -> None:
    await caller.tx.execute("SELECT pg_sleep(60)")


@get("/slow-report", opt=REPORT)
async def slow_report(caller: Scope) -> None:
    await caller.tx.execute("SELECT pg_sleep(60)")


@pytest.fixture
async def crowded(settings, client_of):
    """An application in which a company may hold two connections and let two requests wait."""
    limited = settings.changed(
        company_connections=2, company_connections_beside=4, company_waiting=2, read_timeout_seconds=1
    )
    edge = replace(edge_settings_from(limited), write_seconds=0.1, report_seconds=0.2)
    app = create_app(limited, edge=edge, also=[held, quick, slow, slow_change, slow_report])
    _gate.clear()
    tokens = {company: (await client_of(company)).headers["Authorization"] for company in ("acme", "globex")}
    async with _running(app), browser_of(app) as http:

        async def ask(company: str, path: str, method: str = "GET") -> Any:
            return await http.request(method, path, headers={"Authorization": tokens[company]})

        yield app, ask
        _gate.set()


async def test_one_that_asks_too_much_is_refused_and_others_are_answered(crowded, client_of, eventually):
    app, ask = crowded
    turns = app.state.database.turns
    requests = [asyncio.create_task(ask("acme", "/held")) for _ in range(4)]
    acme = (await (await client_of("acme")).get("/session")).json()["tenant"]["id"]

    async def is_crowded() -> bool:
        return (turns.held(acme), turns.waiting(acme)) == (2, 2)

    await eventually(is_crowded)
    refused, other = await ask("acme", "/quick"), await ask("globex", "/quick")

    assert (refused.status_code, refused.json()["code"]) == (429, "company_queue_full")
    assert refused.headers["retry-after"] == "1"
    assert (other.status_code, other.json()) == (200, 7)
    _gate.set()
    assert [answer.status_code for answer in await asyncio.gather(*requests)] == [200] * 4
    assert (await ask("acme", "/quick")).json() == 7


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/slow", "too_slow"),
        ("POST", "/slow", "write_too_slow"),
        ("GET", "/slow-report", "report_too_slow"),
    ],
)
async def test_each_kind_of_work_has_its_time(crowded, method, path, code):
    _, ask = crowded

    answer = await ask("acme", path, method)

    assert (answer.status_code, answer.json()["code"]) == (503, code)
    assert answer.headers["retry-after"]
    assert (await ask("acme", "/quick")).json() == 7
