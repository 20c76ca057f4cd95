"""Who holds which role. A person holds one at most."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.organisation.queries import people, places
from guanxi.features.organisation.queries import roles as queries
from guanxi.features.organisation.queries import teams as team_queries
from guanxi.features.organisation.schemas import (
    Followed,
    Member,
    MemberPage,
    MembersChange,
    MembersChanged,
    RoleName,
    TeamName,
    UserPlace,
)
from guanxi.features.organisation.service import history
from guanxi.features.organisation.service.checks import MANAGE, READ, require_persons
from guanxi.features.organisation.service.following import follow_role
from guanxi.features.organisation.service.paging import page_of, position
from guanxi.features.organisation.service.roles import find_role, require_role
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import Scope

MOST_TEAMS_SHOWN = 200


async def list_holders(scope: Scope, role_id: UUID, q: str, cursor: str, limit: int) -> MemberPage:
    scope.require(READ)
    await find_role(scope, role_id)
    shape = f"holders:{role_id}"
    after = position(scope, cursor, shape)
    rows = await people.list_holders(scope, role_id, q=q.strip(), after=after, most=limit + 1)
    shown, next_cursor = page_of(scope, rows, limit, shape)
    return MemberPage([Member(**row) for row in shown], next_cursor)


async def change_holders(scope: Scope, role_id: UUID, change: MembersChange) -> MembersChanged:
    """Those added leave the role that they held. Raises 403, 404, 422 `members_unknown`."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    role = await find_role(scope, role_id)
    add = await require_persons(scope, change.add, "add")
    remove = [user_id for user_id in change.remove if user_id not in set(add)]
    added = await queries.place_users(scope, add, role_id)
    removed = await queries.place_users(scope, remove, None, only_from=role_id)
    given = {**dict.fromkeys(added, role_id), **dict.fromkeys(removed)}
    change_set_id = await history.record_holders(scope, role, {**added, **removed}, given)
    job_id = await follow_role(scope, list(given))
    return MembersChanged(len(added), len(removed), job_id, change_set_id)


async def place_user(scope: Scope, user_id: UUID, role_id: UUID | None) -> Followed:
    """Raises 403, 404 for an unknown person, 422 `org_role_unknown`."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    await _require_person(scope, user_id)
    role = await queries.role_of_user(scope, user_id)
    if role_id is not None:
        role = await require_role(scope, role_id, "role_id")
    moved = await queries.place_users(scope, [user_id], role_id)
    change_set_id = await history.record_holders(scope, role, moved, dict.fromkeys(moved, role_id))
    return Followed(await follow_role(scope, list(moved)), change_set_id)


async def place_of_user(scope: Scope, user_id: UUID) -> UserPlace:
    scope.require(READ)
    await _require_person(scope, user_id)
    role = await queries.role_of_user(scope, user_id)
    teams = await team_queries.teams_of_user(scope, user_id, MOST_TEAMS_SHOWN)
    return UserPlace(RoleName(**role) if role else None, [TeamName(**row) for row in teams])


async def _require_person(scope: Scope, user_id: UUID) -> None:
    if not await people.persons_among(scope, [user_id]):
        raise NotFound()
