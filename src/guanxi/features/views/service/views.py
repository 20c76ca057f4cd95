"""Decisions about saved views: everybody keeps his or her own; shared ones are read by all, changed by owner and admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import UNSET

from guanxi.features.views import queries
from guanxi.features.views.schemas import Owner, View, ViewCreate, ViewUpdate
from guanxi.features.views.service.availability import available, open_readable
from guanxi.features.views.service.naming import free_name
from guanxi.kernel.errors import Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Label
from guanxi.kernel.query import Opened, open_object
from guanxi.kernel.tenancy import Scope

MOST_VIEWS = 500
DEFINITION = ("filter", "sort", "columns", "pipeline", "group_by")
LABEL = "label"  # of a view that came with a package, one text for each language; gone once somebody calls it otherwise


async def list_views(scope: Scope, object_name: str | None) -> list[View]:
    """Of objects that the caller may read, without what is hidden from him."""
    rows = await queries.list_views(scope, object_name)
    opened = await open_readable(scope, (row["object"] for row in rows))
    return [_view_of(scope, row, opened[row["object"]]) for row in rows if row["object"] in opened]


async def get_view(scope: Scope, view_id: UUID) -> View:
    """Raises 404 `view_unknown`."""
    row = await queries.get_view(scope, view_id)
    opened = await open_readable(scope, [] if row is None else [row["object"]])
    if row is None or row["object"] not in opened:
        raise Problem("view_unknown", status=404)
    return _view_of(scope, row, opened[row["object"]])


async def create_view(scope: Scope, new: ViewCreate) -> View:
    """Raises 403 and 404 for an object that cannot be read, 409 `view_limit`."""
    await open_object(scope, new.object)
    await require_room(scope, new.object)
    view_id, name = new_id(), _name(new.name)
    await queries.insert_view(
        scope,
        {
            "id": view_id,
            "object": new.object,
            "name": name,
            "api_name": await free_name(scope, new.object, name) if new.shared else None,
            "kind": new.kind,
            "definition": {name: getattr(new, name) for name in DEFINITION},
            "shared": new.shared,
            "owner_id": scope.actor.user_id,
            "created_at": scope.now,
            "updated_at": scope.now,
        },
    )
    return await get_view(scope, view_id)


async def update_view(scope: Scope, view_id: UUID, change: ViewUpdate) -> View:
    row = await _get_own_view(scope, view_id)
    definition = _definition_of(row)
    definition |= {name: value for name in DEFINITION if (value := getattr(change, name)) is not UNSET}
    values: dict[str, Any] = {"definition": definition, "updated_at": scope.now}
    if change.name is not UNSET:
        values["name"] = _name(change.name)
        definition.pop(LABEL, None)
    for name in ("kind", "shared"):
        if (value := getattr(change, name)) is not UNSET:
            values[name] = value
    if values.get("shared") and row["api_name"] is None:
        values["api_name"] = await free_name(scope, row["object"], values.get("name", row["name"]))
    await queries.update_view(scope, view_id, values)
    return await get_view(scope, view_id)


async def delete_view(scope: Scope, view_id: UUID) -> None:
    await _get_own_view(scope, view_id)
    await queries.delete_view(scope, view_id)


async def require_room(scope: Scope, object_name: str) -> None:
    if await queries.count_views(scope, object_name) >= MOST_VIEWS:
        raise Problem("view_limit", status=409, params={"limit": MOST_VIEWS})


async def _get_own_view(scope: Scope, view_id: UUID) -> Any:
    """404 when the caller may not see it, 403 when he or she may not change it."""
    row = await queries.get_view(scope, view_id)
    if row is None:
        raise Problem("view_unknown", status=404)
    if row["owner_id"] != scope.actor.user_id and scope.actor.role != "admin":
        raise Problem("view_not_yours", status=403)
    return row


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Problem("blank", field="name")
    return name


def _label_of(row: Any) -> Label:
    return Label.from_json(row["definition"].get(LABEL) or row["name"])


def _definition_of(row: Any) -> dict[str, Any]:
    return dict(row["definition"])


def _view_of(scope: Scope, row: Any, opened: Opened) -> View:
    definition = _definition_of(row)
    seen = available(
        opened,
        definition.get("filter"),
        definition.get("sort"),
        definition.get("columns") or [],
        definition.get("group_by"),
    )
    return View(
        id=row["id"],
        object=row["object"],
        name=_label_of(row).in_locale(scope.locale),
        kind=row["kind"],
        filter=seen.filter,
        sort=seen.sort,
        columns=seen.columns,
        pipeline=definition.get("pipeline"),
        group_by=seen.group_by,
        shared=row["shared"],
        owner=Owner(row["owner_id"], row["owner_name"]),
        mine=row["owner_id"] == scope.actor.user_id,
        unavailable=seen.unavailable,
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


async def names_of_views_of(scope: Scope, object_name: str, most: int) -> list[str]:
    """Everybody's, whoever may see them. For administrators."""
    return await queries.names_of_views_of(scope, object_name, most)


async def names_of_views_with(scope: Scope, object_name: str, field_name: str) -> list[str]:
    """Of the views, anybody's, that show, filter or sort by the field; the first hundred."""
    return await queries.names_of_views_with(scope, object_name, field_name)


async def count_shared_views(scope: Scope, owner_id: UUID) -> int:
    return await queries.count_shared_views(scope, owner_id)


async def move_shared_views(
    scope: Scope, owner_id: UUID, to: UUID, ids: Sequence[UUID] | None = None
) -> list[UUID]:
    """Makes the views that one person shared, or these of them, another one's; their ids. For hand-overs."""
    return await queries.move_shared_views(scope, owner_id, to, ids)
