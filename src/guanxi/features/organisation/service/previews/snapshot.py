"""The organisation in memory, and the principals that each of its people holds, as `guanxi.actor` finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from guanxi.features.organisation.queries import snapshot as queries
from guanxi.kernel.permissions import Owner
from guanxi.kernel.tenancy import Scope

MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Person:
    """Also the user of a queue, who works nowhere. `above_sharing`: an administrator, who sees everything."""

    id: UUID
    name: str
    principal: int
    manager: UUID | None
    position: UUID | None
    works_here: bool
    above_sharing: bool


@dataclass(frozen=True, slots=True)
class Position:
    parent: UUID | None
    principal: int


@dataclass(frozen=True, slots=True)
class Team:
    """A team, queue or territory."""

    principal: int
    members: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Organisation:
    people: Mapping[UUID, Person]
    positions: Mapping[UUID, Position]
    teams: Mapping[UUID, Team]
    everyone: int

    def held(self) -> dict[UUID, frozenset[int]]:
        """By person, of those whom sharing concerns."""
        reports, below, teams = self._reports(), self._positions_below(), self._principals_of_teams()
        found = {}
        for person in self.people.values():
            if person.works_here and not person.above_sharing:
                led = _branch(person.id, reports)
                under = _branch(person.position, below) - {person.position}
                found[person.id] = frozenset(
                    {self.everyone, *teams[person.id], *(self.people[each].principal for each in led)}
                    | {self.positions[each].principal for each in under if each is not None}
                )
        return found

    def owners(self) -> dict[UUID | None, Owner]:
        """What rules and grants ask of an owner."""
        teams = self._principals_of_teams()
        found: dict[UUID | None, Owner] = {}
        for person in self.people.values():
            position = self.positions.get(person.position) if person.position else None
            role = position.principal if position else None
            held = frozenset({person.principal, *teams[person.id], *filter(None, (role,))})
            found[person.id] = Owner(person.principal, role, held)
        return found

    def is_led_by(self, person: UUID, manager: UUID) -> bool:
        """Whether the manager is the person or stands anywhere above."""
        return person in _branch(manager, self._reports())

    def with_people(self, changed: Iterable[Person]) -> Organisation:
        return replace(self, people={**self.people, **{each.id: each for each in changed}})

    def _reports(self) -> Mapping[UUID, list[UUID]]:
        found = defaultdict(list)
        for person in self.people.values():
            if person.manager is not None:
                found[person.manager].append(person.id)
        return found

    def _positions_below(self) -> Mapping[UUID, list[UUID]]:
        found = defaultdict(list)
        for id, position in self.positions.items():
            if position.parent is not None:
                found[position.parent].append(id)
        return found

    def _principals_of_teams(self) -> defaultdict[UUID, set[int]]:
        found: defaultdict[UUID, set[int]] = defaultdict(set)
        for team in self.teams.values():
            for member in team.members:
                found[member].add(team.principal)
        return found


async def organisation_of(scope: Scope) -> Organisation:
    """Of a company of more than `MOST_PEOPLE`, those whose names come first."""
    people = await queries.all_people(scope, MOST_PEOPLE)
    positions = await queries.all_positions(scope)
    members: defaultdict[UUID, set[UUID]] = defaultdict(set)
    principals: dict[UUID, int] = {}
    for row in await queries.all_memberships(scope):
        principals[row["id"]] = row["principal"]
        if row["user_id"] is not None:
            members[row["id"]].add(row["user_id"])
    return Organisation(
        {row["id"]: _person(row) for row in people},
        {row["id"]: Position(row["parent_id"], row["principal"]) for row in positions},
        {id: Team(principal, frozenset(members[id])) for id, principal in principals.items()},
        scope.tenant.everyone,
    )


def _person(row: Mapping[str, object]) -> Person:
    names = ("id", "name", "principal", "manager_id", "org_role_id", "works_here", "above_sharing")
    return Person(*(row[name] for name in names))  # type: ignore[arg-type]


def _branch(root: UUID | None, below: Mapping[UUID, list[UUID]]) -> set[UUID]:
    """The root and all below it, though they stand in a circle."""
    if root is None:
        return set()
    found, waiting = {root}, [root]
    while waiting:
        for each in below.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
