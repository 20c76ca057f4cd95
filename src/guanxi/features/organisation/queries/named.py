"""All positions, and all teams, with the names by which packages know them. A company has at most a few thousand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, text

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_NAMING = (_TENANT, bindparam("id", type_=Uuid), bindparam("api_name", type_=Text))
_POSITIONS = prepare(
    text(
        "SELECT id, name, api_name, parent_id FROM guanxi.org_role WHERE tenant_id = :tenant_id ORDER BY name, id"
    ).bindparams(_TENANT)
)
_TEAMS = prepare(
    text(
        "SELECT id, name, api_name, kind, description FROM guanxi.team WHERE tenant_id = :tenant_id ORDER BY name, id"
    ).bindparams(_TENANT)
)
_NAME_POSITION = prepare(
    text(
        "UPDATE guanxi.org_role SET api_name = :api_name WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(*_NAMING)
)
_NAME_TEAM = prepare(
    text("UPDATE guanxi.team SET api_name = :api_name WHERE tenant_id = :tenant_id AND id = :id").bindparams(
        *_NAMING
    )
)


async def positions(scope: Scope) -> list[Any]:
    """By what they are called."""
    return await scope.tx.fetch(_POSITIONS, {"tenant_id": scope.tenant.id})


async def teams(scope: Scope) -> list[Any]:
    """By what they are called."""
    return await scope.tx.fetch(_TEAMS, {"tenant_id": scope.tenant.id})


async def name_position(scope: Scope, role_id: UUID, api_name: str) -> None:
    await scope.tx.execute(
        _NAME_POSITION, {"tenant_id": scope.tenant.id, "id": role_id, "api_name": api_name}
    )


async def name_team(scope: Scope, team_id: UUID, api_name: str) -> None:
    await scope.tx.execute(_NAME_TEAM, {"tenant_id": scope.tenant.id, "id": team_id, "api_name": api_name})
