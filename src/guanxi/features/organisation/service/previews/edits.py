"""The organisation as an edit would leave it. Each raises what making the edit would raise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from guanxi.features.organisation.schemas.previews import (
    HoldersEdit,
    ManagerEdit,
    MembersEdit,
    OrganisationEdit,
    PositionMove,
    PositionRemoval,
    TeamRemoval,
)
from guanxi.features.organisation.service.checks import require_persons, require_unnamed
from guanxi.features.organisation.service.previews.snapshot import Organisation, Person, Position
from guanxi.features.organisation.service.roles import find_role, require_move, require_removal
from guanxi.features.organisation.service.teams import find_team, require_empty_queue
from guanxi.kernel.errors import Invalid
from guanxi.kernel.tenancy import Scope


async def edited(scope: Scope, now: Organisation, edit: OrganisationEdit) -> Organisation:
    """Raises 422 `organisation_edit_one` unless one edit is given."""
    given = [(name, each) for name in _EDITS if (each := getattr(edit, name)) is not None]
    if len(given) != 1:
        raise Invalid("organisation_edit_one")
    name, asked = given[0]
    return await _EDITS[name](scope, now, asked)


async def _move_position(scope: Scope, now: Organisation, edit: PositionMove) -> Organisation:
    role = await find_role(scope, edit.role_id)
    await require_move(scope, role, edit.parent_id)
    return _with_parents(now, [edit.role_id], edit.parent_id)


async def _delete_position(scope: Scope, now: Organisation, edit: PositionRemoval) -> Organisation:
    """Without `move_to`, holders and positions below are released."""
    role = await find_role(scope, edit.role_id)
    await require_removal(scope, role, edit.move_to)
    below = [id for id, position in now.positions.items() if position.parent == edit.role_id]
    moved = _with_parents(now, below, edit.move_to)
    left = {id: position for id, position in moved.positions.items() if id != edit.role_id}
    holders = [person for person in now.people.values() if person.position == edit.role_id]
    return replace(moved, positions=left).with_people(_placed(holders, edit.move_to))


async def _change_holders(scope: Scope, now: Organisation, edit: HoldersEdit) -> Organisation:
    await find_role(scope, edit.role_id)
    add = _known(now, await require_persons(scope, edit.add, "add"))
    gone = [
        person for person in _known(now, edit.remove) if person.position == edit.role_id and person not in add
    ]
    return now.with_people([*_placed(add, edit.role_id), *_placed(gone, None)])


async def _change_members(scope: Scope, now: Organisation, edit: MembersEdit) -> Organisation:
    await find_team(scope, edit.team_id)
    add = set(await require_persons(scope, edit.add, "add"))
    team = now.teams[edit.team_id]
    members = (team.members - set(edit.remove)) | add
    return replace(now, teams={**now.teams, edit.team_id: replace(team, members=members)})


async def _delete_team(scope: Scope, now: Organisation, edit: TeamRemoval) -> Organisation:
    row = await find_team(scope, edit.team_id)
    await require_empty_queue(scope, row)
    await require_unnamed(scope, row["principal"])
    return replace(now, teams={id: team for id, team in now.teams.items() if id != edit.team_id})


async def _change_manager(scope: Scope, now: Organisation, edit: ManagerEdit) -> Organisation:
    (user_id,) = await require_persons(scope, [edit.user_id], "user_id")
    if edit.manager_id is not None:
        await require_persons(scope, [edit.manager_id], "manager_id")
        if edit.manager_id == user_id:
            raise Invalid("own_manager", field="manager_id")
        if now.is_led_by(edit.manager_id, user_id):
            raise Invalid("manager_circle", field="manager_id")
    return now.with_people(replace(each, manager=edit.manager_id) for each in _known(now, [user_id]))


_EDITS: dict[str, Callable[[Scope, Organisation, Any], Awaitable[Organisation]]] = {
    "move_position": _move_position,
    "delete_position": _delete_position,
    "change_holders": _change_holders,
    "change_members": _change_members,
    "delete_team": _delete_team,
    "change_manager": _change_manager,
}


def _with_parents(now: Organisation, ids: Iterable[UUID], parent: UUID | None) -> Organisation:
    moved = {id: Position(parent, now.positions[id].principal) for id in ids}
    return replace(now, positions={**now.positions, **moved})


def _placed(people: Iterable[Person], position: UUID | None) -> list[Person]:
    return [replace(person, position=position) for person in people]


def _known(now: Organisation, ids: Iterable[UUID]) -> list[Person]:
    """Beyond the most people that are looked at, somebody may be missing."""
    return [now.people[id] for id in ids if id in now.people]
