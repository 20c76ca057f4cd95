"""People of the company, as the planning of steps needs them. The transaction is above record sharing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_IS_ACTIVE = "status = 'active' AND deleted_at IS NULL AND kind = 'person'"
# UNION ends a circle of managers.
_WITH_ABOVE = prepare(
    text(
        "WITH RECURSIVE above AS (SELECT id, manager_id, name, status, deleted_at, kind, licence, locale "
        "FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids) UNION "
        "SELECT u.id, u.manager_id, u.name, u.status, u.deleted_at, u.kind, u.licence, u.locale FROM guanxi.app_user u "
        "JOIN above a ON u.id = a.manager_id WHERE u.tenant_id = :tenant_id) "
        f"SELECT id, manager_id, name, locale, {_IS_ACTIVE} AS is_active FROM above"
    ).bindparams(_TENANT, _IDS)
)
_ADMINISTRATORS = prepare(
    text(
        f"SELECT id FROM guanxi.app_user WHERE tenant_id = :tenant_id AND role = 'admin' AND {_IS_ACTIVE} "
        "ORDER BY id LIMIT :most"
    ).bindparams(_TENANT, bindparam("most", type_=Integer))
)
_STAND_INS = prepare(
    text(
        "SELECT user_id, to_id, processes FROM guanxi.approval_stand_in WHERE tenant_id = :tenant_id "
        "AND user_id = ANY (:ids) AND :today BETWEEN first AND last ORDER BY created_at DESC, id DESC"
    ).bindparams(_TENANT, _IDS, bindparam("today", type_=Date))
)


async def with_above(scope: Scope, users: Collection[UUID]) -> list[Any]:
    """These people and everybody above them."""
    if not users:
        return []
    return await scope.tx.fetch(_WITH_ABOVE, {"tenant_id": scope.tenant.id, "ids": list(users)})


async def administrators(scope: Scope, most: int) -> list[UUID]:
    """Those who can sign in, the oldest first."""
    params = {"tenant_id": scope.tenant.id, "most": most}
    return [row["id"] for row in await scope.tx.fetch(_ADMINISTRATORS, params)]


async def stand_ins_of(scope: Scope, users: Collection[UUID], today: date) -> list[Any]:
    """Whom these people have named for today, the latest first."""
    if not users:
        return []
    params = {"tenant_id": scope.tenant.id, "ids": list(users), "today": today}
    return await scope.tx.fetch(_STAND_INS, params)
