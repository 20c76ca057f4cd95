"""The table behind Idempotency-Key, and its statements. Each user of a company has keys of his own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import prepare, tenant_table
from guanxi.kernel.tenancy import Scope

idempotency_key = tenant_table(
    "idempotency_key",
    Column("user_id", Uuid, nullable=False),
    Column("key", Text(collation="C"), nullable=False),
    Column("request_hash", LargeBinary, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Index("idempotency_key_age", "tenant_id", "created_at"),
    key=("user_id", "key"),
)

_COLUMNS = idempotency_key.c
_OWN = (_COLUMNS.tenant_id == bindparam("tenant_id"), _COLUMNS.user_id == bindparam("user_id"))
_LOCK = prepare(
    select(func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("name", type_=Text), 0)))
)
_FIND = prepare(
    select(_COLUMNS.request_hash, _COLUMNS.status, _COLUMNS.headers, _COLUMNS.body).where(
        *_OWN, _COLUMNS.key == bindparam("key"), _COLUMNS.created_at > bindparam("not_before")
    )
)
_FORGET = prepare(
    delete(idempotency_key).where(
        _COLUMNS.tenant_id == bindparam("tenant_id"), _COLUMNS.created_at <= bindparam("forget_before")
    )
)


async def try_lock(scope: Scope, key: str) -> bool:
    """Until the transaction ends; False when another request holds the key."""
    name = f"idempotency:{scope.tenant.id}:{scope.actor.user_id}:{key}"
    is_locked: bool = await scope.tx.fetchval(_LOCK, {"name": name})
    return is_locked


async def find(scope: Scope, key: str, *, not_before: datetime) -> Any | None:
    return await scope.tx.fetchrow(_FIND, {**_own(scope), "key": key, "not_before": not_before})


async def store(scope: Scope, *, forget_before: datetime, **values: Any) -> None:
    """Keep an answer, and drop the company's answers that nobody may ask for any more."""
    await scope.tx.execute(_FORGET, {"tenant_id": scope.tenant.id, "forget_before": forget_before})
    await scope.tx.insert(idempotency_key, [{**_own(scope), "created_at": scope.now, **values}])


def _own(scope: Scope) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "user_id": scope.actor.user_id}
