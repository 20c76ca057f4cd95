"""Changes of the organisation as they stand in the company's history: what is kept of each, and how it is worded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.errors import render
from guanxi.kernel.tenancy import Scope

ROLE, HOLDERS, TEAM, MEMBERS = "org_role", "org_role_holders", "team", "team_members"


async def record_role(
    scope: Scope, role_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None,
    *, undoes: UUID | None = None,
) -> UUID:  # fmt: skip
    """Both as `role_as_kept`."""
    return await record_administration(scope, ROLE, role_id, before, after, undoes=undoes)


async def record_holders(
    scope: Scope,
    role: Any,
    before: Mapping[UUID, UUID | None],
    after: Mapping[UUID, UUID | None],
    *,
    undoes: UUID | None = None,
) -> UUID | None:
    """The roles that each of those who moved held and holds now."""
    if not before:
        return None
    old, new = (
        {"name": role["name"], "roles": {str(user): _text(held) for user, held in side.items()}}
        for side in (before, after)
    )
    return await record_administration(scope, HOLDERS, role["id"], old, new, undoes=undoes)


async def record_team(
    scope: Scope, team_id: UUID, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None,
    *, undoes: UUID | None = None,
) -> UUID:  # fmt: skip
    """Both as `team_as_kept`."""
    return await record_administration(scope, TEAM, team_id, before, after, undoes=undoes)


async def record_members(
    scope: Scope, team: Any, added: Sequence[UUID], removed: Sequence[UUID], *, undoes: UUID | None = None
) -> UUID | None:
    if not added and not removed:
        return None
    old = {"name": team["name"], "members": [str(user) for user in removed]}
    new = {"name": team["name"], "members": [str(user) for user in added]}
    return await record_administration(scope, MEMBERS, team["id"], old, new, undoes=undoes)


def role_as_kept(row: Any) -> dict[str, Any]:
    kept = {name: row[name] for name in ("name", "api_name", "principal")}
    return {**kept, "parent_id": _text(row["parent_id"])}


def team_as_kept(row: Any) -> dict[str, Any]:
    kept = {name: row[name] for name in ("name", "api_name", "kind", "description", "principal")}
    return {**kept, "user_id": _text(row["user_id"])}


def is_as(kept: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both say the same. Names for packages do not count: history did not keep them at first."""
    return {**kept, "api_name": None} == {**other, "api_name": None}


def name_of(change: AdministrativeChange) -> str:
    name: str = (change.after or change.before)["name"]
    return name


def describe_role(change: AdministrativeChange, locale: str) -> str:
    before, after = change.before, change.after
    if before and after:
        if before["name"] != after["name"]:
            names = {"name": before["name"], "new": after["name"]}
            return render("org_history_role_renamed", names, locale)
        return render("org_history_role_moved", {"name": after["name"]}, locale)
    return render(f"org_history_role_{'added' if after else 'deleted'}", {"name": name_of(change)}, locale)


def describe_team(change: AdministrativeChange, locale: str) -> str:
    what = "edited" if change.before and change.after else "added" if change.after else "deleted"
    return render(f"org_history_team_{what}", {"name": name_of(change)}, locale)


def describe_holders(change: AdministrativeChange, locale: str) -> str:
    roles: Mapping[str, str | None] = change.after["roles"]
    joined = sum(role == str(change.subject) for role in roles.values())
    return _counted("org_history_holders", change, joined, len(roles) - joined, locale)


def describe_members(change: AdministrativeChange, locale: str) -> str:
    added, removed = len(change.after["members"]), len(change.before["members"])
    return _counted("org_history_members", change, added, removed, locale)


def _counted(code: str, change: AdministrativeChange, added: int, removed: int, locale: str) -> str:
    return render(code, {"name": name_of(change), "added": added, "removed": removed}, locale)


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
