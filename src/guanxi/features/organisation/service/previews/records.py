"""What stands on records now, and what would after an edit: counted by principals, never record by record for each person."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from guanxi.features.organisation.queries.carried import count_by_acl
from guanxi.kernel.changes import recomputing
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.permissions import (
    Grant,
    Owner,
    at_current_version,
    default_sharing,
    grants_of,
    is_shareable,
    merged,
    read_by_grants,
    rules_of,
)
from guanxi.kernel.tenancy import Scope

MOST_CARRYING = 10_000  # records of one object that are looked at for the principals that people gain or lose
MOST_OWNED = 2_000  # and for the owners who would stand elsewhere
MOST_SECONDS = 2.0

Acl = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """How many records of an object carry these principals before and those after. `more`: not all were looked at."""

    definition: ObjectDef
    counts: Mapping[tuple[Acl, Acl], int]
    more: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """`partly`: time was over before each object had its turn."""

    objects: list[Looked]
    partly: bool


async def look(
    scope: Scope,
    touched: Collection[int],
    before: Mapping[UUID | None, Owner],
    after: Mapping[UUID | None, Owner],
) -> Seen:
    """At records that carry the principals `touched`, and those whose owners would stand elsewhere. What is everybody's is not
    looked at, nor are parts of other records, which are seen as those are.
    """
    scope = await at_current_version(scope)
    give_up = time.monotonic() + MOST_SECONDS
    found: list[Looked] = []
    for definition in await registry_of(scope):
        if not is_shareable(definition.name) or default_sharing(scope.tenant, definition.name) == "public":
            continue
        if definition.master_field is not None:
            continue
        if time.monotonic() > give_up:
            return Seen(found, True)
        found.append(await _look_at(scope, definition, touched, before, after))
    return Seen(found, False)


async def _look_at(
    scope: Scope,
    definition: ObjectDef,
    touched: Collection[int],
    before: Mapping[UUID | None, Owner],
    after: Mapping[UUID | None, Owner],
) -> Looked:
    asked = {rule.owned_by for rule in await rules_of(scope, definition.name)}
    moved = [
        id
        for id, owner in after.items()
        if id is not None and id in before and _matters(before[id], owner, asked)
    ]
    counts: Counter[tuple[Acl, Acl]] = Counter()
    examined = 0
    if touched:
        for acl, count in await count_by_acl(scope, definition, touched, moved, MOST_CARRYING):
            counts[acl, acl] += count
            examined += count
    more = examined == MOST_CARRYING
    if moved:
        names = await read_by_grants(scope, definition)
        records = await recomputing.read_owned(
            scope, definition, names, recomputing.FIRST, MOST_OWNED, owners=moved
        )
        now = await grants_of(scope, definition, records, owners=before)
        then = await grants_of(scope, definition, records, owners=after)
        counts.update((_acl(one), _acl(other)) for one, other in zip(now, then, strict=True))
        more = more or len(records) == MOST_OWNED
    return Looked(definition, counts, more)


def _matters(before: Owner, after: Owner, asked: set[int | None]) -> bool:
    """Whether the owner's records would carry other principals: those of the position, or of rules that ask where he belongs."""
    return before.role != after.role or not asked.isdisjoint(before.held ^ after.held)


def _acl(grants: Iterable[Grant]) -> Acl:
    return tuple(merged(grant.entry for grant in grants))
