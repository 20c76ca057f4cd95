"""The tree of positions as packages declare it, by name. Who holds one is no part of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from guanxi.features.organisation.queries import named
from guanxi.features.organisation.schemas import DeclaredPosition, OrgRoleCreate, OrgRoleUpdate
from guanxi.features.organisation.service.api_names import positions_by_name
from guanxi.features.organisation.service.roles import create_role, delete_role, update_role
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


async def declared_positions(scope: Scope) -> dict[str, DeclaredPosition]:
    """By name, in the order of names."""
    found = await positions_by_name(scope)
    names = {row["id"]: name for name, row in found.items()}
    return {
        name: DeclaredPosition(row["name"], names.get(row["parent_id"]))
        for name, row in sorted(found.items(), key=lambda each: each[0])
    }


async def declare_position(scope: Scope, name: str, given: DeclaredPosition) -> None:
    """Makes it, or changes the one of that name. The one above must be there.

    Raises as `create_role` and `update_role` do.
    """
    known = await positions_by_name(scope)
    label = Label.from_json(given.label).in_locale(scope.tenant.locale)
    parent_id = None if given.above is None else _required(known, given.above)["id"]
    row = known.get(name)
    if row is None:
        await create_role(scope, OrgRoleCreate(label, parent_id), name)
        return
    if row["api_name"] is None:
        await named.name_position(scope, row["id"], name)
    await update_role(scope, row["id"], OrgRoleUpdate(label, parent_id))


async def remove_declared_positions(scope: Scope, names: Collection[str]) -> None:
    """The lowest first. Nothing where there is none. Raises 409 `org_role_in_use` for one that somebody holds, or with others below."""
    known = await positions_by_name(scope)
    above = {row["id"]: row["parent_id"] for row in known.values()}
    going = [known[name] for name in names if name in known]
    for row in sorted(going, key=lambda each: _depth(each["id"], above), reverse=True):
        await delete_role(scope, row["id"], move_to=None, release=False)


def top_down(above: Mapping[str, str | None]) -> Iterable[str]:
    """Names by who stands above: nobody comes before the one above, unless they stand in a circle."""
    return sorted(above, key=lambda name: _depth(name, above))


def _depth(place: Any, above: Mapping[Any, Any]) -> int:
    depth, seen = 0, {place}
    while (place := above.get(place)) is not None and place not in seen:
        seen.add(place)
        depth += 1
    return depth


def _required(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise Invalid("org_role_unknown", field="above")
    return known[name]
