"""People and the sets that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.permissions.models import permission_assignment
from guanxi.features.users.facade import app_user
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

SAMPLE = 5

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_USER = sa.bindparam("user_id", type_=sa.Uuid())
_IDS = sa.bindparam("ids", type_=ARRAY(sa.Uuid()))
_ROLE = sa.bindparam("role", type_=sa.Text())
_SET = sa.bindparam("set_id", type_=sa.Uuid())
_PERSON = sa.and_(
    app_user.c.tenant_id == _TENANT, app_user.c.deleted_at.is_(None), app_user.c.kind == "person"
)
_HOLDER = (app_user.c.id, app_user.c.name, app_user.c.role, app_user.c.licence, app_user.c.status)
_ASSIGNED = (
    sa.select(permission_assignment.c.user_id)
    .where(
        permission_assignment.c.tenant_id == _TENANT,
        permission_assignment.c.set_id == _SET,
        permission_assignment.c.user_id == app_user.c.id,
    )
    .correlate(app_user)
    .exists()
)
_GET = prepare(sa.select(*_HOLDER).where(_PERSON, app_user.c.id == _USER))
_LOCK = prepare(sa.select(*_HOLDER).where(_PERSON, app_user.c.id == _USER).with_for_update())
_SETS_OF = prepare(
    sa.select(permission_assignment.c.user_id, permission_assignment.c.set_id).where(
        permission_assignment.c.tenant_id == _TENANT, permission_assignment.c.user_id == _IDS.any_()
    )
)
_HOLDERS_OF = prepare(
    sa.select(permission_assignment.c.user_id)
    .where(permission_assignment.c.tenant_id == _TENANT, permission_assignment.c.set_id == _SET)
    .order_by(permission_assignment.c.user_id)
)
_BY_ROLE = prepare(
    sa.select(app_user.c.role, sa.func.count().label("users")).where(_PERSON).group_by(app_user.c.role)
)
_SEATS = prepare(
    sa.select(app_user.c.licence, sa.func.count().label("users"))
    .where(_PERSON, sa.or_(app_user.c.status == "active", app_user.c.status == "invited"))
    .group_by(app_user.c.licence)
)
_STILL_THERE = prepare(sa.select(app_user.c.id).where(_PERSON, app_user.c.id == _IDS.any_()))


def _in_set(role: str | None) -> sa.ColumnElement[bool]:
    return app_user.c.role == _ROLE if role is not None else _ASSIGNED


async def get_holder(scope: Scope, user_id: UUID, *, lock: bool = False) -> Any | None:
    """A person of the company; nobody for a queue."""
    params = {"tenant_id": scope.tenant.id, "user_id": user_id}
    return await scope.tx.fetchrow(_LOCK if lock else _GET, params)


async def list_holders(
    scope: Scope, role: str | None, set_id: UUID | None, after: UUID | None, limit: int
) -> list[Any]:
    """Of a set that comes with a role, or else of one assigned; by name."""
    statement = sa.select(*_HOLDER).where(_PERSON, _in_set(role))
    params: dict[str, Any] = {"tenant_id": scope.tenant.id, "role": role, "set_id": set_id}
    if after is not None:
        seen = app_user.alias("seen")
        place = sa.select(seen.c.name, seen.c.id).where(seen.c.tenant_id == _TENANT, seen.c.id == _USER)
        statement = statement.where(sa.tuple_(app_user.c.name, app_user.c.id) > place.scalar_subquery())
        params["user_id"] = after
    return await scope.tx.fetch(statement.order_by(app_user.c.name, app_user.c.id).limit(limit), params)


async def count_by_role(scope: Scope) -> dict[str, int]:
    rows = await scope.tx.fetch(_BY_ROLE, {"tenant_id": scope.tenant.id})
    return {row["role"]: row["users"] for row in rows}


async def seats_by_licence(scope: Scope) -> dict[str, int]:
    rows = await scope.tx.fetch(_SEATS, {"tenant_id": scope.tenant.id})
    return {row["licence"]: row["users"] for row in rows}


async def sets_of_users(scope: Scope, user_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The ids of the sets assigned to each."""
    found: dict[UUID, list[UUID]] = {user_id: [] for user_id in user_ids}
    for row in await scope.tx.fetch(_SETS_OF, {"tenant_id": scope.tenant.id, "ids": list(user_ids)}):
        found[row["user_id"]].append(row["set_id"])
    return {user_id: sorted(sets) for user_id, sets in found.items()}


async def users_of_set(scope: Scope, set_id: UUID) -> list[UUID]:
    rows = await scope.tx.fetch(_HOLDERS_OF, {"tenant_id": scope.tenant.id, "set_id": set_id})
    return [row["user_id"] for row in rows]


async def still_there(scope: Scope, user_ids: Sequence[UUID]) -> list[UUID]:
    rows = await scope.tx.fetch(_STILL_THERE, {"tenant_id": scope.tenant.id, "ids": list(user_ids)})
    return [row["id"] for row in rows]


async def group_holders(scope: Scope, role: str | None, set_id: UUID | None) -> list[Any]:
    """Holders of a set in groups of equal role, licence and sets, each with its count and the first few names."""
    sets = sa.func.array(
        sa.select(permission_assignment.c.set_id)
        .where(permission_assignment.c.tenant_id == _TENANT, permission_assignment.c.user_id == app_user.c.id)
        .order_by(permission_assignment.c.set_id)
        .correlate(app_user)
        .scalar_subquery(),
        type_=ARRAY(sa.Uuid()),
    )
    holder = sa.select(*_HOLDER, sets.label("sets")).where(_PERSON, _in_set(role)).subquery("holder")
    kind = (holder.c.role, holder.c.licence, holder.c.sets)
    first = [
        sa.func.trim_array(
            sa.func.array_agg(
                sa.dialects.postgresql.aggregate_order_by(column, holder.c.name, holder.c.id),
                type_=ARRAY(column.type),
            ),
            sa.func.greatest(sa.func.count() - SAMPLE, 0).cast(sa.Integer()),
        ).label(column.name)
        for column in (holder.c.id, holder.c.name)
    ]
    statement = sa.select(*kind, sa.func.count().label("users"), *first).group_by(*kind)
    params = {"tenant_id": scope.tenant.id, "role": role, "set_id": set_id}
    return await scope.tx.fetch(statement.order_by(sa.desc("users")), params)


async def assign(scope: Scope, user_ids: Sequence[UUID], set_ids: Sequence[UUID]) -> None:
    """Each of these sets to each of these people."""
    rows = [
        {"tenant_id": scope.tenant.id, "user_id": user_id, "set_id": set_id, "created_at": scope.now}
        for user_id in user_ids
        for set_id in set_ids
    ]
    await scope.tx.insert(permission_assignment, rows, on_conflict="ON CONFLICT DO NOTHING")


async def unassign(scope: Scope, user_id: UUID, set_ids: Sequence[UUID]) -> None:
    statement = sa.delete(permission_assignment).where(
        permission_assignment.c.tenant_id == _TENANT,
        permission_assignment.c.user_id == _USER,
        permission_assignment.c.set_id == _IDS.any_(),
    )
    await scope.tx.execute(
        statement, {"tenant_id": scope.tenant.id, "user_id": user_id, "ids": list(set_ids)}
    )
