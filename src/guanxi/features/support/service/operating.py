"""The operator's part: ask for access, enter while it is approved, leave. Called by commands, never by requests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.edge.roles import enter_company
from guanxi.features.sessions.facade import Browser, end_sessions_of_grant, issue_ticket, redeem_ticket
from guanxi.features.support import queries
from guanxi.features.support.schemas import Level
from guanxi.features.support.service.states import state_of
from guanxi.features.support.service.telling import tell
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from guanxi.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Wish:
    """`email` is of the person to act as."""

    operator: str
    reason: str
    email: str
    minutes: int
    level: Level


@dataclass(frozen=True, slots=True)
class Ticket:
    ticket: str
    expires_at: datetime


async def request_access(database: Database, tenant_id: int, wish: Wish) -> UUID:
    """Raises 422 `blank`, `support_person_unknown`."""
    operator, reason = " ".join(wish.operator.split()), " ".join(wish.reason.split())
    for name, value in (("operator", operator), ("reason", reason)):
        if not value:
            raise Invalid("blank", field=name)
    async with _inside(database, tenant_id) as tx:
        person = await queries.find_person(tx, tenant_id, wish.email)
        if person is None:
            raise Invalid("support_person_unknown", params={"email": wish.email})
        grant_id = new_id()
        await queries.insert_grant(
            tx,
            {
                "tenant_id": tenant_id,
                "id": grant_id,
                "operator": operator[:200],
                "reason": reason[:1_000],
                "requested_at": utc_now(),
                "minutes": wish.minutes,
                "user_id": person["id"],
                "level": wish.level,
            },
        )
        await tell(tx, tenant_id, grant_id)
    return grant_id


async def enter(database: Database, tenant_id: int, grant_id: UUID) -> Ticket:
    """Every entry is counted. Raises 404, 403 `support_not_approved` while or unless the grant is active."""
    async with _inside(database, tenant_id) as tx:
        grant, now = await _lock(tx, tenant_id, grant_id), utc_now()
        if state_of(grant, now) != "active":
            raise Forbidden("support_not_approved")
        await queries.note_entry(tx, tenant_id, grant_id, now)
        await tx.execute("SET LOCAL ROLE guanxi_auth")
        ticket = await issue_ticket(
            tx,
            tenant_id=tenant_id,
            user_id=grant["user_id"],
            grant_id=grant_id,
            expires_at=grant["expires_at"],
            now=now,
        )
    return Ticket(ticket, grant["expires_at"])


async def end(database: Database, tenant_id: int, grant_id: UUID) -> None:
    """Gives access back, or withdraws a request. Raises 404, 409 `support_not_active`."""
    async with _inside(database, tenant_id) as tx:
        grant, now = await _lock(tx, tenant_id, grant_id), utc_now()
        if state_of(grant, now) not in ("waiting", "active"):
            raise Conflict("support_not_active")
        await queries.end(tx, tenant_id, grant_id, None, now)
        await tell(tx, tenant_id, grant_id)
        await tx.execute("SET LOCAL ROLE guanxi_auth")
        await end_sessions_of_grant(tx, tenant_id, grant_id, grant["user_id"])


async def redeem(database: Database, ticket: str, browser: Browser) -> str:
    """The token of the session. Raises 401 `support_ticket_unknown`, also for one that was used before."""
    async with database.auth() as tx:
        token = await redeem_ticket(tx, ticket, browser, utc_now())
    if token is None:
        raise Problem("support_ticket_unknown", status=401, field="ticket")
    return token


@asynccontextmanager
async def _inside(database: Database, tenant_id: int) -> AsyncIterator[Transaction]:
    async with database.auth() as tx:
        await enter_company(tx, tenant_id)
        yield tx


async def _lock(tx: Transaction, tenant_id: int, grant_id: UUID) -> Any:
    grant = await queries.lock_grant(tx, tenant_id, grant_id)
    if grant is None:
        raise NotFound("support_unknown")
    return grant
