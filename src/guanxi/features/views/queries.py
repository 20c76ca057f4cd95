"""All SQL about saved views."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, and_, bindparam, cast, column, delete, func, or_, select, table, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.views.models import saved_view
from guanxi.kernel.tenancy import Scope

_user = table("app_user", column("tenant_id"), column("id"), column("name"), schema="guanxi")
_SELECT = select(saved_view, _user.c.name.label("owner_name")).join(
    _user,
    and_(_user.c.tenant_id == saved_view.c.tenant_id, _user.c.id == saved_view.c.owner_id),
    isouter=True,
)
_TENANT = saved_view.c.tenant_id == bindparam("tenant_id")
_VISIBLE = or_(saved_view.c.shared, saved_view.c.owner_id == bindparam("user_id"))


def _params(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "user_id": scope.actor.user_id, **more}


async def list_views(scope: Scope, object_name: str | None) -> list[Any]:
    """The caller's own views and the shared ones, oldest first."""
    statement = _SELECT.where(_TENANT, _VISIBLE).order_by(saved_view.c.created_at, saved_view.c.id)
    if object_name is None:
        return await scope.tx.fetch(statement, _params(scope))
    statement = statement.where(saved_view.c.object == bindparam("object_name"))
    return await scope.tx.fetch(statement, _params(scope, object_name=object_name))


async def shared_views(scope: Scope, objects: Collection[str] | None) -> list[Any]:
    """Everybody's, of these objects or of all, the oldest first."""
    statement = select(saved_view).where(_TENANT, saved_view.c.shared)
    params: dict[str, Any] = {"tenant_id": scope.tenant.id}
    if objects is not None:
        statement = statement.where(saved_view.c.object == bindparam("objects", type_=ARRAY(Text)).any_())
        params["objects"] = list(objects)
    return await scope.tx.fetch(statement.order_by(saved_view.c.created_at, saved_view.c.id), params)


async def find_shared(scope: Scope, view_id: UUID) -> Any | None:
    statement = select(saved_view).where(_TENANT, saved_view.c.id == bindparam("view_id", type_=Uuid))
    return await scope.tx.fetchrow(statement, {"tenant_id": scope.tenant.id, "view_id": view_id})


async def get_view(scope: Scope, view_id: UUID) -> Any | None:
    """A view that the caller may see."""
    statement = _SELECT.where(_TENANT, _VISIBLE, saved_view.c.id == bindparam("view_id"))
    return await scope.tx.fetchrow(statement, _params(scope, view_id=view_id))


async def count_views(scope: Scope, object_name: str) -> int:
    statement = select(func.count()).select_from(saved_view)
    statement = statement.where(_TENANT, saved_view.c.object == bindparam("object_name"))
    count: int = await scope.tx.fetchval(
        statement, {"tenant_id": scope.tenant.id, "object_name": object_name}
    )
    return count


async def insert_view(scope: Scope, values: dict[str, Any]) -> None:
    await scope.tx.insert(saved_view, [{"tenant_id": scope.tenant.id, **values}])


async def update_view(scope: Scope, view_id: UUID, values: dict[str, Any]) -> None:
    statement = update(saved_view).where(_TENANT, saved_view.c.id == bindparam("view_id")).values(values)
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "view_id": view_id})


async def delete_view(scope: Scope, view_id: UUID) -> None:
    statement = delete(saved_view).where(_TENANT, saved_view.c.id == bindparam("view_id"))
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "view_id": view_id})


async def names_of_views_with(scope: Scope, object_name: str, field_name: str) -> list[str]:
    """By the word in the definition: a text within a filter counts too, rather one view too many than one too few."""
    word = func.concat(r"\m", bindparam("field_name", type_=Text), r"\M")
    statement = (
        select(saved_view.c.name)
        .where(
            _TENANT,
            saved_view.c.object == bindparam("object_name"),
            cast(saved_view.c.definition, Text).regexp_match(word),
        )
        .order_by(saved_view.c.name)
        .limit(100)
    )
    params = {"tenant_id": scope.tenant.id, "object_name": object_name, "field_name": field_name}
    return [row["name"] for row in await scope.tx.fetch(statement, params)]


async def names_of_views_of(scope: Scope, object_name: str, most: int) -> list[str]:
    """Everybody's, by name."""
    statement = (
        select(saved_view.c.name)
        .where(_TENANT, saved_view.c.object == bindparam("object_name"))
        .order_by(saved_view.c.name)
        .limit(bindparam("most"))
    )
    params = {"tenant_id": scope.tenant.id, "object_name": object_name, "most": most}
    return [row["name"] for row in await scope.tx.fetch(statement, params)]


async def count_shared_views(scope: Scope, owner_id: UUID) -> int:
    statement = (
        select(func.count())
        .select_from(saved_view)
        .where(_TENANT, saved_view.c.shared, saved_view.c.owner_id == bindparam("owner_id"))
    )
    count: int = await scope.tx.fetchval(statement, {"tenant_id": scope.tenant.id, "owner_id": owner_id})
    return count


async def move_shared_views(scope: Scope, owner_id: UUID, to: UUID, ids: Sequence[UUID] | None) -> list[UUID]:
    statement = (
        update(saved_view)
        .where(_TENANT, saved_view.c.shared, saved_view.c.owner_id == bindparam("from_id"))
        .values(owner_id=bindparam("to_id", type_=Uuid))
        .returning(saved_view.c.id)
    )
    params = {"tenant_id": scope.tenant.id, "from_id": owner_id, "to_id": to}
    if ids is not None:
        statement = statement.where(saved_view.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_())
        params["ids"] = list(ids)
    return [row["id"] for row in await scope.tx.fetch(statement, params)]
