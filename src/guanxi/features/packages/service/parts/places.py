"""Whom sharing rules speak of, by names in place of ids: teams and positions by theirs, people by their e-mail addresses; and
which of them belong to what is exported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.organisation import facade as organisation
from guanxi.features.sharing import facade as sharing
from guanxi.features.sharing.facade import PrincipalKind, PrincipalRef
from guanxi.features.users.facade import emails_of
from guanxi.kernel.definitions import NamedPlace, kinds, list_definitions
from guanxi.kernel.errors import Invalid
from guanxi.kernel.query import resolve_names
from guanxi.kernel.query.names import normalise_name
from guanxi.kernel.tenancy import Scope

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Everyone = Literal["everyone"]


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of the three: a team, queue or territory; a position; the e-mail address of a person."""

    team: Name | None = None
    position: Name | None = None
    person: Name | None = None

    @property
    def is_one(self) -> bool:
        return [self.team, self.position, self.person].count(None) == 2


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    teams: frozenset[str]
    positions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """Those of a company, both ways."""

    _teams: Mapping[str, tuple[PrincipalKind, UUID]]
    _positions: Mapping[str, UUID]
    _people: Mapping[UUID, str]

    @classmethod
    async def read(cls, scope: Scope, people: Collection[UUID] = ()) -> Places:
        teams = await organisation.teams_by_name(scope)
        positions = await organisation.positions_by_name(scope)
        return cls(
            {name: (row["kind"], row["id"]) for name, row in teams.items()},
            {name: row["id"] for name, row in positions.items()},
            await emails_of(scope, people),
        )

    def named(self, ref: PrincipalRef) -> Place | Everyone | None:
        """None for a person without an address."""
        if ref.kind == "everyone":
            return "everyone"
        if ref.kind == "user":
            email = self._people.get(ref.id) if ref.id else None
            return None if email is None else Place(person=email)
        if ref.kind == "org_role":
            return Place(position=next(name for name, id_ in self._positions.items() if id_ == ref.id))
        return Place(team=next(name for name, (_, id_) in self._teams.items() if id_ == ref.id))

    async def referred(self, scope: Scope, place: Place | Everyone, field: str) -> PrincipalRef:
        """Raises 422 `principal_unknown`."""
        if isinstance(place, str):
            return PrincipalRef("everyone")
        if place.team is not None and place.team in self._teams:
            kind, id_ = self._teams[place.team]
            return PrincipalRef(kind, id_)
        if place.position is not None and place.position in self._positions:
            return PrincipalRef("org_role", self._positions[place.position])
        if place.person is not None:
            found = await resolve_names(scope, "user", [place.person], field="email")
            for id_ in found.get(normalise_name(place.person), ()):
                return PrincipalRef("user", id_)
        raise Invalid("principal_unknown", field=field)


async def places_named(scope: Scope, objects: Collection[str]) -> NamedPlaces:
    """Which teams and positions the sharing rules and the definitions of these objects name: without them they would name
    nobody, or not be taken, where the package goes.
    """
    rules = (await sharing.declared_rules(scope, objects)).values()
    places = await Places.read(scope)
    refs = [ref for rule in rules for ref in (rule.shared_with, rule.owned_by) if ref is not None]
    found = [place for ref in refs if isinstance(place := places.named(ref), Place)]
    teams = {each.team for each in found if each.team is not None}
    positions = {each.position for each in found if each.position is not None}
    named = await _named_by_definitions(scope, objects)
    if named:
        teams |= _names_of(named, "team", await organisation.teams_by_name(scope))
        positions |= _names_of(named, "position", await organisation.positions_by_name(scope))
    return NamedPlaces(frozenset(teams), frozenset(positions))


async def _named_by_definitions(scope: Scope, objects: Collection[str]) -> set[NamedPlace]:
    return {
        place
        for kind in kinds().values()
        for each in await list_definitions(scope, kind, most=kind.most)
        if each.object in objects
        for place in kind.places(each)
    }


def _names_of(named: Collection[NamedPlace], kind: str, known: Mapping[str, Any]) -> set[str]:
    """The names that packages know of those that are called so, by either."""
    wanted = {each.name.casefold() for each in named if each.kind == kind}
    return {name for name, row in known.items() if not wanted.isdisjoint({name, row["name"].casefold()})}
