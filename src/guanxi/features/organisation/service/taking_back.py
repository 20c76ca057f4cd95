"""Taking back changes of roles, teams and who belongs to them. What somebody changed since stays as it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.organisation.queries import people, places
from guanxi.features.organisation.queries import roles as role_queries
from guanxi.features.organisation.queries import teams as team_queries
from guanxi.features.organisation.schemas import OrgRoleUpdate, TeamUpdate
from guanxi.features.organisation.service import history, roles, teams
from guanxi.features.organisation.service.checks import MANAGE
from guanxi.features.organisation.service.following import follow_membership, follow_role, follow_tree
from guanxi.kernel.changes.administration import AdministrativeChange
from guanxi.kernel.tenancy import Scope


async def take_back_role(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    await _begin(scope)
    current = await role_queries.get_role(scope, change.subject)
    if change.after is None:
        return None if current else await _bring_back_role(scope, change, undoes)
    if current is None or not history.is_as(history.role_as_kept(current), change.after):
        return None
    if change.before is None:
        if current["holders"] or current["children"]:
            return None
        return await roles.remove_role(scope, current, None, undoes=undoes)
    parent_id = _id(change.before["parent_id"])
    if parent_id is not None and await role_queries.get_role(scope, parent_id) is None:
        return None
    former = OrgRoleUpdate(change.before["name"], parent_id)
    return await roles.write_role(scope, current, former, undoes=undoes)


async def take_back_holders(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    """Of those who still hold what they were given then."""
    await _begin(scope)
    now = await role_queries.roles_of(scope, [UUID(user) for user in change.after["roles"]])
    back: dict[UUID | None, list[UUID]] = {}
    for user, held in change.before["roles"].items():
        given = _id(change.after["roles"][user])
        is_there = held is None or await role_queries.get_role(scope, UUID(held)) is not None
        if UUID(user) in now and now[UUID(user)] == given and is_there:
            back.setdefault(_id(held), []).append(UUID(user))
    role = {"id": change.subject, "name": history.name_of(change)}
    before: dict[UUID, UUID | None] = {}
    after: dict[UUID, UUID | None] = {}
    for to, user_ids in back.items():
        moved = await role_queries.place_users(scope, user_ids, to)
        before, after = {**before, **moved}, {**after, **dict.fromkeys(moved, to)}
    await follow_role(scope, list(after))
    return await history.record_holders(scope, role, before, after, undoes=undoes)


async def take_back_team(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    await _begin(scope)
    current = await team_queries.get_team(scope, change.subject)
    if change.after is None:
        return None if current else await _bring_back_team(scope, change, undoes)
    if current is None or not history.is_as(history.team_as_kept(current), change.after):
        return None
    if change.before is None:
        _, written = await teams.remove_team(scope, current, undoes=undoes)
        return written
    former = TeamUpdate(change.before["name"], change.before["description"])
    return await teams.write_team(scope, current, former, undoes=undoes)


async def take_back_members(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    await _begin(scope)
    team = await team_queries.get_team(scope, change.subject)
    if team is None:
        return None
    added, removed = ([UUID(user) for user in side["members"]] for side in (change.after, change.before))
    known = await people.persons_among(scope, removed)
    joined = await team_queries.add_members(scope, team["id"], [user for user in removed if user in known])
    left = await team_queries.remove_members(scope, team["id"], added)
    await follow_membership(scope, team["principal"], [*joined, *left])
    return await history.record_members(scope, team, joined, left, undoes=undoes)


async def _begin(scope: Scope) -> None:
    scope.require(MANAGE)
    await places.take_turn(scope)


async def _bring_back_role(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    """With those below it and its holders, where they still are at the place that took them in."""
    kept: dict[str, Any] = change.before
    parent_id, name, role_id = _id(kept["parent_id"]), kept["name"], change.subject
    if parent_id is not None and await role_queries.get_role(scope, parent_id) is None:
        return None
    if await role_queries.is_name_taken(scope, role_id, parent_id, name):
        return None
    await role_queries.insert_role(scope, role_id, name, kept.get("api_name"), parent_id, kept["principal"])
    to = _id(kept["moved_to"])
    for child in map(UUID, kept["children"]):
        row = await role_queries.get_role(scope, child)
        is_above = parent_id is not None and await role_queries.is_within(scope, parent_id, child)
        if row is not None and row["parent_id"] == to and not is_above:
            await role_queries.update_role(scope, child, row["name"], role_id)
    now = await role_queries.roles_of(scope, [UUID(user) for user in kept["holders"]])
    back = await role_queries.place_users(scope, [user for user, held in now.items() if held == to], role_id)
    await follow_tree(scope)
    await follow_role(scope, list(back))
    shown = {name: kept.get(name) for name in ("name", "api_name", "parent_id", "principal")}
    return await history.record_role(scope, role_id, None, shown, undoes=undoes)


async def _bring_back_team(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    kept: dict[str, Any] = change.before
    team_id = change.subject
    if await team_queries.is_name_taken(scope, team_id, kept["kind"], kept["name"]):
        return None
    values = {name: kept.get(name) for name in ("name", "api_name", "kind", "description", "principal")}
    await team_queries.insert_team(scope, {"id": team_id, "user_id": _id(kept["user_id"]), **values})
    members = [UUID(user) for user in kept["members"]]
    known = await people.persons_among(scope, members)
    back = await team_queries.add_members(scope, team_id, [user for user in members if user in known])
    if kept["user_id"]:
        await teams.restore_user(scope, UUID(kept["user_id"]))
    await follow_membership(scope, kept["principal"], back)
    shown = {**values, "user_id": kept["user_id"]}
    return await history.record_team(scope, team_id, None, shown, undoes=undoes)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)
