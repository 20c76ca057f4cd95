"""Permission sets as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.permissions.models import permission_assignment, permission_set
from guanxi.features.users.facade import app_user
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_ID = sa.bindparam("set_id", type_=sa.Uuid())
_OWN = permission_set.c.tenant_id == _TENANT
_holders = (
    sa.select(sa.func.count())
    .select_from(
        permission_assignment.join(
            app_user,
            sa.and_(
                app_user.c.tenant_id == permission_assignment.c.tenant_id,
                app_user.c.id == permission_assignment.c.user_id,
            ),
        )
    )
    .where(
        permission_assignment.c.tenant_id == _TENANT,
        permission_assignment.c.set_id == permission_set.c.id,
        app_user.c.deleted_at.is_(None),
    )
    .correlate(permission_set)
    .scalar_subquery()
)
_WITH_USERS = sa.select(permission_set, _holders.label("users")).where(_OWN)
_GET = prepare(_WITH_USERS.where(permission_set.c.id == _ID))
_BY_KEY = prepare(sa.select(permission_set).where(_OWN, permission_set.c.key.is_not(None)))
_SOME = prepare(
    sa.select(permission_set)
    .where(_OWN, permission_set.c.id == sa.bindparam("ids", type_=ARRAY(sa.Uuid())).any_())
    .order_by(permission_set.c.name, permission_set.c.id)
)
_COUNT = prepare(sa.select(sa.func.count()).select_from(permission_set).where(_OWN))
_NAMED = prepare(
    sa.select(permission_set.c.id).where(
        _OWN,
        permission_set.c.key.is_(None),
        sa.func.lower(permission_set.c.name) == sa.func.lower(sa.bindparam("name", type_=sa.Text())),
    )
)

_NAMES_AMONG = prepare(
    sa.select(permission_set.c.name).where(
        _OWN,
        permission_set.c.key.is_(None),
        permission_set.c.name == sa.bindparam("names", type_=ARRAY(sa.Text())).any_(),
    )
)
_NAMES = prepare(
    sa.select(permission_set.c.name)
    .where(_OWN, permission_set.c.key.is_(None))
    .order_by(permission_set.c.name)
    .limit(sa.bindparam("most", type_=sa.Integer()))
)
_NAMES_OF_USER = prepare(
    sa.select(permission_set.c.name)
    .select_from(
        permission_assignment.join(
            permission_set,
            sa.and_(
                permission_set.c.tenant_id == permission_assignment.c.tenant_id,
                permission_set.c.id == permission_assignment.c.set_id,
            ),
        )
    )
    .where(
        permission_assignment.c.tenant_id == _TENANT,
        _OWN,
        permission_assignment.c.user_id == sa.bindparam("user_id", type_=sa.Uuid()),
    )
)


async def names_among(scope: Scope, names: Sequence[str]) -> list[str]:
    """Of the company's own sets, those that are called so."""
    rows = await scope.tx.fetch(_NAMES_AMONG, {"tenant_id": scope.tenant.id, "names": list(names)})
    return [row["name"] for row in rows]


async def first_names(scope: Scope, most: int) -> list[str]:
    rows = await scope.tx.fetch(_NAMES, {"tenant_id": scope.tenant.id, "most": most})
    return [row["name"] for row in rows]


async def names_of_user(scope: Scope, user_id: UUID) -> list[str]:
    """The sets assigned to somebody."""
    rows = await scope.tx.fetch(_NAMES_OF_USER, {"tenant_id": scope.tenant.id, "user_id": user_id})
    return [row["name"] for row in rows]


async def list_sets(scope: Scope, after: UUID | None, limit: int) -> list[Any]:
    """Those of the company's own making, by name."""
    statement = _WITH_USERS.where(permission_set.c.key.is_(None))
    params: dict[str, Any] = {"tenant_id": scope.tenant.id}
    if after is not None:
        seen = permission_set.alias("seen")
        place = sa.select(seen.c.name, seen.c.id).where(seen.c.tenant_id == _TENANT, seen.c.id == _ID)
        statement = statement.where(
            sa.tuple_(permission_set.c.name, permission_set.c.id) > place.scalar_subquery()
        )
        params["set_id"] = after
    order = (permission_set.c.name, permission_set.c.id)
    return await scope.tx.fetch(statement.order_by(*order).limit(limit), params)


async def get_set(scope: Scope, set_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_GET, {"tenant_id": scope.tenant.id, "set_id": set_id})


async def overrides_of_roles(scope: Scope) -> dict[str, Any]:
    """The rows that stand in for what the program gives a role, by role."""
    rows = await scope.tx.fetch(_BY_KEY, {"tenant_id": scope.tenant.id})
    return {row["key"]: row for row in rows}


async def get_sets(scope: Scope, set_ids: Sequence[UUID]) -> list[Any]:
    if not set_ids:
        return []
    return await scope.tx.fetch(_SOME, {"tenant_id": scope.tenant.id, "ids": list(set_ids)})


async def count_sets(scope: Scope) -> int:
    count: int = await scope.tx.fetchval(_COUNT, {"tenant_id": scope.tenant.id})
    return count


async def find_by_name(scope: Scope, name: str) -> UUID | None:
    found: UUID | None = await scope.tx.fetchval(_NAMED, {"tenant_id": scope.tenant.id, "name": name})
    return found


async def insert_set(scope: Scope, values: dict[str, Any]) -> None:
    await scope.tx.insert(permission_set, [{"tenant_id": scope.tenant.id, **values}])


async def update_set(scope: Scope, set_id: UUID, values: dict[str, Any]) -> None:
    statement = sa.update(permission_set).where(_OWN, permission_set.c.id == _ID).values(values)
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "set_id": set_id})


async def delete_set(scope: Scope, set_id: UUID) -> None:
    statement = sa.delete(permission_set).where(_OWN, permission_set.c.id == _ID)
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "set_id": set_id})
