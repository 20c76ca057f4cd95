"""Who belongs to a team, queue or territory, and so sees what is shared with it or, of a queue, what it owns."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.organisation.queries import people, places
from guanxi.features.organisation.queries import teams as queries
from guanxi.features.organisation.schemas import Member, MemberPage, MembersChange, MembersChanged
from guanxi.features.organisation.service import history
from guanxi.features.organisation.service.checks import MANAGE, READ, require_persons
from guanxi.features.organisation.service.following import follow_membership
from guanxi.features.organisation.service.paging import page_of, position
from guanxi.features.organisation.service.teams import find_team
from guanxi.kernel.tenancy import Scope


async def list_members(scope: Scope, team_id: UUID, q: str, cursor: str, limit: int) -> MemberPage:
    scope.require(READ)
    await find_team(scope, team_id)
    shape = f"members:{team_id}"
    after = position(scope, cursor, shape)
    rows = await people.list_members(scope, team_id, q=q.strip(), after=after, most=limit + 1)
    shown, next_cursor = page_of(scope, rows, limit, shape)
    return MemberPage([Member(**row) for row in shown], next_cursor)


async def change_members(scope: Scope, team_id: UUID, change: MembersChange) -> MembersChanged:
    """Raises 403, 404, 422 `members_unknown`."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    team = await find_team(scope, team_id)
    add = await require_persons(scope, change.add, "add")
    remove = [user_id for user_id in change.remove if user_id not in set(add)]
    added = await queries.add_members(scope, team_id, add)
    removed = await queries.remove_members(scope, team_id, remove)
    change_set_id = await history.record_members(scope, team, added, removed)
    job_id = await follow_membership(scope, team["principal"], [*added, *removed])
    return MembersChanged(len(added), len(removed), job_id, change_set_id)
