"""Identities and the companies that they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, text, update

from guanxi.features.sessions.models import identity, membership
from guanxi.kernel.db import Transaction, prepare

_BY_EMAIL = prepare(select(identity).where(identity.c.email_key == bindparam("email_key")))
_BY_ID = prepare(select(identity).where(identity.c.id == bindparam("id")))
_COMPANIES = prepare(
    text(
        "SELECT tenant_id, user_id, name, role, status, tenant_name, slug "
        "FROM guanxi.companies_of_identity(:identity) ORDER BY tenant_id"
    )
)


async def find_identity(tx: Transaction, email_key: str) -> Any | None:
    return await tx.fetchrow(_BY_EMAIL, {"email_key": email_key})


async def get_identity(tx: Transaction, identity_id: UUID) -> Any | None:
    return await tx.fetchrow(_BY_ID, {"id": identity_id})


async def insert_identity(tx: Transaction, values: dict[str, Any]) -> None:
    await tx.insert(identity, [values])


async def update_identity(tx: Transaction, identity_id: UUID, values: dict[str, Any]) -> None:
    statement = update(identity).where(identity.c.id == bindparam("identity")).values(values)
    await tx.execute(statement, {"identity": identity_id})


async def insert_membership(tx: Transaction, identity_id: UUID, tenant_id: int, user_id: UUID) -> None:
    row = {"identity_id": identity_id, "tenant_id": tenant_id, "user_id": user_id}
    await tx.insert(membership, [row], on_conflict="ON CONFLICT DO NOTHING")


async def list_companies_of_identity(tx: Transaction, identity_id: UUID) -> list[Any]:
    """With names, role and status there; of a company whose server does not answer only its number, and status `away`."""
    return await tx.fetch(_COMPANIES, {"identity": identity_id})


async def note_sign_in(tx: Transaction, identity_id: UUID, at: datetime) -> None:
    await update_identity(tx, identity_id, {"last_sign_in_at": at})
