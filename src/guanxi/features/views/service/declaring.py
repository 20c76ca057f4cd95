"""Shared views as packages declare them: with a name, kept in history, taken back."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.views import queries
from guanxi.features.views.schemas import DeclaredView
from guanxi.features.views.service.availability import available
from guanxi.features.views.service.naming import named_views
from guanxi.features.views.service.views import DEFINITION, LABEL, require_room
from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.errors import Invalid, Problem, render
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.query import open_object, read_filter
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
KIND = "saved_view"
_ID = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_KEPT = ("object", "api_name", "name", "kind", "definition", "shared", "owner_id")

ViewKey = tuple[str, str]
"""Object and name."""


async def declared_views(scope: Scope, objects: Collection[str] | None = None) -> dict[ViewKey, DeclaredView]:
    """The shared views of these objects, or of all. For administrators: they name fields whoever sees them.

    A view that filters by the id of a record means nothing elsewhere, and is left out.
    """
    registry = await registry_of(scope)
    rows = await queries.shared_views(scope, objects)
    return {
        key: _declared(row)
        for key, row in named_views(rows).items()
        if key[0] in registry and not _ID.search(row["definition"].get("filter") or "")
    }


async def declare_view(scope: Scope, object_name: str, name: str, given: DeclaredView) -> UUID | None:
    """Makes it, or changes the one of that name, which keeps its owner; the change-set, None where nothing is different.

    Metadata are locked. Raises 403, 404, 409 `view_limit`, 422 `view_names_unknown` and whatever is wrong with the filter.
    """
    scope.require(MANAGE)
    await _check(scope, object_name, given)
    row = named_views(await queries.shared_views(scope, [object_name])).get((object_name, name))
    if row is None:
        await require_room(scope, object_name)
    label = Label.from_json(given.label)
    definition: dict[str, Any] = {each: getattr(given, each) for each in DEFINITION}
    if label.en != label.zh:
        definition[LABEL] = label.as_json()
    after = {
        "object": object_name,
        "api_name": name,
        "name": label.in_locale(scope.tenant.locale),
        "kind": given.kind,
        "definition": definition,
        "shared": True,
        "owner_id": str(scope.actor.user_id if row is None else row["owner_id"]),
    }
    return await _put(scope, new_id() if row is None else row["id"], _kept(row), after, undoes=None)


async def remove_view(scope: Scope, object_name: str, name: str) -> UUID | None:
    """The change-set; None where there is none. Metadata are locked."""
    scope.require(MANAGE)
    row = named_views(await queries.shared_views(scope, [object_name])).get((object_name, name))
    return None if row is None else await _put(scope, row["id"], _kept(row), None, undoes=None)


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(MANAGE)
    current = _kept(await queries.find_shared(scope, change.subject))
    if current != change.after:
        return None
    return await _put(scope, change.subject, current, change.before, undoes=undoes)


def describe(change: AdministrativeChange, locale: str) -> str:
    what = "changed" if change.before and change.after else "added" if change.after else "removed"
    return render(f"view_history_{what}", {"name": name_of(change, locale)}, locale)


def name_of(change: AdministrativeChange, locale: str = "en") -> str:
    kept = change.after or change.before
    return Label.from_json(kept["definition"].get(LABEL) or kept["name"]).in_locale(locale)


async def _put(
    scope: Scope, view_id: UUID, before: Any, after: dict[str, Any] | None, *, undoes: UUID | None
) -> UUID | None:
    if before == after:
        return None
    if after is None:
        await queries.delete_view(scope, view_id)
    else:
        values = after | {"owner_id": UUID(after["owner_id"]), "updated_at": scope.now}
        if before is None:
            await queries.insert_view(scope, {"id": view_id, "created_at": scope.now, **values})
        else:
            await queries.update_view(scope, view_id, values)
    return await record_administration(scope, KIND, view_id, before, after, undoes=undoes)


def _kept(row: Any | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {name: row[name] for name in _KEPT} | {"owner_id": str(row["owner_id"])}


def _declared(row: Any) -> DeclaredView:
    definition = row["definition"]
    given = {name: definition[name] for name in DEFINITION if definition.get(name) is not None}
    label = definition.get(LABEL) or row["name"]
    return msgspec.convert({"label": label, "kind": row["kind"], **given}, DeclaredView)


async def _check(scope: Scope, object_name: str, given: DeclaredView) -> None:
    opened = await open_object(scope, object_name)
    try:
        read_filter(opened, given.filter or "")
    except ExpressionRefused as refused:
        raise Problem(refused.code, refused.status, field="filter", params=refused.params) from None
    seen = available(opened, None, given.sort, given.columns, given.group_by)
    if seen.unavailable:
        raise Invalid(
            "view_names_unknown", field=seen.unavailable[0], params={"parts": ", ".join(seen.unavailable)}
        )
