"""Sessions: begun at sign-in, kept alive by use, ended by sign-out or time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from guanxi.edge.actors import identity_of_actor
from guanxi.edge.identities import Identity
from guanxi.edge.invalidations import announce
from guanxi.edge.support import support_from
from guanxi.edge.tokens import hash_of_token, new_token
from guanxi.features.sessions.queries import sessions as queries
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.ids import new_id

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=60)
TOUCH_AFTER = timedelta(hours=1)
TICKET_PREFIX = "gs_"
TICKET_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a session is used, shown to its owner."""

    address: str = ""
    user_agent: str = ""


async def open_session(
    tx: Transaction,
    *,
    identity_id: UUID,
    tenant_id: int,
    user_id: UUID,
    browser: Browser,
    now: datetime,
    expires_at: datetime | None = None,
) -> str:
    """Begin a session and return its token, which is stored as a hash only."""
    token = new_token()
    expires_at = expires_at or now + ABSOLUTE
    await queries.insert_session(
        tx,
        {
            "id": new_id(),
            "token_hash": hash_of_token(token),
            "identity_id": identity_id,
            "tenant_id": tenant_id,
            "user_id": user_id,
            "created_at": now,
            "seen_at": now,
            "idle_expires_at": min(now + IDLE, expires_at),
            "expires_at": expires_at,
            "user_agent": browser.user_agent[:300],
            "ip": browser.address,
        },
    )
    return token


async def find_caller(database: Database, token_hash: bytes) -> Identity | None:
    """Whose session this is; None when it is unknown, expired, or its user may no longer sign in."""
    now = utc_now()
    async with database.auth() as tx:
        row = await queries.find_actor_of_session(tx, token_hash, now)
        if row is None:
            return None
        identity = identity_of_actor("session", row["id"], row["identity_id"], row["actor"])
        if row["support_grant_id"] is not None:
            return identity and _of_operator(identity, row["support"])
        if identity is not None and now - row["seen_at"] > TOUCH_AFTER:
            await queries.touch_session(tx, row["id"], now, min(now + IDLE, row["expires_at"]))
    return identity


def _of_operator(identity: Identity, found: Mapping[str, Any] | None) -> Identity | None:
    """None as soon as the grant is refused, revoked or expired."""
    if found is None:
        return None
    support = support_from(found)
    return replace(identity, support=support, seed=support.limited(identity.seed))


async def issue_ticket(
    tx: Transaction, *, tenant_id: int, user_id: UUID, grant_id: UUID, expires_at: datetime, now: datetime
) -> str:
    """With which an operator begins a session in his browser, once and within minutes. It is no session itself."""
    ticket = new_token(TICKET_PREFIX)
    await queries.insert_session(
        tx,
        {
            "id": new_id(),
            "token_hash": _hash_of_ticket(ticket),
            "identity_id": None,
            "support_grant_id": grant_id,
            "tenant_id": tenant_id,
            "user_id": user_id,
            "created_at": now,
            "seen_at": now,
            "idle_expires_at": min(now + TICKET_LIFETIME, expires_at),
            "expires_at": expires_at,
        },
    )
    return ticket


async def redeem_ticket(tx: Transaction, ticket: str, browser: Browser, now: datetime) -> str | None:
    """The token of the session, or None for a ticket that is unknown, used or too old."""
    token = new_token()
    entered = await queries.exchange_ticket(
        tx,
        _hash_of_ticket(ticket),
        hash_of_token(token),
        now,
        browser.user_agent[:300],
        browser.address,
    )
    return token if entered else None


def _hash_of_ticket(ticket: str) -> bytes:
    """Of another kind than a cookie's, so that a ticket lets nobody in by itself."""
    return hash_of_token(f"ticket {ticket}")


async def leave_support(database: Database, identity: Identity) -> None:
    async with database.auth() as tx:
        await queries.delete_support_session(tx, identity.credential_id)
        await announce(tx, identity.tenant_id, identity.user_id, identity.credential_id)


async def end_sessions_of_grant(tx: Transaction, tenant_id: int, grant_id: UUID, user_id: UUID) -> None:
    """At once, in every process; `tx` must be allowed the global tables."""
    await queries.delete_sessions_of_grant(tx, tenant_id, grant_id)
    await announce(tx, tenant_id, user_id)


async def end_session(database: Database, identity_id: UUID, session_id: UUID) -> None:
    """End one of a person's sessions; one that does not exist has ended already."""
    async with database.auth() as tx:
        ended = await queries.delete_session(tx, session_id, identity_id)
        if ended is not None:
            await announce(tx, ended["tenant_id"], ended["user_id"], session_id)


async def end_sessions_of_users(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> None:
    """All sessions of these people in this company; `tx` must be allowed the global tables."""
    await queries.delete_sessions_of_users(tx, tenant_id, user_ids)


async def count_sessions(tx: Transaction, tenant_id: int, user_id: UUID) -> int:
    """Where this person is signed in; `tx` must be allowed the global tables."""
    return await queries.count_sessions_of_user(tx, tenant_id, user_id, utc_now())


async def list_sessions(database: Database, identity_id: UUID) -> list[Any]:
    async with database.auth() as tx:
        return await queries.list_sessions_of_identity(tx, identity_id, utc_now())
