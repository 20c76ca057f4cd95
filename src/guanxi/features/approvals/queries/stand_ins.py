"""Who stands in for whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, Integer, Uuid, bindparam, text

from guanxi.features.approvals.models import approval_stand_in
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_USER = bindparam("user_id", type_=Uuid)
_COLUMNS = "id, user_id, to_id, first, last, processes, created_by"
_LIST = prepare(
    text(
        f"SELECT {_COLUMNS} FROM guanxi.approval_stand_in WHERE tenant_id = :tenant_id AND last >= :today "
        "AND (:everybody OR user_id = :user_id OR to_id = :user_id) ORDER BY first, id LIMIT :most"
    ).bindparams(
        _TENANT,
        _USER,
        bindparam("today", type_=Date),
        bindparam("everybody", type_=Boolean),
        bindparam("most", type_=Integer),
    )
)
_FIND = prepare(
    text(
        f"SELECT {_COLUMNS} FROM guanxi.approval_stand_in WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(_TENANT, _ID)
)
_COUNT = prepare(
    text(
        "SELECT count(*) FROM guanxi.approval_stand_in WHERE tenant_id = :tenant_id AND user_id = :user_id "
        "AND last >= :today"
    ).bindparams(_TENANT, _USER, bindparam("today", type_=Date))
)
_DELETE = prepare(
    text("DELETE FROM guanxi.approval_stand_in WHERE tenant_id = :tenant_id AND id = :id").bindparams(
        _TENANT, _ID
    )
)


async def list_for(scope: Scope, today: date, most: int, *, everybody: bool) -> list[Any]:
    """Of the caller, or of everybody: those that are not over."""
    params = {
        "tenant_id": scope.tenant.id, "user_id": scope.actor.user_id, "today": today, "everybody": everybody,
        "most": most,
    }  # fmt: skip
    return await scope.tx.fetch(_LIST, params)


async def find(scope: Scope, stand_in_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_FIND, {"tenant_id": scope.tenant.id, "id": stand_in_id})


async def count_of(scope: Scope, user_id: UUID, today: date) -> int:
    found: int = await scope.tx.fetchval(
        _COUNT, {"tenant_id": scope.tenant.id, "user_id": user_id, "today": today}
    )
    return found


async def insert(scope: Scope, row: Mapping[str, Any]) -> None:
    await scope.tx.insert(approval_stand_in, [row])


async def delete(scope: Scope, stand_in_id: UUID) -> None:
    await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "id": stand_in_id})
