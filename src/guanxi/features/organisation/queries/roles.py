"""The tree of roles and their holders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.organisation.models import org_role
from guanxi.features.organisation.queries.places import FIRST
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_PARENT = bindparam("parent_id", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_MOST = bindparam("most", type_=Integer)
_NAME = bindparam("name", type_=Text)
_NOW = bindparam("now", type_=DateTime(timezone=True))
_ROLE = (
    "SELECT r.id, r.name, r.api_name, r.parent_id, r.principal, r.version, (SELECT count(*) FROM guanxi.app_user u "
    "WHERE u.tenant_id = :tenant_id AND u.org_role_id = r.id AND u.deleted_at IS NULL) AS holders, "
    "(SELECT count(*) FROM guanxi.org_role c WHERE c.tenant_id = :tenant_id AND c.parent_id = r.id) AS children "
    "FROM guanxi.org_role r WHERE r.tenant_id = :tenant_id"
)
_LIST = prepare(
    text(f"{_ROLE} AND r.id > :after ORDER BY r.id LIMIT :most").bindparams(
        _TENANT, bindparam("after", type_=Uuid), _MOST
    )
)
_GET = prepare(text(f"{_ROLE} AND r.id = :id").bindparams(_TENANT, _ID))
_COUNT = prepare(
    text("SELECT count(*) FROM guanxi.org_role WHERE tenant_id = :tenant_id").bindparams(_TENANT)
)
_NAME_TAKEN = prepare(
    text(
        "SELECT EXISTS (SELECT FROM guanxi.org_role WHERE tenant_id = :tenant_id AND id <> :id "
        "AND parent_id IS NOT DISTINCT FROM :parent_id AND lower(name) = lower(:name))"
    ).bindparams(_TENANT, _ID, _PARENT, _NAME)
)
_IS_WITHIN = prepare(
    text(
        "WITH RECURSIVE within AS (SELECT :id ::uuid AS id UNION SELECT r.id FROM guanxi.org_role r "
        "JOIN within w ON r.parent_id = w.id WHERE r.tenant_id = :tenant_id) "
        "SELECT EXISTS (SELECT FROM within WHERE id = :place)"
    ).bindparams(_TENANT, _ID, bindparam("place", type_=Uuid))
)
_UPDATE = prepare(
    text(
        "UPDATE guanxi.org_role SET name = :name, parent_id = :parent_id, updated_at = :now, version = version + 1 "
        "WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(_TENANT, _ID, _PARENT, _NAME, _NOW)
)
_MOVE_CHILDREN = prepare(
    text(
        "UPDATE guanxi.org_role SET parent_id = :parent_id, updated_at = :now, version = version + 1 "
        "WHERE tenant_id = :tenant_id AND parent_id = :id RETURNING id"
    ).bindparams(_TENANT, _ID, _PARENT, _NOW)
)
_DELETE = prepare(
    text("DELETE FROM guanxi.org_role WHERE tenant_id = :tenant_id AND id = :id").bindparams(_TENANT, _ID)
)
_MOVE_HOLDERS = prepare(
    text(
        "UPDATE guanxi.app_user SET org_role_id = :to WHERE tenant_id = :tenant_id AND org_role_id = :id RETURNING id"
    ).bindparams(_TENANT, _ID, bindparam("to", type_=Uuid))
)
_HOLDERS_OF = prepare(
    text("SELECT id FROM guanxi.app_user WHERE tenant_id = :tenant_id AND org_role_id = :id").bindparams(
        _TENANT, _ID
    )
)
_ROLES_OF = prepare(
    text(
        "SELECT id, org_role_id FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids)"
    ).bindparams(_TENANT, _IDS)
)
_PLACE = prepare(
    text(
        "UPDATE guanxi.app_user u SET org_role_id = :to FROM guanxi.app_user o "
        "WHERE u.tenant_id = :tenant_id AND u.id = ANY (:ids) AND o.tenant_id = u.tenant_id AND o.id = u.id "
        "AND u.org_role_id IS DISTINCT FROM :to AND (NOT :only_from OR u.org_role_id = :id) "
        "RETURNING u.id, o.org_role_id AS before"
    ).bindparams(_TENANT, _ID, _IDS, bindparam("to", type_=Uuid), bindparam("only_from", type_=Boolean))
)
_ROLE_OF_USER = prepare(
    text(
        "SELECT r.id, r.name FROM guanxi.app_user u JOIN guanxi.org_role r "
        "ON r.tenant_id = u.tenant_id AND r.id = u.org_role_id WHERE u.tenant_id = :tenant_id AND u.id = :id"
    ).bindparams(_TENANT, _ID)
)


def _of(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, **more}


async def list_roles(scope: Scope, after: UUID | None, most: int) -> list[Any]:
    """In the order in which they were made."""
    return await scope.tx.fetch(_LIST, _of(scope, after=after or FIRST, most=most))


async def get_role(scope: Scope, role_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_GET, _of(scope, id=role_id))


async def count_roles(scope: Scope) -> int:
    count: int = await scope.tx.fetchval(_COUNT, _of(scope))
    return count


async def is_name_taken(scope: Scope, role_id: UUID, parent_id: UUID | None, name: str) -> bool:
    """By another role at the same place."""
    found: bool = await scope.tx.fetchval(_NAME_TAKEN, _of(scope, id=role_id, parent_id=parent_id, name=name))
    return found


async def is_within(scope: Scope, place: UUID, role_id: UUID) -> bool:
    """Whether `place` is the role itself or lies below it."""
    found: bool = await scope.tx.fetchval(_IS_WITHIN, _of(scope, id=role_id, place=place))
    return found


async def insert_role(
    scope: Scope, role_id: UUID, name: str, api_name: str | None, parent_id: UUID | None, principal: int
) -> None:
    row = {"id": role_id, "name": name, "api_name": api_name, "parent_id": parent_id, "principal": principal}
    await scope.tx.insert(org_role, [_of(scope, **row, created_at=scope.now, updated_at=scope.now)])


async def update_role(scope: Scope, role_id: UUID, name: str, parent_id: UUID | None) -> None:
    await scope.tx.execute(_UPDATE, _of(scope, id=role_id, name=name, parent_id=parent_id, now=scope.now))


async def empty_role(scope: Scope, role_id: UUID, to: UUID | None) -> tuple[list[UUID], list[UUID]]:
    """Roles below and holders go to another place. Returns both."""
    children = await scope.tx.fetch(_MOVE_CHILDREN, _of(scope, id=role_id, parent_id=to, now=scope.now))
    async with elevated(scope):
        holders = await scope.tx.fetch(_MOVE_HOLDERS, _of(scope, id=role_id, to=to))
    return [row["id"] for row in children], [row["id"] for row in holders]


async def holders_of(scope: Scope, role_id: UUID) -> list[UUID]:
    return [row["id"] for row in await scope.tx.fetch(_HOLDERS_OF, _of(scope, id=role_id))]


async def roles_of(scope: Scope, user_ids: Sequence[UUID]) -> dict[UUID, UUID | None]:
    rows = await scope.tx.fetch(_ROLES_OF, _of(scope, ids=list(user_ids)))
    return {row["id"]: row["org_role_id"] for row in rows}


async def delete_role(scope: Scope, role_id: UUID) -> None:
    await scope.tx.execute(_DELETE, _of(scope, id=role_id))


async def place_users(
    scope: Scope, user_ids: Sequence[UUID], to: UUID | None, *, only_from: UUID | None = None
) -> dict[UUID, UUID | None]:
    """Gives them that role, or none; with `only_from` only those who hold that one. Returns what those who moved held."""
    params = {
        "ids": list(user_ids),
        "to": to,
        "only_from": only_from is not None,
        "id": only_from or FIRST,
    }
    async with elevated(scope):
        rows = await scope.tx.fetch(_PLACE, _of(scope, **params))
    return {row["id"]: row["before"] for row in rows}


async def role_of_user(scope: Scope, user_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_ROLE_OF_USER, _of(scope, id=user_id))
