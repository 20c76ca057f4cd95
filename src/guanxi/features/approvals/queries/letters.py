"""Letters with links that decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.approvals.models import approval_letter
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

KEPT_FOR = timedelta(days=14)  # a link decides

_TENANT = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_UNSENT = prepare(
    text(
        "SELECT id, request_id, task_id, user_id, kind FROM guanxi.approval_letter WHERE tenant_id = :tenant_id "
        "AND NOT is_sent ORDER BY created_at, id LIMIT :most FOR UPDATE SKIP LOCKED"
    ).bindparams(_TENANT, bindparam("most", type_=Integer))
)
_SENT = prepare(
    text(
        "UPDATE guanxi.approval_letter SET is_sent = true WHERE tenant_id = :tenant_id AND id = ANY (:ids)"
    ).bindparams(_TENANT, bindparam("ids", type_=ARRAY(Uuid)))
)
_READ = "SELECT * FROM guanxi.approval_letter WHERE tenant_id = :tenant_id AND id = :id"
_FIND = prepare(text(_READ).bindparams(_TENANT, _ID))
_HOLD = prepare(text(f"{_READ} FOR UPDATE").bindparams(_TENANT, _ID))
_USED = prepare(
    text(
        "UPDATE guanxi.approval_letter SET used_at = :now WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(_TENANT, _ID, bindparam("now", type_=DateTime(timezone=True)))
)


async def insert(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(approval_letter, rows)


async def take_unsent(scope: Scope, most: int) -> list[Any]:
    """The oldest, apart from those that another is just sending."""
    return await scope.tx.fetch(_UNSENT, {"tenant_id": scope.tenant.id, "most": most})


async def mark_sent(scope: Scope, ids: Sequence[UUID]) -> None:
    if ids:
        await scope.tx.execute(_SENT, {"tenant_id": scope.tenant.id, "ids": list(ids)})


async def find(scope: Scope, letter_id: UUID, *, lock: bool = False) -> Any | None:
    return await scope.tx.fetchrow(_HOLD if lock else _FIND, {"tenant_id": scope.tenant.id, "id": letter_id})


async def mark_used(scope: Scope, letter_id: UUID) -> None:
    await scope.tx.execute(_USED, {"tenant_id": scope.tenant.id, "id": letter_id, "now": scope.now})
