"""Lists of what lies nearest, read in rings around the place: a page costs what lies about there, not what there is.

An index of cells (kernel/earth.py) leads to the records of each ring. They are measured and sorted, and the next ring is
read only when all so far do not fill the page. A following page begins with a narrow ring where the last one ended.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.earth import FARTHEST, cells_around, rings_around
from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.nearness import place_in
from guanxi.kernel.expressions.parameters import Slot
from guanxi.kernel.query.filters import Filter
from guanxi.kernel.query.indexes import indexes_of
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.page import Rings
from guanxi.kernel.query.reach import is_led, tests_of
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.sizes import Breadth
from guanxi.kernel.query.sorting import SortPart
from guanxi.kernel.query.source import Element, Source

_INNER, _OUTER = "ring_inner", "ring_outer"
_FIRST_WITHIN, _LAST_WITHIN = "within_first", "within_last"
_RING, _FIRST, _LAST = "cell_ring", "cell_first", "cell_last"


@dataclass(frozen=True, slots=True)
class Nearest:
    """The column with the cells of the places, the middle, and how far from it, in kilometres, the condition wants records at most."""

    cells: str
    latitude: float
    longitude: float
    within: float | None

    def over(self, source: Source) -> Rings:
        distances: ARRAY[float] = ARRAY(sa.Double())
        numbers: ARRAY[int] = ARRAY(sa.Integer())
        rings = sa.func.unnest(sa.bindparam(_INNER, type_=distances), sa.bindparam(_OUTER, type_=distances))
        cells = sa.func.unnest(
            sa.bindparam(_RING, type_=numbers),
            sa.bindparam(_FIRST, type_=distances),
            sa.bindparam(_LAST, type_=distances),
        )
        return Rings(
            source.table.c[self.cells],
            self.within is not None,
            rings.table_valued("inner", "outer", with_ordinality="number", name="rings").render_derived(),
            cells.table_valued("ring", "first", "last", name="cells").render_derived(),
        )

    def counted(
        self, source: Source, from_clause: sa.FromClause, where: Sequence[Element]
    ) -> tuple[sa.FromClause, Sequence[Element]]:
        """From where to count what. Where the condition has a limit, these are the records in the cells within it. The condition's own
        ranges lead there as bitmaps only, which for who sees a part of very many are read together with all that he sees.
        """
        if self.within is None:
            return from_clause, where
        distances: ARRAY[float] = ARRAY(sa.Double())
        cell = source.table.c[self.cells]
        ranges = sa.func.unnest(
            sa.bindparam(_FIRST_WITHIN, type_=distances), sa.bindparam(_LAST_WITHIN, type_=distances)
        )
        within = ranges.table_valued("first", "last", name="within").render_derived()
        # OFFSET keeps the planner from making one join of it.
        inside = (
            sa.select(sa.literal_column("1").label("one"))
            .select_from(from_clause)
            .where(*where, cell >= within.c.first, cell <= within.c.last)
            .offset(sa.literal_column("0"))
            .lateral("inside")
        )
        return within.join(inside, sa.true()), ()

    @property
    def shape(self) -> Hashable:
        return (self.cells, self.within is not None)

    def parameters(self, beyond: float) -> dict[str, Any]:
        """The rings from this distance on, and all cells within the limit."""
        within = FARTHEST if self.within is None else min(FARTHEST, self.within)
        rings = list(rings_around(self.latitude, self.longitude, beyond, within))
        around = cells_around(self.latitude, self.longitude, within)
        cells = [(number, *each) for number, ring in enumerate(rings, start=1) for each in ring.ranges]
        return {
            _INNER: [ring.inner for ring in rings],
            _OUTER: [ring.outer for ring in rings],
            _RING: [number for number, _, _ in cells],
            _FIRST: [float(first) for _, first, _ in cells],
            _LAST: [float(last) for _, _, last in cells],
            _FIRST_WITHIN: [float(first) for first, _ in around],
            _LAST_WITHIN: [float(last) for _, last in around],
        }


def nearest_of(
    opened: Opened, query: ListQuery, condition: Filter | None, sort: Sequence[SortPart]
) -> Nearest | None:
    """None where the list is in another order, or nothing leads outward: no index holds the cells, or what is seen is fetched
    first. None also where the condition fixes what an index begins with: those records may lie anywhere, and are few.
    """
    distance, place = sort[0].distance, sort[0].path.field.place
    if distance is None or sort[0].descending or place is None or place.index is None:
        return None
    if query.q or query.deleted or opened.breadth is Breadth.NARROW:
        return None
    if condition is not None and is_led(opened.fields, tests_of(condition.conjuncts)):
        return None
    indexes = indexes_of(opened.fields.definition.records.table)
    if not any(index.columns[:1] == (place.index,) for index in indexes):
        return None
    assert isinstance(distance.value, core.Function)
    middle = place_in(distance.value)
    return None if middle is None else Nearest(place.index, *middle, _within(condition, distance.value))


def _within(condition: Filter | None, distance: core.Function) -> float | None:
    """The most that the condition wants of this very distance."""
    found: list[float] = []
    for part in condition.conjuncts if condition is not None else ():
        match part:
            case core.Compare(
                operator="<" | "<=",
                left=core.Function(name=distance.name) as left,
                right=core.Constant(value=Slot(name=most)),
            ):
                assert condition is not None
                given = condition.constants
                limit = given[most]
                if isinstance(limit, Decimal) and _as_written(left, given) == distance:
                    found.append(float(limit))
    return min(found, default=None)


def _as_written(function: core.Function, constants: dict[str, object]) -> core.Function:
    """With its literals in place again."""

    def written(value: core.Value) -> core.Value:
        if isinstance(value, core.Constant) and isinstance(value.value, Slot):
            return replace(value, value=constants[value.value.name])
        return value

    return replace(function, operands=tuple(written(each) for each in function.operands))
