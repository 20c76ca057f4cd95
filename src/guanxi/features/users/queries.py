"""SQL that the rules of users need."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_PRINCIPALS = prepare(
    text("SELECT nextval('guanxi.principal_seq') AS principal FROM generate_series(1, :count)").bindparams(
        bindparam("count", type_=Integer)
    )
)
_PRINCIPAL_OF = prepare(
    text("SELECT principal FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = :id").bindparams(
        _TENANT, bindparam("id", type_=Uuid)
    )
)
_ONE_AT_A_TIME = prepare(
    text("SELECT pg_advisory_xact_lock(hashtextextended('administrators', :tenant_id))").bindparams(_TENANT)
)
_OTHER_ADMINISTRATOR = prepare(
    text(
        "SELECT EXISTS (SELECT FROM guanxi.app_user WHERE tenant_id = :tenant_id AND role = 'admin' "
        "AND status = 'active' AND deleted_at IS NULL AND id <> ALL (:ids))"
    ).bindparams(_TENANT, _IDS)
)
_NAMES = prepare(
    text(
        "SELECT id, name, status = 'active' AND deleted_at IS NULL AS is_active FROM guanxi.app_user "
        "WHERE tenant_id = :tenant_id AND id = ANY (:ids)"
    ).bindparams(_TENANT, _IDS)
)
_EMAILS = prepare(
    text(
        "SELECT id, email FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids) AND email IS NOT NULL"
    ).bindparams(_TENANT, _IDS)
)
_ABOVE = prepare(
    text(
        "WITH RECURSIVE above AS ("
        "SELECT id, manager_id FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids) "
        "UNION SELECT u.id, u.manager_id FROM guanxi.app_user u JOIN above a ON u.id = a.manager_id "
        "WHERE u.tenant_id = :tenant_id) "
        "SELECT id, manager_id FROM above WHERE manager_id IS NOT NULL"
    ).bindparams(_TENANT, _IDS)
)


async def take_principals(scope: Scope, count: int) -> list[int]:
    async with elevated(scope):
        return [row["principal"] for row in await scope.tx.fetch(_PRINCIPALS, {"count": count})]


async def principal_of(scope: Scope, user_id: UUID) -> int:
    principal: int = await scope.tx.fetchval(_PRINCIPAL_OF, {"tenant_id": scope.tenant.id, "id": user_id})
    return principal


async def has_other_administrator(scope: Scope, ids: Sequence[UUID]) -> bool:
    """Administrators who can sign in, beside these. Two administrators who demote each other take turns here."""
    await scope.tx.fetch(_ONE_AT_A_TIME, {"tenant_id": scope.tenant.id})
    params = {"tenant_id": scope.tenant.id, "ids": list(ids)}
    found: bool = await scope.tx.fetchval(_OTHER_ADMINISTRATOR, params)
    return found


async def managers_above(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The manager of each of these users, and of everybody above them."""
    rows = await scope.tx.fetch(_ABOVE, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {row["id"]: row["manager_id"] for row in rows}


async def emails_of(scope: Scope, users: Collection[UUID]) -> dict[UUID, str]:
    """Of those who have one."""
    if not users:
        return {}
    rows = await scope.tx.fetch(_EMAILS, {"tenant_id": scope.tenant.id, "ids": list(users)})
    return {row["id"]: row["email"] for row in rows}


async def names_of(scope: Scope, users: Collection[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Name, and whether he can sign in, of anybody in the company."""
    if not users:
        return {}
    async with elevated(scope):
        rows = await scope.tx.fetch(_NAMES, {"tenant_id": scope.tenant.id, "ids": list(users)})
    return {row["id"]: (row["name"], row["is_active"]) for row in rows}
