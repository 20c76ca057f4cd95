"""People by the names that what is declared may use: an address; a team, a queue, a position by what it is called or by the name
that packages know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from guanxi.features.organisation.queries import people
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.tenancy import Scope

MOST_NAMED = 1_000

NamedKind = Literal["person", "team", "queue", "role"]


async def people_of(scope: Scope, kind: str, name: str, *, itself: bool = False) -> tuple[UUID, ...]:
    """Those who can sign in, the oldest first: of a team, a queue or a position all its people, of an address at most one.

    `itself` gives the queue, as the owner that records wait under.
    """
    async with elevated(scope):
        if itself:
            return tuple(await people.queue_named(scope, name))
        return tuple(await people.active_people_named(scope, kind, name, MOST_NAMED))


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Names of positions, and of teams and queues."""

    roles: frozenset[str]
    teams: frozenset[str]


async def own_places(scope: Scope) -> NamedPlaces:
    """The position that the caller holds, the teams and queues that he belongs to. One statement."""
    async with elevated(scope):
        return _places(await people.names_of_places(scope, scope.actor.user_id))


async def places_among(scope: Scope, names: Sequence[str]) -> NamedPlaces:
    """Those of the company's that are called so. One statement."""
    async with elevated(scope):
        return _places(await people.places_among(scope, names))


async def some_places(scope: Scope) -> NamedPlaces:
    """Up to 1,000 positions, and as many teams and queues: to say which name was meant."""
    async with elevated(scope):
        return _places(await people.first_places(scope, MOST_NAMED))


def _places(found: Iterable[tuple[str, str]]) -> NamedPlaces:
    pairs = list(found)
    return NamedPlaces(
        frozenset(name for kind, name in pairs if kind == "role"),
        frozenset(name for kind, name in pairs if kind == "team"),
    )
