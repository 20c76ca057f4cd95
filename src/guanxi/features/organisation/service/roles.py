"""The tree of roles: holders of a role see what holders of the roles below it own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import UNSET

from guanxi.features.organisation.queries import places
from guanxi.features.organisation.queries import roles as queries
from guanxi.features.organisation.schemas import OrgRole, OrgRoleCreate, OrgRolePage, OrgRoleUpdate
from guanxi.features.organisation.service import history
from guanxi.features.organisation.service.api_names import name_for_position
from guanxi.features.organisation.service.checks import (
    MANAGE,
    READ,
    name_from,
    require_unnamed,
    require_version,
)
from guanxi.features.organisation.service.following import follow_role, follow_tree
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope

MOST_ROLES = 1_000  # a principal each, all of which the one at the top holds


async def list_roles(scope: Scope, after: UUID | None, limit: int) -> OrgRolePage:
    scope.require(READ)
    rows = await queries.list_roles(scope, after, limit + 1)
    cursor = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return OrgRolePage([_role_from(row) for row in rows[:limit]], cursor)


async def get_role(scope: Scope, role_id: UUID) -> OrgRole:
    scope.require(READ)
    return _role_from(await find_role(scope, role_id))


async def create_role(scope: Scope, new: OrgRoleCreate, api_name: str | None = None) -> tuple[OrgRole, UUID]:
    """With the change-set. `api_name` is one that no position has; without it, one is made of the name.

    Raises 403, 409 `org_role_name_taken`, `org_role_limit`, 422 `org_role_unknown` for the role above."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    if await queries.count_roles(scope) >= MOST_ROLES:
        raise Conflict("org_role_limit", params={"limit": MOST_ROLES})
    role_id, name = new_id(), name_from(new.name)
    await _require_place(scope, role_id, new.parent_id, name)
    api_name = api_name or await name_for_position(scope, name)
    await queries.insert_role(
        scope, role_id, name, api_name, new.parent_id, await places.take_principal(scope)
    )
    await follow_tree(scope)
    row = await find_role(scope, role_id)
    change_set_id = await history.record_role(scope, role_id, None, history.role_as_kept(row))
    return _role_from(row), change_set_id


async def update_role(
    scope: Scope, role_id: UUID, change: OrgRoleUpdate, seen: int | None = None
) -> tuple[OrgRole, UUID | None]:
    """Renames or moves; with the change-set. Raises 403, 404, 409 `org_role_name_taken`, `org_role_changed`, 422 `org_role_circle`,
    `org_role_unknown`.
    """
    scope.require(MANAGE)
    await places.take_turn(scope)
    role = await find_role(scope, role_id)
    require_version(role, seen, "org_role_changed")
    change_set_id = await write_role(scope, role, change)
    return _role_from(await find_role(scope, role_id)), change_set_id


async def write_role(
    scope: Scope, role: Any, change: OrgRoleUpdate, *, undoes: UUID | None = None
) -> UUID | None:
    """As `update_role`; the change-set, unless nothing is different."""
    name = role["name"] if change.name is UNSET else name_from(change.name)
    parent_id = role["parent_id"] if change.parent_id is UNSET else change.parent_id
    if (name, parent_id) == (role["name"], role["parent_id"]):
        return None
    await _require_no_circle(scope, role, parent_id, "parent_id")
    await _require_place(scope, role["id"], parent_id, name)
    await queries.update_role(scope, role["id"], name, parent_id)
    if parent_id != role["parent_id"]:
        await follow_tree(scope)
    before = history.role_as_kept(role)
    after = history.role_as_kept({**role, "name": name, "parent_id": parent_id})
    return await history.record_role(scope, role["id"], before, after, undoes=undoes)


async def delete_role(
    scope: Scope, role_id: UUID, *, move_to: UUID | None, release: bool, seen: int | None = None
) -> tuple[UUID | None, UUID]:
    """`move_to` takes in its holders and the roles below; `release` leaves them without. Returns the job, if any, and the change-set.

    Raises 403, 404, 409 `org_role_changed`, `org_role_in_use`, `org_role_name_taken`, `principal_in_rules`, 422 `org_role_circle`,
    `org_role_unknown`, `org_role_move_or_release`.
    """
    scope.require(MANAGE)
    await places.take_turn(scope)
    role = await find_role(scope, role_id)
    require_version(role, seen, "org_role_changed")
    if move_to is not None and release:
        raise Invalid("org_role_move_or_release", field="move_to")
    if (role["holders"] or role["children"]) and move_to is None and not release:
        counts = {"holders": role["holders"], "children": role["children"]}
        raise Conflict("org_role_in_use", params={"role": role["name"], **counts})
    await _require_other_branch(scope, role, move_to)
    holders = await queries.holders_of(scope, role_id)
    change_set_id = await remove_role(scope, role, move_to)
    return await follow_role(scope, holders), change_set_id


async def remove_role(scope: Scope, role: Any, move_to: UUID | None, *, undoes: UUID | None = None) -> UUID:
    """The change-set, which holds who and what was moved. Raises 409 `principal_in_rules`."""
    await require_unnamed(scope, role["principal"])
    children, holders = await queries.empty_role(scope, role["id"], move_to)
    await places.forget_shares(scope, role["principal"])
    await queries.delete_role(scope, role["id"])
    await follow_tree(scope)
    moved = {"children": children, "holders": holders, "moved_to": move_to}
    before = {**history.role_as_kept(role), **moved}
    return await history.record_role(scope, role["id"], before, None, undoes=undoes)


async def find_role(scope: Scope, role_id: UUID) -> Any:
    row = await queries.get_role(scope, role_id)
    if row is None:
        raise NotFound("org_role_unknown")
    return row


async def require_role(scope: Scope, role_id: UUID, field: str) -> Any:
    """As `find_role`, for one that the body names: 422."""
    row = await queries.get_role(scope, role_id)
    if row is None:
        raise Invalid("org_role_unknown", field=field)
    return row


async def require_move(scope: Scope, role: Any, parent_id: UUID | None) -> None:
    """Raises as moving it there by `update_role` does."""
    await _require_no_circle(scope, role, parent_id, "parent_id")
    await _require_place(scope, role["id"], parent_id, role["name"])


async def require_removal(scope: Scope, role: Any, move_to: UUID | None) -> None:
    """Raises as `delete_role` does, once it is said what becomes of holders and roles below."""
    await _require_other_branch(scope, role, move_to)
    await require_unnamed(scope, role["principal"])


async def _require_place(scope: Scope, role_id: UUID, parent_id: UUID | None, name: str) -> None:
    if parent_id is not None:
        await require_role(scope, parent_id, "parent_id")
    if await queries.is_name_taken(scope, role_id, parent_id, name):
        raise Conflict("org_role_name_taken", field="name", params={"name": name})


async def _require_other_branch(scope: Scope, role: Any, move_to: UUID | None) -> None:
    if move_to is not None:
        await require_role(scope, move_to, "move_to")
    await _require_no_circle(scope, role, move_to, "move_to")


async def _require_no_circle(scope: Scope, role: Any, place: UUID | None, field: str) -> None:
    if place is not None and await queries.is_within(scope, place, role["id"]):
        raise Invalid("org_role_circle", field=field, params={"role": role["name"]})


def _role_from(row: Any) -> OrgRole:
    return OrgRole(row["id"], row["name"], row["parent_id"], row["holders"], row["children"], row["version"])
