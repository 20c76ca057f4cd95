"""How large objects are, and how much of a large one a caller sees: what the shape of a statement depends on.

Under record sharing PostgreSQL chooses between an ordered walk that passes others' records, and the index of principals,
whose cost for many principals it does not know. Of a large object neither may be left to chance, so that

- who sees little has his records fetched by that index first, and everything else asked of them alone (`NARROW`);
- who sees much walks in order, past what is not his (`BROAD`).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query.live import count_live_of
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

NARROW_RECORDS = 20_000  # which are read and sorted in some 30 ms
SECONDS_SIZE_IS_KNOWN = 60.0
SECONDS_BREADTH_IS_KNOWN = 600.0
MOST_REMEMBERED = 10_000

T = TypeVar("T")
_statements: Remembered[Runnable] = Remembered()


class Breadth(Enum):
    PLAIN = "above record sharing, or not many records at all"
    NARROW = "a small part of many"
    BROAD = "a large part of many"


@dataclass(slots=True)
class Sizes:
    """Of one process. `large` is the number of records from which on an object is large."""

    large: int = 200_000
    _sizes: OrderedDict[Hashable, tuple[float, int]] = field(default_factory=OrderedDict)
    _breadths: OrderedDict[Hashable, tuple[float, Breadth]] = field(default_factory=OrderedDict)

    async def size_of(self, scope: Scope, definition: ObjectDef) -> int:
        """Records of the object in the company, from the counters, a minute old at most."""
        return (await self.sizes_of(scope, [definition]))[definition.number]

    async def sizes_of(self, scope: Scope, definitions: Iterable[ObjectDef]) -> dict[int, int]:
        """Those of several, by their numbers; what is not known is asked in one statement."""
        found, unknown = {}, []
        for each in definitions:
            known = self._sizes.get((scope.tenant.id, each.number))
            if known is not None and known[0] > time.monotonic():
                found[each.number] = known[1]
            else:
                unknown.append(each)
        if unknown:
            counted = await count_live_of(scope, unknown)
            for number, size in counted.items():
                until = time.monotonic() + SECONDS_SIZE_IS_KNOWN
                remember(self._sizes, (scope.tenant.id, number), (until, size))
            found |= counted
        return found

    async def is_large(self, scope: Scope, definition: ObjectDef) -> bool:
        return await self.size_of(scope, definition) > self.large

    async def breadth_of(self, scope: Scope, definition: ObjectDef) -> Breadth:
        """By an estimate, or a count that ends where it is decided, ten minutes old at most."""
        if scope.sees_all or not await self.is_large(scope, definition):
            return Breadth.PLAIN
        key = (scope.tenant.id, definition.number, scope.actor.principals)
        known = self._breadths.get(key)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        if scope.tx.is_sharded:  # the planner here knows nothing of the shards
            seen = await _count_seen(scope, definition)
        else:
            seen = await _estimate(scope, definition, await self.size_of(scope, definition))
        breadth = Breadth.NARROW if seen <= NARROW_RECORDS else Breadth.BROAD
        remember(self._breadths, key, (time.monotonic() + SECONDS_BREADTH_IS_KNOWN, breadth))
        return breadth

    async def breadth_among(self, scope: Scope, definitions: Sequence[ObjectDef]) -> Breadth:
        """Of several objects taken together: that of the one of which most is seen."""
        if scope.sees_all:
            return Breadth.PLAIN
        known = await self.sizes_of(scope, definitions)
        large = [each for each in definitions if known[each.number] > self.large]
        found = {await self.breadth_of(scope, each) for each in large}
        return Breadth.BROAD if Breadth.BROAD in found else next(iter(found), Breadth.PLAIN)


_current = Sizes()


def sizes() -> Sizes:
    return _current


def set_sizes(sizes: Sizes) -> None:
    global _current
    _current = sizes


def remember(known: OrderedDict[Hashable, T], key: Hashable, value: T) -> None:
    known[key] = value
    known.move_to_end(key)
    while len(known) > MOST_REMEMBERED:
        known.popitem(last=False)


async def _count_seen(scope: Scope, definition: ObjectDef) -> float:
    """Records that the caller sees, deleted ones too; one more than `NARROW_RECORDS` stands for all above."""
    statement = _statements.or_make(definition.number, lambda: Runnable.of(_seen(definition)))
    row = await statement.row(scope, {"principals": list(scope.actor.principals)})
    return float(row["seen"])


def _seen(definition: ObjectDef) -> sa.Select[Any]:
    """The policy decides who sees what; that it is said again is for the index."""
    table = definition.table
    principals = sa.bindparam("principals", type_=ARRAY(sa.BigInteger))
    some = (
        sa.select(sa.literal(1).label("one"))
        .where(table.c.tenant_id == sa.bindparam("tenant_id"), table.c.acl.overlap(principals))
        .limit(NARROW_RECORDS + 1)
        .subquery()
    )
    return sa.select(sa.func.count().label("seen")).select_from(some)


async def _estimate(scope: Scope, definition: ObjectDef, size: int) -> float:
    """Records that the caller sees, as the planner expects.

    It multiplies the share of the company with that of the principals, as though the principals stood on other companies'
    records too; that they do not makes it as many times more as all records are to those of the company. What share of its
    records are those of a custom object it does multiply.
    """
    table = f"guanxi.{definition.table.name}"
    own = definition.records.condition("r")
    plan = await scope.tx.fetchval(f"EXPLAIN (FORMAT JSON) SELECT FROM {table} r WHERE true{own}")
    planned = msgspec.json.decode(plan) if isinstance(plan, str) else plan
    all_records = await scope.tx.fetchval(
        f"SELECT reltuples FROM pg_catalog.pg_class WHERE oid = '{table}'::regclass"
    )
    expected: float = planned[0]["Plan"]["Plan Rows"]
    return expected * max(1.0, float(all_records) / max(1, size))
