"""Ordering and seeking: which rows come after the last one seen, in a form that an index can serve.

Nulls come last in either direction. A nullable first key splits the page into two branches, values then nulls: a
partial index (`WHERE x IS NOT NULL`) serves neither `ORDER BY x` nor an OR of both, but it serves the first branch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Element = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One part of an order. `bound` is the value of the last row seen, or None where that value was null."""

    column: Element
    descending: bool
    nullable: bool
    bound: Element | None = None

    def ordering(self) -> Element:
        ordered = self.column.desc() if self.descending else self.column.asc()
        # Indexes here are plain, so "nulls last" may be said only where nulls can occur.
        return ordered.nulls_last() if self.nullable else ordered

    def beyond(self, *, or_equal: bool = False) -> Element:
        assert self.bound is not None
        operator = ("<" if self.descending else ">") + ("=" if or_equal else "")
        return self.column.op(operator, is_comparison=True)(self.bound)


def seek(keys: Sequence[Key]) -> Element:
    """Rows that come strictly after the bounds of `keys`, the last of which is unique."""
    if _comparable_as_row(keys):
        row = sa.tuple_(*[key.column for key in keys])
        bounds = sa.tuple_(*[key.bound for key in keys])
        return row < bounds if keys[0].descending else row > bounds
    first = keys[0]
    after = _after(keys)
    # The redundant bound on the first key is what an index can start from.
    return after if first.nullable else sa.and_(first.beyond(or_equal=True), after)


def _comparable_as_row(keys: Sequence[Key]) -> bool:
    return all(not key.nullable and key.descending == keys[0].descending for key in keys)


def _after(keys: Sequence[Key]) -> Element:
    key, rest = keys[0], keys[1:]
    if key.bound is None:
        return sa.and_(key.column.is_(sa.null()), _after(rest))
    choices = [key.beyond()]
    if key.nullable:
        choices.append(key.column.is_(sa.null()))
    if rest:
        choices.append(sa.and_(key.column == key.bound, _after(rest)))
    return sa.or_(*choices)
