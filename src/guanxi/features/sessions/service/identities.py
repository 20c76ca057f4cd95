"""Identities: one per person and e-mail address, whatever the number of companies."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.features.sessions.queries import identities as queries
from guanxi.features.sessions.queries import sessions as session_queries
from guanxi.features.sessions.service import passwords
from guanxi.features.sessions.service.emails import email_key
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.errors import Problem
from guanxi.kernel.ids import new_id


async def create_identity(tx: Transaction, email: str, password_hash: str, now: datetime) -> UUID:
    identity_id = new_id()
    await queries.insert_identity(
        tx,
        {
            "id": identity_id,
            "email": email,
            "email_key": email_key(email),
            "password_hash": password_hash,
            "password_changed_at": now,
            "created_at": now,
            "updated_at": now,
            "last_sign_in_at": now,
        },
    )
    return identity_id


async def join_company(tx: Transaction, identity_id: UUID, tenant_id: int, user_id: UUID) -> None:
    """To go with whatever makes a user of a company this person. `tx` is a transaction of `Database.auth`."""
    await queries.insert_membership(tx, identity_id, tenant_id, user_id)


async def find_identity(database: Database, email: str) -> Any | None:
    async with database.auth() as tx:
        return await queries.find_identity(tx, email_key(email))


async def list_companies(database: Database, identity_id: UUID) -> list[Any]:
    """The companies that a person may enter at this moment."""
    async with database.auth() as tx:
        companies = await queries.list_companies_of_identity(tx, identity_id)
    return [company for company in companies if company["status"] == "active"]


async def change_password(
    database: Database,
    identity_id: UUID,
    current: str,
    new: str,
    *,
    kept_session: UUID | None,
    resembling: tuple[str, ...],
) -> None:
    """Set a new password and end all other sessions."""
    passwords.check_password(new, resembling=resembling)
    async with database.auth() as tx:
        found = await queries.get_identity(tx, identity_id)
    if not await passwords.is_password(current, found["password_hash"] if found else None):
        raise Problem("current_password_wrong", field="current_password")
    password_hash = await passwords.hash_password(new)
    now = utc_now()
    async with database.auth() as tx:
        values = {"password_hash": password_hash, "password_changed_at": now, "updated_at": now}
        await queries.update_identity(tx, identity_id, values)
        ended = await session_queries.delete_other_sessions(tx, identity_id, kept_session)
        for row in ended:
            await announce(tx, row["tenant_id"], row["user_id"])
