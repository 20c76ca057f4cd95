"""People by the names that what is declared may use: an address, a team, a queue, a position."""

from __future__ import annotations

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
