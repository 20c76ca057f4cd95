"""An operator beside a company of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import httpx
import pytest

from guanxi.features.support.service import operating
from guanxi.kernel.db import Database
from tests.fixtures.clients import browser_of

Enter = Callable[[str], Awaitable[httpx.AsyncClient]]


@dataclass
class Helped:
    """A company, and what its operator does by command."""

    name: str
    tenant_id: int
    admin: httpx.AsyncClient
    database: Database

    async def ask(self, level: str = "read", *, email: str | None = None, minutes: int = 60) -> str:
        email = email or f"admin@{self.name}.example"
        wish = operating.Wish("Olga (operations)", "Ticket 4711", email, minutes, level)  # type: ignore[arg-type]
        return str(await operating.request_access(self.database, self.tenant_id, wish))

    async def approve(self, grant_id: str, **given: Any) -> dict[str, Any]:
        answer = await self.admin.post(f"/support-grants/{grant_id}/approval", json=given)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def revoke(self, grant_id: str) -> dict[str, Any]:
        answer = await self.admin.post(f"/support-grants/{grant_id}/revocation")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ticket(self, grant_id: str) -> str:
        return (await operating.enter(self.database, self.tenant_id, UUID(grant_id))).ticket

    async def grants(self) -> list[dict[str, Any]]:
        return (await self.admin.get("/support-grants")).json()["data"]


@pytest.fixture
async def company(client_of: Any, database: Database, request: pytest.FixtureRequest) -> Helped:
    name = f"s{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"
    admin = await client_of(name)
    return Helped(name, (await admin.get("/session")).json()["tenant"]["id"], admin, database)


@pytest.fixture
async def enter(app: Any, company: Helped) -> AsyncIterator[Enter]:
    """The operator's browser, inside."""
    browsers: list[httpx.AsyncClient] = []

    async def enter(grant_id: str) -> httpx.AsyncClient:
        browser = browser_of(app)
        browsers.append(browser)
        answer = await browser.post("/support-sessions", json={"ticket": await company.ticket(grant_id)})
        assert answer.status_code == 201, answer.text
        browser.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return browser

    yield enter
    for browser in browsers:
        await browser.aclose()
