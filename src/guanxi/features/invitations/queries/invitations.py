"""Invitations. Each function takes a transaction under the role guanxi_auth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.invitations.models import invitation
from guanxi.kernel.db import Transaction

_OPEN = (invitation.c.accepted_at.is_(None), invitation.c.expires_at > bindparam("now"))
_OF_TENANT = invitation.c.tenant_id == bindparam("tenant_id")


async def insert_invitation(tx: Transaction, values: dict[str, Any]) -> None:
    """Replaces an earlier invitation of the same user that was not accepted."""
    statement = delete(invitation).where(
        _OF_TENANT, invitation.c.user_id == bindparam("user_id"), invitation.c.accepted_at.is_(None)
    )
    await tx.execute(statement, {"tenant_id": values["tenant_id"], "user_id": values["user_id"]})
    await tx.insert(invitation, [values])


async def list_open_invitations(tx: Transaction, tenant_id: int, now: datetime) -> list[Any]:
    statement = (
        select(invitation).where(_OF_TENANT, *_OPEN).order_by(invitation.c.created_at.desc()).limit(500)
    )
    return await tx.fetch(statement, {"tenant_id": tenant_id, "now": now})


async def find_open_invitation(tx: Transaction, token_hash: bytes, now: datetime) -> Any | None:
    statement = select(invitation).where(invitation.c.token_hash == bindparam("token_hash"), *_OPEN)
    return await tx.fetchrow(statement, {"token_hash": token_hash, "now": now})


async def mark_accepted(tx: Transaction, invitation_id: UUID, now: datetime) -> bool:
    """False when somebody else was faster."""
    statement = (
        update(invitation)
        .where(invitation.c.id == bindparam("invitation_id"), *_OPEN)
        .values(accepted_at=now)
        .returning(invitation.c.id)
    )
    return await tx.fetchval(statement, {"invitation_id": invitation_id, "now": now}) is not None


async def delete_invitation(tx: Transaction, tenant_id: int, invitation_id: UUID) -> UUID | None:
    """The user it was for, or None when there is no such open invitation in this company."""
    statement = (
        delete(invitation)
        .where(_OF_TENANT, invitation.c.id == bindparam("invitation_id"), invitation.c.accepted_at.is_(None))
        .returning(invitation.c.user_id)
    )
    user_id: UUID | None = await tx.fetchval(
        statement, {"tenant_id": tenant_id, "invitation_id": invitation_id}
    )
    return user_id


async def delete_invitations_of_users(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> None:
    statement = delete(invitation).where(
        _OF_TENANT,
        invitation.c.user_id == bindparam("user_ids", type_=ARRAY(Uuid)).any_(),
        invitation.c.accepted_at.is_(None),
    )
    await tx.execute(statement, {"tenant_id": tenant_id, "user_ids": list(user_ids)})
