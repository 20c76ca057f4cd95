"""Teams, queues and territories. A queue is also a user of its own, under which it owns records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from msgspec import UNSET, structs

from guanxi.features.organisation.queries import places, records
from guanxi.features.organisation.queries import teams as queries
from guanxi.features.organisation.schemas import (
    Holding,
    Team,
    TeamCreate,
    TeamDetails,
    TeamPage,
    TeamUpdate,
)
from guanxi.features.organisation.service import history
from guanxi.features.organisation.service.api_names import name_for_team
from guanxi.features.organisation.service.checks import (
    MANAGE,
    READ,
    name_from,
    require_persons,
    require_unnamed,
    require_version,
)
from guanxi.features.organisation.service.following import follow_membership
from guanxi.features.organisation.service.paging import page_of, position
from guanxi.features.users.facade import principal_of
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Conflict, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.tenancy import EVERYTHING, Scope

MOST_TEAMS = 2_000
SHAPE = "teams"


async def list_teams(scope: Scope, *, kind: str, q: str, mine: bool, cursor: str, limit: int) -> TeamPage:
    scope.require(READ)
    after = position(scope, cursor, SHAPE)
    rows = await queries.list_teams(
        scope, kind=kind, q=q.strip(), only_mine=mine, after=after, most=limit + 1
    )
    shown, next_cursor = page_of(scope, rows, limit, SHAPE)
    return TeamPage([_team_from(row) for row in shown], next_cursor)


async def get_team(scope: Scope, team_id: UUID) -> TeamDetails:
    scope.require(READ)
    row = await find_team(scope, team_id)
    holdings = await _holdings(scope, row["user_id"]) if row["kind"] == "queue" else []
    return TeamDetails(**structs.asdict(_team_from(row)), holdings=holdings)


async def create_team(scope: Scope, new: TeamCreate, api_name: str | None = None) -> tuple[Team, UUID]:
    """With the change-set. `api_name` is one that no team has; without it, one is made of the name. Raises 403, 409 `team_name_taken`, `team_limit`, 422 `members_unknown`."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    if await queries.count_teams(scope) >= MOST_TEAMS:
        raise Conflict("team_limit", params={"limit": MOST_TEAMS})
    team_id, name = new_id(), name_from(new.name)
    await _require_free(scope, team_id, new.kind, name)
    members = await require_persons(scope, new.member_ids, "member_ids")
    values: dict[str, Any] = {
        "id": team_id,
        "name": name,
        "api_name": api_name or await name_for_team(scope, name),
        "kind": new.kind,
        "description": new.description.strip(),
    }
    if new.kind == "queue":
        user_id = await _create_user(scope, name)
        values |= {"user_id": user_id, "principal": await principal_of(scope, user_id)}
    else:
        values |= {"user_id": None, "principal": await places.take_principal(scope)}
    await queries.insert_team(scope, values)
    await queries.add_members(scope, team_id, members)
    await follow_membership(scope, values["principal"], members)
    row = await find_team(scope, team_id)
    change_set_id = await history.record_team(scope, team_id, None, history.team_as_kept(row))
    return _team_from(row), change_set_id


async def update_team(
    scope: Scope, team_id: UUID, change: TeamUpdate, seen: int | None = None
) -> tuple[Team, UUID | None]:
    """With the change-set. Raises 403, 404, 409 `team_changed`, `team_name_taken`."""
    scope.require(MANAGE)
    await places.take_turn(scope)
    row = await find_team(scope, team_id)
    require_version(row, seen, "team_changed")
    change_set_id = await write_team(scope, row, change)
    return _team_from(await find_team(scope, team_id)), change_set_id


async def write_team(
    scope: Scope, row: Any, change: TeamUpdate, *, undoes: UUID | None = None
) -> UUID | None:
    """As `update_team`; the change-set, unless nothing is different."""
    name = row["name"] if change.name is UNSET else name_from(change.name)
    description = row["description"] if change.description is UNSET else change.description.strip()
    if (name, description) == (row["name"], row["description"]):
        return None
    await _require_free(scope, row["id"], row["kind"], name)
    await queries.update_team(scope, row["id"], name, description)
    if row["kind"] == "queue" and name != row["name"]:
        renamed = Change("update", "user", row["user_id"], {"name": name}, system=True)
        await apply(_unlimited(scope), [renamed])
    before = history.team_as_kept(row)
    after = {**before, "name": name, "description": description}
    return await history.record_team(scope, row["id"], before, after, undoes=undoes)


async def delete_team(scope: Scope, team_id: UUID, seen: int | None = None) -> tuple[UUID | None, UUID]:
    """Returns the job that shares anew what members own, if any, and the change-set.

    Raises 403, 404, 409 `principal_in_rules`, `queue_owns_records`, `team_changed`.
    """
    scope.require(MANAGE)
    await places.take_turn(scope)
    row = await find_team(scope, team_id)
    require_version(row, seen, "team_changed")
    return await remove_team(scope, row)


async def remove_team(scope: Scope, row: Any, *, undoes: UUID | None = None) -> tuple[UUID | None, UUID]:
    """As `delete_team`; the job, if any, and the change-set."""
    removed = await drop_team(scope, row, undoes=undoes)
    if row["kind"] == "queue":
        await apply(_unlimited(scope), [Change("delete", "user", row["user_id"], system=True)])
    return removed


async def drop_team(scope: Scope, row: Any, *, undoes: UUID | None = None) -> tuple[UUID | None, UUID]:
    """All but the user of a queue."""
    await require_empty_queue(scope, row)
    await require_unnamed(scope, row["principal"])
    members = await queries.all_members(scope, row["id"])
    await places.forget_shares(scope, row["principal"])
    await queries.delete_team(scope, row["id"])
    before = {**history.team_as_kept(row), "members": members}
    change_set_id = await history.record_team(scope, row["id"], before, None, undoes=undoes)
    return await follow_membership(scope, row["principal"], members), change_set_id


async def restore_user(scope: Scope, user_id: UUID) -> None:
    """Of a queue that is there again."""
    await apply(_unlimited(scope), [Change("restore", "user", user_id, system=True)])


async def find_team(scope: Scope, team_id: UUID) -> Any:
    row = await queries.get_team(scope, team_id)
    if row is None:
        raise NotFound("team_unknown")
    return row


async def _require_free(scope: Scope, team_id: UUID, kind: str, name: str) -> None:
    if await queries.is_name_taken(scope, team_id, kind, name):
        raise Conflict("team_name_taken", field="name", params={"name": name})


async def _create_user(scope: Scope, name: str) -> UUID:
    user_id = new_id()
    await apply(
        _unlimited(scope), [Change("create", "user", user_id, {"name": name, "kind": "queue"}, system=True)]
    )
    return user_id


def _unlimited(scope: Scope) -> Scope:
    """The user of a queue belongs to the queue: whoever may manage one needs no right over users, and taking back a larger change
    takes back the queue, which sees to its user.
    """
    return replace(scope, actor=replace(scope.actor, rights=EVERYTHING), joins=None)


async def require_empty_queue(scope: Scope, row: Any) -> None:
    """Raises 409 `queue_owns_records`. Other teams own nothing."""
    if row["kind"] != "queue":
        return
    owned = await records.count_all_owned(scope, await _ownable(scope), row["user_id"])
    if owned:
        count = f"{min(sum(owned.values()), records.MOST_COUNTED):,}"
        more = "+" if sum(owned.values()) > records.MOST_COUNTED else ""
        raise Conflict("queue_owns_records", params={"queue": row["name"], "count": count + more})


async def _holdings(scope: Scope, user_id: UUID) -> list[Holding]:
    sees = scope.actor.rights.sees
    objects = [each for each in await _ownable(scope) if sees(each.name, "owner")]
    registry = await registry_of(scope)
    most = records.MOST_COUNTED
    return [
        Holding(
            name,
            registry.object(name).plural_label.in_locale(scope.locale),
            min(count, most),
            count > most,
        )
        for name, count in (await records.count_owned(scope, objects, user_id)).items()
    ]


async def _ownable(scope: Scope) -> list[ObjectDef]:
    """A user owns himself, which is no work of a queue."""
    return [each for each in await registry_of(scope) if each.name != "user"]


def _team_from(row: Any) -> Team:
    return Team(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        description=row["description"],
        members=row["members"],
        mine=row["mine"],
        user_id=row["user_id"],
        version=row["version"],
    )
