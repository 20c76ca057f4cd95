"""Places in teams, queues and territories that go from one person to another, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from guanxi.features.organisation.queries import people, places
from guanxi.features.organisation.queries import teams as queries
from guanxi.features.organisation.service.following import follow_membership
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import Scope

MOST_PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody belongs."""

    id: UUID
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class MovedPlaces:
    """The teams that he left, and those of them that the other joined by it."""

    left: list[UUID]
    joined: list[UUID]


async def places_of(scope: Scope, user_id: UUID, most: int = MOST_PLACES) -> list[Place]:
    """By name."""
    rows = await queries.teams_of_user(scope, user_id, most)
    return [Place(row["id"], row["name"], row["kind"]) for row in rows]


async def move_places(scope: Scope, user_id: UUID, to: UUID | None) -> MovedPlaces:
    """He leaves all his teams; `to`, if given, takes his place in those where that person is not a member yet.

    Raises NotFound for a `to` who is nobody here: who was asked for may have gone by the time a job runs.
    """
    await places.take_turn(scope)
    if to is not None and not await people.persons_among(scope, [to]):
        raise NotFound()
    moved = MovedPlaces([], [])
    for place in await places_of(scope, user_id):
        joined = await queries.add_members(scope, place.id, [to]) if to is not None else []
        left = await queries.remove_members(scope, place.id, [user_id])
        await _follow(scope, place.id, [*joined, *left])
        moved.joined.extend([place.id] if joined else [])
        moved.left.extend([place.id] if left else [])
    return moved


async def give_places_back(scope: Scope, user_id: UUID, to: UUID | None, moved: MovedPlaces) -> None:
    """Teams that are gone, and people who are, are passed over."""
    await places.take_turn(scope)
    there = await people.persons_among(scope, [user_id])
    for team_id in dict.fromkeys([*moved.left, *moved.joined]):
        if await queries.get_team(scope, team_id) is None:
            continue
        came = await queries.add_members(scope, team_id, list(there)) if team_id in moved.left else []
        went = []
        if to is not None and team_id in moved.joined:
            went = await queries.remove_members(scope, team_id, [to])
        await _follow(scope, team_id, [*came, *went])


async def _follow(scope: Scope, team_id: UUID, user_ids: Sequence[UUID]) -> None:
    team = await queries.get_team(scope, team_id)
    if team is not None:
        await follow_membership(scope, team["principal"], user_ids)
