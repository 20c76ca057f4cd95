"""What points to records that become part of another, and what they point to: found above sharing, changed as one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.duplicates.queries import keys as queries
from guanxi.kernel.changes import Change
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.links import MOST_GIVEN
from guanxi.kernel.tenancy import Scope

MOST_REPOINTED = 4_000

_Values = dict[tuple[str, UUID], dict[str, Any]]


async def repointing_changes(
    scope: Scope, registry: Registry, definition: ObjectDef, winner: UUID, losers: Sequence[UUID]
) -> list[Change]:
    """To be asked with the application's role. Raises 409 `merge_too_large`.

    Nothing may be left pointing at what is gone, seen by the caller or not; the winner's links are joined by those of the losers.
    """
    values: _Values = {}
    for each in registry:
        for field in each.field_list:
            if definition.name not in field.pointed_at:
                continue
            gather = _links if field.type.apart else _lookups
            await gather(scope, each, field, definition, winner, losers, values)
    for field in definition.custom_fields:
        if field.type.apart:
            await _own_links(scope, definition, field, winner, losers, values)
    if len(values) > MOST_REPOINTED:
        raise Conflict("merge_too_large", params={"limit": MOST_REPOINTED})
    return [Change("update", name, each, given, system=True) for (name, each), given in values.items()]


async def _lookups(
    scope: Scope,
    holder: ObjectDef,
    field: Field,
    definition: ObjectDef,
    winner: UUID,
    losers: Sequence[UUID],
    values: _Values,
) -> None:
    there = f"{definition.name}:{winner}" if field.type.many_targets else str(winner)
    for each in await queries.pointing_at(scope, holder, field, losers, MOST_REPOINTED + 1):
        if holder.name == definition.name and each in losers:
            continue
        points_to_itself = holder.name == definition.name and each == winner
        values.setdefault((holder.name, each), {})[field.name] = None if points_to_itself else there


async def _links(
    scope: Scope,
    holder: ObjectDef,
    field: Field,
    definition: ObjectDef,
    winner: UUID,
    losers: Sequence[UUID],
    values: _Values,
) -> None:
    held: defaultdict[UUID, list[str]] = defaultdict(list)
    for from_id, to_id in await queries.linking_to(scope, holder, field, losers, MOST_REPOINTED + 1):
        held[from_id].append(str(to_id))
    for from_id, gone in held.items():
        if holder.name == definition.name and from_id in losers:
            continue
        added = [] if holder.name == definition.name and from_id == winner else [str(winner)]
        values.setdefault((holder.name, from_id), {})[field.name] = {"add": added, "remove": gone}


async def _own_links(
    scope: Scope,
    definition: ObjectDef,
    field: Field,
    winner: UUID,
    losers: Sequence[UUID],
    values: _Values,
) -> None:
    found = await queries.linked_from(scope, definition, field, losers, MOST_GIVEN + 1)
    if len(found) > MOST_GIVEN:
        raise Conflict("merge_too_large", params={"limit": MOST_GIVEN})
    added = [str(each) for each in found if each != winner and each not in losers]
    if added:
        edits = values.setdefault((definition.name, winner), {}).setdefault(
            field.name, {"add": [], "remove": []}
        )
        edits["add"] = [*edits["add"], *added]
