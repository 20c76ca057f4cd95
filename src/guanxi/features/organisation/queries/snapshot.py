"""The whole organisation as it stands: everybody, the tree of positions, who belongs where. Three statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, bindparam, text

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_PEOPLE = prepare(
    text(
        "SELECT id, name, principal, manager_id, org_role_id, role = 'admin' AS above_sharing, "
        "kind = 'person' AND status <> 'deactivated' AS works_here FROM guanxi.app_user "
        "WHERE tenant_id = :tenant_id AND deleted_at IS NULL ORDER BY name, id LIMIT :most"
    ).bindparams(_TENANT, bindparam("most", type_=Integer))
)
_POSITIONS = prepare(
    text("SELECT id, parent_id, principal FROM guanxi.org_role WHERE tenant_id = :tenant_id").bindparams(
        _TENANT
    )
)
_MEMBERSHIPS = prepare(
    text(
        "SELECT t.id, t.principal, m.user_id FROM guanxi.team t LEFT JOIN guanxi.team_member m "
        "ON m.tenant_id = :tenant_id AND m.team_id = t.id WHERE t.tenant_id = :tenant_id"
    ).bindparams(_TENANT)
)


async def all_people(scope: Scope, most: int) -> list[Any]:
    """People and the users of queues, by name."""
    return await scope.tx.fetch(_PEOPLE, {"tenant_id": scope.tenant.id, "most": most})


async def all_positions(scope: Scope) -> list[Any]:
    return await scope.tx.fetch(_POSITIONS, {"tenant_id": scope.tenant.id})


async def all_memberships(scope: Scope) -> list[Any]:
    """A row for each member of each team, queue and territory; one without a user for those that have none."""
    return await scope.tx.fetch(_MEMBERSHIPS, {"tenant_id": scope.tenant.id})
