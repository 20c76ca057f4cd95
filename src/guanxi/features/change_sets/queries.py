"""SQL about change-sets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from guanxi.features.users.facade import app_user
from guanxi.kernel.changes import change_set
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_SET = sa.bindparam("change_set_id", type_=sa.Uuid())
_ACTOR = sa.bindparam("actor_id", type_=sa.Uuid())
_NAMED = sa.select(change_set, app_user.c.name.label("actor_name")).select_from(
    change_set.outerjoin(
        app_user, sa.and_(app_user.c.tenant_id == _TENANT, app_user.c.id == change_set.c.actor_id)
    )
)
_ONE = prepare(_NAMED.where(change_set.c.tenant_id == _TENANT, change_set.c.id == _SET))
_JOBS_UNDER_WAY = prepare(
    sa.text(
        "SELECT id, kind FROM guanxi.job WHERE tenant_id = :tenant_id AND state IN ('queued', 'running') "
        "AND args ->> 'change_set_id' = :change_set_id"
    ).bindparams(_TENANT, sa.bindparam("change_set_id", type_=sa.Text()))
)


async def find_change_set(scope: Scope, change_set_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_ONE, {"tenant_id": scope.tenant.id, "change_set_id": change_set_id})


async def list_change_sets(scope: Scope, actor_id: UUID | None, before: UUID | None, limit: int) -> list[Any]:
    """The latest first; those of one person, or everybody's. `before` is the last one already seen."""
    statement = _NAMED.where(change_set.c.tenant_id == _TENANT)
    params: dict[str, Any] = {"tenant_id": scope.tenant.id}
    if actor_id is not None:
        statement, params["actor_id"] = statement.where(change_set.c.actor_id == _ACTOR), actor_id
    if before is not None:
        statement, params["change_set_id"] = statement.where(_older()), before
    order = (change_set.c.created_at.desc(), change_set.c.id.desc())
    return await scope.tx.fetch(statement.order_by(*order).limit(limit), params)


async def jobs_under_way(scope: Scope, change_set_id: UUID) -> list[Any]:
    """(id, kind) of those that are writing it or taking it back: their arguments name it."""
    params = {"tenant_id": scope.tenant.id, "change_set_id": str(change_set_id)}
    return await scope.tx.fetch(_JOBS_UNDER_WAY, params)


def _older() -> sa.ColumnElement[bool]:
    seen = change_set.alias("seen")
    position = (
        sa.select(seen.c.created_at, seen.c.id)
        .where(seen.c.tenant_id == _TENANT, seen.c.id == _SET)
        .subquery()
    )
    columns = sa.tuple_(change_set.c.created_at, change_set.c.id)
    return columns < sa.select(position.c.created_at, position.c.id).scalar_subquery()
