"""How changes of permission sets and assignments read, and how they are taken back, under the rules for making them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.service import assignments
from guanxi.features.permissions.service import sets as permission_sets
from guanxi.features.permissions.service.ceilings import AREA, require_within_own
from guanxi.features.permissions.service.found_sets import find_set, name_of_role_set
from guanxi.kernel.changes.administration import AdministrativeChange
from guanxi.kernel.errors import NotFound, render
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.rights import definition_of_role


def name_of_set(change: AdministrativeChange) -> str:
    return str((change.after or change.before)["name"])


def describe_set_change(change: AdministrativeChange, locale: str) -> str:
    state = change.after or change.before
    name = name_of_role_set(state["key"], locale) if state["key"] else state["name"]
    if change.before is None:
        code = "change_set_rights_changed" if state["key"] else "change_set_rights_made"
    elif change.after is None:
        code = "change_set_rights_reset" if state["key"] else "change_set_rights_deleted"
    else:
        code = "change_set_rights_changed"
    return render(code, {"name": name}, locale)


async def take_back_set(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(AREA)
    scope = await lock_metadata(scope)
    before, after = change.before, change.after
    current = await _current(scope, change.subject, (after or before)["key"])
    if _as_compared(current) != _as_compared(after):
        return None
    if before is None and after["key"] is None and await holders.users_of_set(scope, change.subject):
        return None  # Given to somebody since.
    if before is not None:
        require_within_own(scope, [before["definition"]])
        other = None if before["key"] else await sets.find_by_name(scope, before["name"])
        if other not in (None, change.subject):
            return None  # Another set goes by the name now.
    elif after["key"] is not None:
        require_within_own(scope, [definition_of_role(after["key"])])
    return await permission_sets.put_set(scope, change.subject, current, before, undoes=undoes)


def name_of_holder(change: AdministrativeChange) -> str:
    return str(change.after["user"]["name"])


def describe_assignment(change: AdministrativeChange, locale: str) -> str:
    before, after = (
        {each["id"]: each["name"] for each in state["sets"]} for state in (change.before, change.after)
    )
    separator = render("change_set_separator", {}, locale)
    parts = [
        render(code, {"sets": separator.join(names)}, locale)
        for code, names in (
            ("change_set_sets_given", [after[each] for each in after if each not in before]),
            ("change_set_sets_taken", [before[each] for each in before if each not in after]),
        )
        if names
    ]
    what = separator.join(parts)
    return render("change_set_sets_of_user", {"name": name_of_holder(change), "what": what}, locale)


async def take_back_assignment(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    scope.require(AREA)
    user_id = UUID(change.after["user"]["id"])
    holder = await holders.get_holder(scope, user_id, lock=True)
    if holder is None:
        return None
    current = (await holders.sets_of_users(scope, [user_id]))[user_id]
    if set(current) != {UUID(each["id"]) for each in change.after["sets"]}:
        return None
    rows = await sets.get_sets(scope, [UUID(each["id"]) for each in change.before["sets"]])
    require_within_own(scope, [row["definition"] for row in rows if row["id"] not in current])
    return await assignments.put_assignment(
        scope, holder, current, [row["id"] for row in rows], undoes=undoes
    )


async def _current(scope: Scope, row_id: UUID, role: str | None) -> dict[str, Any] | None:
    try:
        return permission_sets.kept_of(await find_set(scope, role or str(row_id)))
    except NotFound:
        return None


def _as_compared(state: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Without who has the set, and without its name for packages, which history did not keep at first."""
    if state is None:
        return None
    return {name: value for name, value in state.items() if name not in ("users", "api_name")}
