"""The steps of a hand-over, each for one transaction of its job. They act above record sharing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.hand_overs import queries
from guanxi.features.hand_overs.service.planning import SOURCE, departure_of
from guanxi.features.organisation.facade import MovedPlaces, give_places_back, move_places
from guanxi.features.views.facade import move_shared_views
from guanxi.kernel.changes import Change, Outcome, apply, note, notes_of
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

CHUNK = 500
PLACES = "places"
VIEWS = "views"


@dataclass(frozen=True, slots=True)
class Work:
    """Whose things go, and the change-set that holds it."""

    owner: UUID
    change_set_id: UUID
    reason: str | None


@dataclass(frozen=True, slots=True)
class Chunk:
    """`last` is where the next chunk begins, None when nothing was left. `refused` are ids and codes."""

    last: UUID | None
    looked_at: int = 0
    handed: int = 0
    refused: tuple[tuple[UUID, str], ...] = ()


async def hand_chunk(scope: Scope, work: Work, object_name: str, to: UUID, after: UUID | None) -> Chunk:
    """The next records of one object. What lies in the recycle bin goes along, and stays there."""
    registry = await registry_of(scope)
    if object_name not in registry:  # Deleted since the job began.
        return Chunk(None)
    definition = registry.object(object_name)
    owned = await queries.next_owned(scope, definition, work.owner, after, CHUNK)
    if not owned:
        return Chunk(None)
    changes = [
        Change("update", object_name, record_id, {"owner": str(to)}, system=True, in_bin=in_bin)
        for record_id, in_bin in owned
    ]
    outcome = await _apply(scope, work, changes)
    refused = tuple((result.id, result.errors[0].code) for result in outcome.refused)
    return Chunk(owned[-1][0], len(owned), outcome.count("updated"), refused)


async def hand_places(scope: Scope, work: Work, to: UUID | None) -> int:
    """How many teams, queues and territories he left. `to` of None takes none of the places."""
    moved = await move_places(scope, work.owner, to)
    if moved.left:
        detail = {
            PLACES: msgspec.to_builtins(moved),
            "user": str(work.owner),
            "to": str(to) if to else None,
        }
        definition = (await registry_of(scope)).object("user")
        await note(scope, definition, work.change_set_id, detail, work.reason)
    return len(moved.left)


async def hand_reports(scope: Scope, work: Work, to: UUID, after: UUID | None) -> Chunk:
    """The next people who report to him. The taker himself, if he is one of them, reports to who was above."""
    reports = await queries.next_reports(scope, work.owner, after, CHUNK)
    if not reports:
        return Chunk(None)
    above = await queries.manager_of(scope, work.owner) if to in reports else None
    managers = {each: above if each == to else to for each in reports}
    # The taker first: somebody may report to him only once he no longer reports to them.
    ordered = sorted(reports, key=lambda each: each != to)
    changes = [
        Change(
            "update", "user", each, {"manager": str(managers[each]) if managers[each] else None}, system=True
        )
        for each in ordered
    ]
    outcome = await _apply(scope, work, changes)
    refused = tuple((result.id, result.errors[0].code) for result in outcome.refused)
    return Chunk(reports[-1], len(reports), outcome.count("updated"), refused)


async def hand_views(scope: Scope, work: Work, to: UUID) -> int:
    """How many views that he shared are the taker's now."""
    moved = await move_shared_views(scope, work.owner, to)
    if moved:
        detail = {VIEWS: [str(each) for each in moved], "user": str(work.owner), "to": str(to)}
        definition = (await registry_of(scope)).object("user")
        await note(scope, definition, work.change_set_id, detail, work.reason)
    return len(moved)


async def give_back_beside_records(scope: Scope, change_set_id: UUID) -> None:
    """Places in teams, and views that are still the taker's."""
    for detail in await notes_of(scope, change_set_id):
        if VIEWS in detail:
            ids = [UUID(each) for each in detail[VIEWS]]
            await move_shared_views(scope, UUID(detail["to"]), UUID(detail["user"]), ids)
        if PLACES in detail:
            moved: Any = msgspec.convert(detail[PLACES], MovedPlaces)
            to = UUID(detail["to"]) if detail["to"] else None
            await give_places_back(scope, UUID(detail["user"]), to, moved)


async def deactivate(scope: Scope, work: Work) -> bool:
    """Signs the person out and ends his API keys, by the rules of users. False for one who is gone already."""
    return not (await _apply(scope, work, [departure_of(work.owner)])).refused


async def _apply(scope: Scope, work: Work, changes: Sequence[Change]) -> Outcome:
    return await apply(
        scope,
        changes,
        source=SOURCE,
        reason=work.reason,
        partial=True,
        change_set_id=work.change_set_id,
    )
