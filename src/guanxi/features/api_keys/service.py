"""Decisions about API keys: a key acts as the user who made it, with that user's rights of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from guanxi.edge.actors import identity_of_actor
from guanxi.edge.identities import Identity
from guanxi.edge.invalidations import announce
from guanxi.edge.tokens import API_KEY_PREFIX, PREFIX_SHOWN, hash_of_token, new_token
from guanxi.features.api_keys import queries
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.errors import Problem
from guanxi.kernel.ids import new_id

MOST_KEYS = 50
TOUCH_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NewKey:
    id: UUID
    name: str
    prefix: str
    created_at: datetime
    token: str


async def create_key(tx: Transaction, tenant_id: int, user_id: UUID, name: str) -> NewKey:
    """`tx` is of the role guanxi_auth. Raises 409 `api_key_limit`."""
    label = " ".join(name.split())
    if not label:
        raise Problem("blank", field="name")
    if await queries.count_keys_of_user(tx, tenant_id, user_id) >= MOST_KEYS:
        raise Problem("api_key_limit", status=409, params={"limit": MOST_KEYS})
    token = new_token(API_KEY_PREFIX)
    key = NewKey(new_id(), label, token[:PREFIX_SHOWN], utc_now(), token)
    await queries.insert_key(
        tx,
        {
            "id": key.id,
            "token_hash": hash_of_token(token),
            "prefix": key.prefix,
            "name": key.name,
            "tenant_id": tenant_id,
            "user_id": user_id,
            "created_at": key.created_at,
        },
    )
    return key


async def list_keys(database: Database, identity: Identity) -> list[Any]:
    async with database.auth() as tx:
        return await queries.list_keys_of_user(tx, identity.tenant_id, identity.user_id)


async def delete_key(database: Database, identity: Identity, key_id: UUID) -> None:
    """Raises 404 for a key that is not the caller's."""
    async with database.auth() as tx:
        if not await queries.delete_key(tx, identity.tenant_id, identity.user_id, key_id):
            raise Problem("api_key_unknown", status=404)
        await announce(tx, identity.tenant_id, identity.user_id, key_id)


async def count_keys(tx: Transaction, tenant_id: int, user_id: UUID) -> int:
    """`tx` must be allowed the global tables."""
    return await queries.count_keys_of_user(tx, tenant_id, user_id)


async def end_keys_of_users(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> None:
    """For good: a key cannot be given back. `tx` must be allowed the global tables."""
    await queries.delete_keys_of_users(tx, tenant_id, user_ids)


async def find_caller(database: Database, token_hash: bytes) -> Identity | None:
    now = utc_now()
    async with database.auth() as tx:
        row = await queries.find_actor_of_key(tx, token_hash, now)
        if row is None:
            return None
        identity = identity_of_actor("api_key", row["id"], None, row["actor"])
        if identity is not None and (row["last_used_at"] is None or now - row["last_used_at"] > TOUCH_AFTER):
            await queries.touch_key(tx, row["id"], now)
    return identity
