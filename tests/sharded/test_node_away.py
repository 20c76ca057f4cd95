"""One of two workers is stopped: the companies on the other notice nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from guanxi.kernel.changes.followers import trim_events
from guanxi.kernel.db import Database
from guanxi.kernel.db.sharding import check_layout
from tests.fixtures.clients import PASSWORD, browser_of, enter
from tests.sharded.conftest import Settle, create, names
from tests.sharded.nodes import Node, Nodes


@pytest.fixture
async def here(settle: Settle, nodes: Nodes) -> httpx.AsyncClient:
    return await settle("here", nodes.workers[0])


@pytest.fixture
async def there(settle: Settle, nodes: Nodes) -> httpx.AsyncClient:
    return await settle("there", nodes.workers[1])


@pytest.fixture
async def away(here: httpx.AsyncClient, there: httpx.AsyncClient, nodes: Nodes) -> AsyncIterator[Node]:
    """The node of the company `there`, stopped for one test."""
    node = nodes.workers[1]
    node.cluster.stop()
    yield node
    node.cluster.start()


async def test_companies_on_the_other_node_work_on(here, away):
    made = await create(here, "Meanwhile Ltd")

    assert "Meanwhile Ltd" in await names(here)
    assert (await here.get("/search", params={"q": "Meanwhile"})).json()["data"]
    assert (await here.get("/objects/deal/board")).status_code == 200
    assert (
        await here.post("/objects/account/aggregate", json={"metrics": [{"fn": "count"}]})
    ).status_code == 200
    assert (await here.post(f"/change-sets/{made['change_set_id']}/undo")).status_code in (200, 201)
    assert "Meanwhile Ltd" not in await names(here)


async def test_companies_there_are_told_to_wait_and_find_everything_again(there, nodes):
    await create(there, "Kept Ltd")
    nodes.workers[1].cluster.stop()
    try:
        refused = await there.get("/objects/account/records")
    finally:
        nodes.workers[1].cluster.start()

    assert (refused.status_code, refused.json()["code"]) == (503, "not_ready")
    assert int(refused.headers["Retry-After"]) > 0
    assert await _soon(there) == 200
    assert "Kept Ltd" in await names(there)


class TestSignIn:
    async def test_with_a_password_where_the_company_is_there(self, app, away):
        async with browser_of(app) as browser:
            assert (await enter(browser, "here"))["tenant"]["name"] == "here"

    async def test_of_somebody_whose_only_company_is_away(self, app, away):
        async with browser_of(app) as browser:
            form = {"email": "admin@there.example", "password": PASSWORD}
            answer = await browser.post("/session", json=form)

        assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")

    async def test_of_somebody_with_another_company_leads_there(self, app, here, there, nodes, settle):
        await _invite_into(there, app, "admin@here.example")
        nodes.workers[1].cluster.stop()
        try:
            async with browser_of(app) as browser:
                entered = await enter(browser, "here")
                elsewhere = await browser.patch("/session", json={"tenant": "there"})
        finally:
            nodes.workers[1].cluster.start()

        assert entered["tenant"]["name"] == "here"
        assert [company["name"] for company in entered["tenants"]] == ["here"]
        assert elsewhere.status_code == 503

    async def test_all_companies_are_there_again(self, app, there):
        assert await _soon(there) == 200
        async with browser_of(app) as browser:
            entered = await enter(browser, "here")

        assert sorted(company["name"] for company in entered["tenants"]) == ["here", "there"]


async def test_a_company_can_be_founded_on_the_other_node(app, away):
    """Where it comes to lie is chance: the number decides. One of a few lies on the node that is there."""
    founded = []
    for number in range(8):
        async with browser_of(app) as browser:
            form = {
                "company": f"New {number}", "name": "Ada", "email": f"ada@new{number}.example",
                "password": PASSWORD, "locale": "en",
            }  # fmt: skip
            founded.append((await browser.post("/signup", json=form)).status_code)

    assert set(founded) <= {201, 503}
    assert 201 in founded


class TestJobs:
    async def test_one_of_a_company_that_is_away_waits_for_it(self, worker, there, nodes):
        await create(there, *(f"Many {number}" for number in range(20)))
        nodes.workers[1].cluster.stop()
        try:
            await asyncio.sleep(1)
        finally:
            nodes.workers[1].cluster.start()
        assert await _soon(there) == 200
        started = await there.post("/sharing/recomputation")
        assert started.status_code == 202, started.text
        nodes.workers[1].cluster.stop()
        try:
            await asyncio.sleep(3)
        finally:
            nodes.workers[1].cluster.start()

        assert await _soon(there) == 200
        assert await _ended(there, started.json()["job_id"]) == "succeeded"

    async def test_those_of_others_run(self, worker, here, away):
        started = await here.post("/sharing/recomputation")

        assert started.status_code == 202, started.text
        assert await _ended(here, started.json()["job_id"]) == "succeeded"

    async def test_upkeep_goes_on_when_all_are_there_again(self, database_url, there):
        assert await _soon(there) == 200
        database = Database(database_url)
        await database.start()
        try:
            assert await trim_events(database) == 0
        finally:
            await database.stop()


async def test_check_names_the_node(owner_url, away):
    found = " ".join(finding.what for finding in check_layout(owner_url))

    assert away.address in found


async def _soon(client: httpx.AsyncClient) -> int:
    """The first answer that is not about a node which is just coming back."""
    async with asyncio.timeout(30):
        while (answer := await client.get("/objects/account/records")).status_code == 503:
            await asyncio.sleep(0.2)
    return answer.status_code


async def _ended(client: httpx.AsyncClient, job_id: str) -> str:
    async with asyncio.timeout(90):
        while True:
            answer = await client.get(f"/jobs/{job_id}")
            if answer.status_code == 200 and answer.json()["state"] in ("succeeded", "failed", "cancelled"):
                return str(answer.json()["state"])
            await asyncio.sleep(0.2)


async def _invite_into(client: httpx.AsyncClient, app: object, email: str) -> None:
    invited = await client.post("/invitations", json={"email": email, "name": "Guest", "role": "member"})
    assert invited.status_code == 201, invited.text
    token = invited.json()["url"].rstrip("/").rsplit("/", 1)[-1]
    async with browser_of(app) as browser:
        joined = await browser.post(f"/invitations/{token}/acceptance", json={"password": PASSWORD})
    assert joined.status_code == 201, joined.text
