"""Sessions. A session is found by the hash of its token only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.sessions.models import session
from guanxi.kernel.db import Transaction, prepare

_ACTOR_OF_SESSION = prepare(
    text(
        "SELECT s.id, s.identity_id, s.seen_at, s.expires_at, s.support_grant_id, "
        "guanxi.actor(s.tenant_id, s.user_id) AS actor, CASE WHEN s.support_grant_id IS NOT NULL "
        "THEN guanxi.support_access(s.tenant_id, s.support_grant_id, s.user_id) END AS support "
        "FROM guanxi.session s WHERE s.token_hash = :token_hash AND s.expires_at > :now AND s.idle_expires_at > :now"
    )
)
_ENTER_SUPPORT = prepare(
    text(
        "UPDATE guanxi.session SET token_hash = :token_hash, idle_expires_at = expires_at, seen_at = :now, "
        "user_agent = :user_agent, ip = :ip WHERE token_hash = :ticket_hash AND support_grant_id IS NOT NULL "
        "AND idle_expires_at > :now RETURNING tenant_id"
    )
)
_LATEST_OF_IDENTITY = (
    select(session.c.tenant_id)
    .where(session.c.identity_id == bindparam("identity_id"))
    .order_by(session.c.seen_at.desc())
    .limit(1)
)


async def find_actor_of_session(tx: Transaction, token_hash: bytes, now: datetime) -> Any | None:
    """The session, unless it expired, with the documents of its `actor` and, of an operator's, of its `support`."""
    return await tx.fetchrow(_ACTOR_OF_SESSION, {"token_hash": token_hash, "now": now})


async def insert_session(tx: Transaction, values: dict[str, Any]) -> None:
    await tx.insert(session, [values])


async def exchange_ticket(
    tx: Transaction, ticket_hash: bytes, token_hash: bytes, now: datetime, user_agent: str, ip: str
) -> bool:
    """The session goes over to another token, once. False when there is none, or it was not begun in time."""
    params = {
        "ticket_hash": ticket_hash,
        "token_hash": token_hash,
        "now": now,
        "user_agent": user_agent,
        "ip": ip,
    }
    return await tx.fetchval(_ENTER_SUPPORT, params) is not None


async def delete_support_session(tx: Transaction, session_id: UUID) -> None:
    statement = delete(session).where(
        session.c.id == bindparam("session_id"), session.c.support_grant_id.is_not(None)
    )
    await tx.execute(statement, {"session_id": session_id})


async def delete_sessions_of_grant(tx: Transaction, tenant_id: int, grant_id: UUID) -> None:
    statement = delete(session).where(
        session.c.tenant_id == bindparam("tenant_id"), session.c.support_grant_id == bindparam("grant_id")
    )
    await tx.execute(statement, {"tenant_id": tenant_id, "grant_id": grant_id})


async def touch_session(
    tx: Transaction, session_id: UUID, seen_at: datetime, idle_expires_at: datetime
) -> None:
    statement = update(session).where(session.c.id == bindparam("session_id"))
    values = {"seen_at": seen_at, "idle_expires_at": idle_expires_at}
    await tx.execute(statement.values(values), {"session_id": session_id})


async def latest_company_of_identity(tx: Transaction, identity_id: UUID) -> int | None:
    tenant_id: int | None = await tx.fetchval(_LATEST_OF_IDENTITY, {"identity_id": identity_id})
    return tenant_id


async def list_sessions_of_identity(tx: Transaction, identity_id: UUID, now: datetime) -> list[Any]:
    statement = (
        select(session)
        .where(
            session.c.identity_id == bindparam("identity_id"),
            session.c.expires_at > bindparam("now"),
            session.c.idle_expires_at > bindparam("now"),
        )
        .order_by(session.c.seen_at.desc())
        .limit(200)
    )
    return await tx.fetch(statement, {"identity_id": identity_id, "now": now})


async def delete_session(tx: Transaction, session_id: UUID, identity_id: UUID) -> Any | None:
    statement = (
        delete(session)
        .where(session.c.id == bindparam("session_id"), session.c.identity_id == bindparam("identity_id"))
        .returning(session.c.tenant_id, session.c.user_id, session.c.expires_at)
    )
    return await tx.fetchrow(statement, {"session_id": session_id, "identity_id": identity_id})


async def delete_other_sessions(tx: Transaction, identity_id: UUID, kept: UUID | None) -> list[Any]:
    """All sessions of a person but one; returns whose they were."""
    statement = delete(session).where(session.c.identity_id == bindparam("identity_id"))
    params: dict[str, Any] = {"identity_id": identity_id}
    if kept is not None:
        statement = statement.where(session.c.id != bindparam("kept"))
        params["kept"] = kept
    return await tx.fetch(statement.returning(session.c.tenant_id, session.c.user_id), params)


async def delete_sessions_of_user(tx: Transaction, tenant_id: int, user_id: UUID) -> None:
    statement = delete(session).where(
        session.c.tenant_id == bindparam("tenant_id"), session.c.user_id == bindparam("user_id")
    )
    await tx.execute(statement, {"tenant_id": tenant_id, "user_id": user_id})


async def delete_sessions_of_users(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> None:
    statement = delete(session).where(
        session.c.tenant_id == bindparam("tenant_id"),
        session.c.user_id == bindparam("user_ids", type_=ARRAY(Uuid)).any_(),
    )
    await tx.execute(statement, {"tenant_id": tenant_id, "user_ids": list(user_ids)})


async def count_sessions_of_user(tx: Transaction, tenant_id: int, user_id: UUID, now: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(session)
        .where(
            session.c.tenant_id == bindparam("tenant_id"),
            session.c.user_id == bindparam("user_id"),
            session.c.support_grant_id.is_(None),
            session.c.expires_at > bindparam("now"),
            session.c.idle_expires_at > bindparam("now"),
        )
    )
    params = {"tenant_id": tenant_id, "user_id": user_id, "now": now}
    count: int = await tx.fetchval(statement, params)
    return count


async def delete_expired_sessions(tx: Transaction, now: datetime) -> None:
    await tx.execute(delete(session).where(session.c.expires_at <= bindparam("now")), {"now": now})
