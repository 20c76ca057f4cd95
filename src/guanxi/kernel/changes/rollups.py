"""Keeps roll-ups: figures on a record over the records that point to it, exact at the end of every write.

The records pointed to are locked in the order of their ids, then their figures are computed anew from the rows, set-based,
in the transaction of the write. Whoever writes at the same time waits for the lock and then sees what the first has left.
Neither versions nor history of the records change: a figure is a fact of the company, not an edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import BigInteger, Integer, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.linking import pointed_to
from guanxi.kernel.changes.recomputing import announce_recomputed
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Conventions, Field, ObjectDef, Records, Registry, Rollup, registry_of
from guanxi.kernel.query.rollups import figures_of
from guanxi.kernel.query.statements import Remembered, company_key
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

MOST_DEEP = 3
"""Roll-ups over roll-ups."""
MOST_ANNOUNCED = 20
_ALWAYS_WRITTEN = frozenset({"updated_at", "updated_by"})
_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS: sa.BindParameter[Any] = bindparam("ids", type_=ARRAY(Uuid))


@dataclass(frozen=True, slots=True)
class Kept:
    """A roll-up field of an object."""

    definition: ObjectDef
    field: Field
    rollup: Rollup

    @property
    def way(self) -> tuple[str, str, str]:
        """Those with the same one are computed together."""
        return (self.definition.name, self.rollup.object, self.rollup.lookup)


@dataclass(frozen=True, slots=True)
class Refilled:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int


_by_registry: WeakKeyDictionary[Registry, dict[str, list[Kept]]] = WeakKeyDictionary()
_statements: Remembered[Prepared] = Remembered()


async def follow_rollups(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """After records have been written, as the application."""
    over = _over(await registry_of(scope), definition.name)
    if not over:
        return
    touched: defaultdict[tuple[str, str, str], set[UUID]] = defaultdict(set)
    ways: defaultdict[tuple[str, str, str], list[Kept]] = defaultdict(list)
    for kept in over:
        touched[kept.way] |= {each for draft in drafts for each in _touched(kept.rollup, draft)}
        ways[kept.way].append(kept)
    for way, ids in touched.items():
        await _recompute(scope, ways[way], ids, 1)


async def refill_next(scope: Scope, definition: ObjectDef, field: Field, after: UUID, limit: int) -> Refilled:
    """Computes the field for the next records in the order of ids."""
    assert field.rollup is not None
    async with elevated(scope):
        params = {"tenant_id": scope.tenant.id, "after": after, "most": limit}
        rows = await scope.tx.fetch(_next(definition.records), params)
        ids = [row["id"] for row in rows]
        changed = await _recompute(scope, [Kept(definition, field, field.rollup)], ids, 1)
    return Refilled(ids[-1] if len(ids) == limit else None, len(ids), changed)


def _over(registry: Registry, object_name: str) -> list[Kept]:
    """The roll-ups over records of this object."""
    known = _by_registry.get(registry)
    if known is None:
        known = _by_registry[registry] = {}
        for kept in _all(registry):
            known.setdefault(kept.rollup.object, []).append(kept)
    return known.get(object_name, [])


def _all(registry: Registry) -> Iterator[Kept]:
    for definition in registry:
        for field in definition.custom_fields:
            if field.rollup is not None:
                yield Kept(definition, field, field.rollup)


def _touched(rollup: Rollup, draft: Draft) -> Iterator[UUID]:
    """The records whose figure the change may move."""
    before = None if draft.current is None else draft.current.get(rollup.lookup)
    if draft.op == "update":
        changed = draft.changed()
        if rollup.inputs.isdisjoint(changed) and rollup.inputs.isdisjoint(_ALWAYS_WRITTEN):
            return
    yield from pointed_to(before) | pointed_to(draft.get(rollup.lookup))


async def _recompute(scope: Scope, kept: Sequence[Kept], ids: Sequence[UUID] | set[UUID], depth: int) -> int:
    """All of one way. Goes on to the roll-ups over what has changed."""
    if not ids or depth > MOST_DEEP:
        return 0
    master = kept[0].definition
    params = {"tenant_id": scope.tenant.id, "ids": sorted(ids)}
    locked = [row["id"] for row in await scope.tx.fetch(_lock(master.records), params)]
    if not locked:
        return 0
    registry = await registry_of(scope)
    names = tuple(sorted(each.field.name for each in kept))
    key = (company_key(scope), kept[0].way, names)
    statement = _statements.or_make(key, lambda: _update(registry, kept, Conventions.of(scope.tenant)))
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": locked})
    changed = [row["id"] for row in rows]
    if changed:
        told = changed if len(changed) <= MOST_ANNOUNCED else None
        await announce_recomputed(scope, master, told)
        await _go_on(scope, registry, master, set(names), changed, depth)
    return len(changed)


async def _go_on(
    scope: Scope, registry: Registry, changed_object: ObjectDef, names: set[str], ids: list[UUID], depth: int
) -> None:
    ways: defaultdict[tuple[str, str, str], list[Kept]] = defaultdict(list)
    for kept in _over(registry, changed_object.name):
        if not kept.rollup.inputs.isdisjoint(names):
            ways[kept.way].append(kept)
    for found in ways.values():
        lookup = changed_object.fields[found[0].rollup.lookup]
        params = {"tenant_id": scope.tenant.id, "ids": ids}
        rows = await scope.tx.fetch(_pointed_at(changed_object, lookup), params)
        await _recompute(scope, found, {row["id"] for row in rows}, depth + 1)


def _update(registry: Registry, kept: Sequence[Kept], conventions: Conventions) -> Prepared:
    """Writes only rows that differ, and tells which these are."""
    master = kept[0].definition
    table = master.records.table.alias("m")
    figures = figures_of(registry, [(each.field, each.rollup) for each in kept], _IDS, conventions)
    custom = sa.func.jsonb_strip_nulls(table.c.custom.op("||")(figures.c.custom))
    values: dict[str, Any] = {"custom": custom}
    for each in kept:
        place = each.field.place
        if place is not None and place.slot is not None:
            values[place.slot.column] = figures.c[f"slot_{place.key}"]
    where = [
        table.c.tenant_id == _TENANT,
        table.c.id == figures.c.id,
        table.c.custom.is_distinct_from(custom),
        *(table.c[name] == sa.literal_column(str(value)) for name, value in master.records.fixed.items()),
    ]
    return prepare(sa.update(cast("sa.Alias", table)).values(values).where(*where).returning(table.c.id))


@lru_cache(maxsize=512)
def _lock(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id)
        .where(table.c.tenant_id == _TENANT, table.c.id == _IDS.any_())
        .order_by(table.c.id)
        .with_for_update()
    )


@lru_cache(maxsize=512)
def _next(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id)
        .where(table.c.tenant_id == _TENANT, table.c.id > bindparam("after", type_=Uuid))
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
    )


def _pointed_at(definition: ObjectDef, lookup: Field) -> sa.Select[Any]:
    table = definition.records.rows
    pointed = value_of(table, lookup)
    return (
        select(pointed.label("id"))
        .where(table.c.tenant_id == _TENANT, table.c.id == _IDS.any_(), pointed.is_not(sa.null()))
        .distinct()
    )
