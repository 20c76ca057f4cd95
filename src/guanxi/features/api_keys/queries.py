"""All SQL about API keys. Each function takes a transaction of the role guanxi_auth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.api_keys.models import api_key
from guanxi.kernel.db import Transaction, prepare

_ACTOR_OF_KEY = prepare(
    text(
        "SELECT k.id, k.last_used_at, guanxi.actor(k.tenant_id, k.user_id) AS actor FROM guanxi.api_key k "
        "WHERE k.token_hash = :token_hash AND (k.expires_at IS NULL OR k.expires_at > :now)"
    )
)
_OWN = (api_key.c.tenant_id == bindparam("tenant_id"), api_key.c.user_id == bindparam("user_id"))
_SHOWN = (api_key.c.id, api_key.c.name, api_key.c.prefix, api_key.c.created_at, api_key.c.last_used_at)


async def find_actor_of_key(tx: Transaction, token_hash: bytes, now: datetime) -> Any | None:
    return await tx.fetchrow(_ACTOR_OF_KEY, {"token_hash": token_hash, "now": now})


async def insert_key(tx: Transaction, values: dict[str, Any]) -> None:
    await tx.insert(api_key, [values])


async def list_keys_of_user(tx: Transaction, tenant_id: int, user_id: UUID) -> list[Any]:
    statement = select(*_SHOWN).where(*_OWN).order_by(api_key.c.created_at.desc())
    return await tx.fetch(statement, {"tenant_id": tenant_id, "user_id": user_id})


async def count_keys_of_user(tx: Transaction, tenant_id: int, user_id: UUID) -> int:
    statement = select(func.count()).select_from(api_key).where(*_OWN)
    count: int = await tx.fetchval(statement, {"tenant_id": tenant_id, "user_id": user_id})
    return count


async def delete_keys_of_users(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> None:
    statement = delete(api_key).where(
        api_key.c.tenant_id == bindparam("tenant_id"),
        api_key.c.user_id == bindparam("user_ids", type_=ARRAY(Uuid)).any_(),
    )
    await tx.execute(statement, {"tenant_id": tenant_id, "user_ids": list(user_ids)})


async def delete_key(tx: Transaction, tenant_id: int, user_id: UUID, key_id: UUID) -> bool:
    statement = delete(api_key).where(*_OWN, api_key.c.id == bindparam("key_id")).returning(api_key.c.id)
    params = {"tenant_id": tenant_id, "user_id": user_id, "key_id": key_id}
    return await tx.fetchval(statement, params) is not None


async def touch_key(tx: Transaction, key_id: UUID, at: datetime) -> None:
    statement = update(api_key).where(api_key.c.id == bindparam("key_id")).values(last_used_at=at)
    await tx.execute(statement, {"key_id": key_id})
