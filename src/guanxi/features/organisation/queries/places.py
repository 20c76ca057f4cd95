"""What roles and teams have in common: turns, principals, what names a principal."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, bindparam, delete, select, text

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import prepare
from guanxi.kernel.permissions import record_share, sharing_rule
from guanxi.kernel.tenancy import Scope

FIRST = UUID(int=0)  # lies before every id: where the first page begins

_TENANT = bindparam("tenant_id", type_=BigInteger)
_PRINCIPAL = bindparam("principal", type_=BigInteger)
_ONE_AT_A_TIME = prepare(
    text("SELECT pg_advisory_xact_lock(hashtextextended('organisation', :tenant_id))").bindparams(_TENANT)
)
_NEXT_PRINCIPAL = prepare(text("SELECT nextval('guanxi.principal_seq')"))
_RULES_NAMING = prepare(
    select(sharing_rule.c.name)
    .where(
        sharing_rule.c.tenant_id == _TENANT,
        (sharing_rule.c.principal == _PRINCIPAL) | (sharing_rule.c.owned_by == _PRINCIPAL),
    )
    .order_by(sharing_rule.c.name)
    .limit(10)
)
_OBJECTS_BY_OWNER = prepare(
    select(sharing_rule.c.object)
    .where(sharing_rule.c.tenant_id == _TENANT, sharing_rule.c.owned_by == _PRINCIPAL, sharing_rule.c.active)
    .distinct()
)
_FORGET_SHARES = prepare(
    delete(record_share).where(record_share.c.tenant_id == _TENANT, record_share.c.principal == _PRINCIPAL)
)


async def take_turn(scope: Scope) -> None:
    """Changes of a company's organisation go one after another, or two of them could make a circle together."""
    await scope.tx.fetch(_ONE_AT_A_TIME, {"tenant_id": scope.tenant.id})


async def take_principal(scope: Scope) -> int:
    async with elevated(scope):
        principal: int = await scope.tx.fetchval(_NEXT_PRINCIPAL)
    return principal


async def rules_naming(scope: Scope, principal: int) -> list[str]:
    """Names of sharing rules that give to this principal or ask who holds it; the first ten."""
    rows = await scope.tx.fetch(_RULES_NAMING, {"tenant_id": scope.tenant.id, "principal": principal})
    return [row["name"] for row in rows]


async def objects_shared_by_owner(scope: Scope, principal: int) -> list[str]:
    """Objects whose records are shared because their owner holds this principal."""
    rows = await scope.tx.fetch(_OBJECTS_BY_OWNER, {"tenant_id": scope.tenant.id, "principal": principal})
    return [row["object"] for row in rows]


async def forget_shares(scope: Scope, principal: int) -> None:
    """The principal may stay on records: nobody holds it any more, and it is never given again."""
    await scope.tx.execute(_FORGET_SHARES, {"tenant_id": scope.tenant.id, "principal": principal})
