"""Making, changing, deleting permission sets; built-in ones are changed by a row that stands in, and reset by its removal."""

from __future__ import annotations

from collections.abc import Container
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from msgspec import UNSET

from guanxi.edge.invalidations import announce
from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.schemas import (
    Holder,
    HolderPage,
    PermissionSet,
    PermissionSetCreate,
    PermissionSetPage,
    PermissionSetUpdate,
)
from guanxi.features.permissions.service.ceilings import AREA, require_within_own
from guanxi.features.permissions.service.definitions import checked, with_rights_to_deleted
from guanxi.features.permissions.service.found_sets import (
    BUILT_IN,
    FoundSet,
    built_in_sets,
    describe_set,
    entry_of,
    find_set,
    own_sets,
)
from guanxi.kernel.changes.administration import record_administration
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.search.api_names import api_name as name_from
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.rights import definition_of_role

MOST_SETS = 500
KIND = "permission_set"


async def list_sets(scope: Scope, after: UUID | None, limit: int) -> PermissionSetPage:
    """The built-in ones stand at the head of the first page."""
    scope.require(AREA)
    own = await own_sets(scope, after, limit + 1)
    first = await built_in_sets(scope) if after is None else []
    shown = own[:limit]
    cursor = shown[-1].id if len(own) > limit else None
    return PermissionSetPage([entry_of(each) for each in (*first, *shown)], cursor)


async def get_set(scope: Scope, set_id: str) -> PermissionSet:
    scope.require(AREA)
    return await describe_set(scope, await find_set(scope, set_id))


async def list_users(scope: Scope, set_id: str, after: UUID | None, limit: int) -> HolderPage:
    scope.require(AREA)
    found = await find_set(scope, set_id)
    rows = await holders.list_holders(scope, found.role, found.row_id, after, limit + 1)
    people = [Holder(**row) for row in rows[:limit]]
    return HolderPage(people, str(people[-1].id) if len(rows) > limit else None)


async def create_set(
    scope: Scope, new: PermissionSetCreate, api_name: str | None = None
) -> tuple[PermissionSet, UUID]:
    """`api_name` is one that nobody has; without it, one is made of the name. Raises 403 `rights_beyond_own`, 409 `permission_set_name_taken`, `permission_set_limit`, 422 `rights_invalid`."""
    scope.require(AREA)
    scope = await lock_metadata(scope)
    definition = checked(scope, await registry_of(scope), new.definition)
    require_within_own(scope, [definition])
    if await sets.count_sets(scope) >= MOST_SETS:
        raise Conflict("permission_set_limit", params={"limit": MOST_SETS})
    name = await _free_name(scope, new.name, None)
    set_id = new_id()
    if api_name is None:
        api_name = proposed(
            name, {*BUILT_IN, *(each.api_name for each in await own_sets(scope, None, MOST_SETS))}
        )
    values = {
        "key": None,
        "name": name,
        "api_name": api_name,
        "description": new.description.strip(),
        "definition": definition,
    }
    change_set_id = await put_set(scope, set_id, None, values)
    return await get_set(scope, str(set_id)), change_set_id


async def update_set(
    scope: Scope, set_id: str, change: PermissionSetUpdate, seen: int | None
) -> tuple[PermissionSet, UUID | None]:
    """Raises as `create_set`, and 404, 409 `permission_set_changed`, 422 `permission_set_built_in`."""
    scope.require(AREA)
    scope = await lock_metadata(scope)
    found = await find_set(scope, set_id)
    _require_seen(found, seen)
    if found.role is not None and (change.name is not UNSET or change.description is not UNSET):
        raise Invalid("permission_set_built_in", field="name")
    before = kept_of(found)
    values = dict(before or {"key": found.role, "name": found.role, "description": ""})
    values["definition"] = dict(found.definition)
    if change.name is not UNSET:
        values["name"] = await _free_name(scope, change.name, found.row_id)
    if change.description is not UNSET:
        values["description"] = change.description.strip()
    if change.definition is not UNSET:
        registry = await registry_of(scope)
        given = checked(scope, registry, change.definition)
        values["definition"] = with_rights_to_deleted(registry, found.definition, given)
        require_within_own(scope, [values["definition"]])
    change_set_id = None
    if values != before and not (before is None and values["definition"] == found.definition):
        change_set_id = await put_set(scope, found.row_id or _row_id(scope, found), before, values)
    return await get_set(scope, set_id), change_set_id


async def remove_set(scope: Scope, set_id: str, seen: int | None) -> UUID:
    """Deletes a set with its assignments; makes a built-in one as it came. Raises 409 where that one is."""
    scope.require(AREA)
    scope = await lock_metadata(scope)
    found = await find_set(scope, set_id)
    _require_seen(found, seen)
    if found.row_id is None:
        raise Conflict("permission_set_as_it_came")
    if found.role is not None:
        require_within_own(scope, [definition_of_role(found.role)])
    before = {**(kept_of(found) or {}), "users": await holders.users_of_set(scope, found.row_id)}
    return await put_set(scope, found.row_id, before, None)


async def put_set(scope: Scope, row_id: UUID, before: Any, after: Any, *, undoes: UUID | None = None) -> UUID:
    """Writes a set as `after` has it (None: removes it), keeps the change, and lets everybody's rights be read anew."""
    if after is None:
        await sets.delete_set(scope, row_id)
    elif before is None:
        values = {name: value for name, value in after.items() if name != "users"}
        stamps = {"created_at": scope.now, "updated_at": scope.now, "version": 1}
        await sets.insert_set(scope, {"id": row_id, **values, **stamps})
        if after.get("users"):
            await holders.assign(scope, await holders.still_there(scope, after["users"]), [row_id])
    else:
        row = await sets.get_set(scope, row_id)
        version = row["version"] + 1 if row else 1
        await sets.update_set(scope, row_id, {**after, "version": version, "updated_at": scope.now})
    change_set_id = await record_administration(scope, KIND, row_id, before, after, undoes=undoes)
    await announce(scope.tx, scope.tenant.id)
    return change_set_id


def kept_of(found: FoundSet) -> dict[str, Any] | None:
    """As the history keeps it; None for a built-in set that is as it came."""
    if found.row_id is None:
        return None
    name, description = (found.role, "") if found.role else (found.name, found.description)
    return {
        "key": found.role, "name": name, "api_name": found.api_name, "description": description,
        "definition": dict(found.definition),
    }  # fmt: skip


def _row_id(scope: Scope, found: FoundSet) -> UUID:
    """Of a role's row, always the same: a reset can be taken back."""
    return uuid5(NAMESPACE_OID, f"{scope.tenant.id}.permission_set.{found.role}")


def _require_seen(found: FoundSet, seen: int | None) -> None:
    if seen is not None and seen != found.version:
        raise Conflict("permission_set_changed", params={"current": found.version, "seen": seen})


def proposed(name: str, taken: Container[str | None]) -> str:
    """By which packages know a set called so."""
    return name_from(name, taken, "set")


async def _free_name(scope: Scope, given: str, own_id: UUID | None) -> str:
    name = " ".join(given.split())
    if not name:
        raise Invalid("blank", field="name")
    other = await sets.find_by_name(scope, name)
    if other is not None and other != own_id:
        raise Conflict("permission_set_name_taken", field="name", params={"name": name})
    return name
