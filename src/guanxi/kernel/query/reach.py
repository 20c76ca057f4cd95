"""How far into an object's records a reading may have to go: what the governor decides by, and what it advises.

Judged from the shape of the question and the indexes there are, never from estimates: those are of all companies
together, and a column that is selective for all may not be for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.parameters import Slot
from guanxi.kernel.metadata.fields import LINK
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.indexes import Index, indexes_of
from guanxi.kernel.query.paths import cell_column
from guanxi.kernel.query.sorting import SortPart

MOST_ADVISED = 6


class Reach(Enum):
    BOUNDED = "an index leads straight to what is shown"
    UNCERTAIN = (
        "an index serves the order or a part of the condition; how much is read depends on the records"
    )
    WHOLE = "every record of the object is read"


@dataclass(frozen=True, slots=True)
class Tests:
    """The columns of the object that a condition fixes or bounds, and whether it asks for more than that.

    `unindexed` are the fields of the object that it fixes or bounds without a column that an index could hold.
    """

    equal: frozenset[str]
    bounded: frozenset[str]
    more: bool
    unindexed: tuple[str, ...] = ()

    def fixing(self, column: str) -> Tests:
        return replace(self, equal=self.equal | {column}, bounded=self.bounded - {column})

    @property
    def columns(self) -> frozenset[str]:
        return self.equal | self.bounded


def tests_of(conjuncts: Iterable[core.Condition]) -> Tests:
    equal: set[str] = set()
    bounded: set[str] = set()
    more = False
    unindexed: list[str] = []
    for part in conjuncts:
        unindexed += _unindexed_in(part)
        match part:
            case core.Compare(operator="==", left=core.FieldValue() as left, right=right) if _is_given(right):
                column = _column(left)
                equal |= column
                more |= not column
            case core.Compare(left=core.FieldValue() as left, right=right) if _is_given(right):
                column = _column(left)
                bounded |= column
                more |= not column
            case core.Near(latitude=latitude):
                bounded |= {name for name in (cell_column(latitude),) if name is not None}
            case core.Among(operand=core.FieldValue() as operand, values=values):
                column = _column(operand)
                if values and isinstance(values[0], Slot) and not values[0].listed:
                    equal |= column
                else:
                    bounded |= column
                more |= not column
            case _:
                more = True
    return Tests(frozenset(equal), frozenset(bounded), more, tuple(unindexed))


def reach_of_page(fields: Fields, tests: Tests, sort: Sequence[SortPart], *, deleted: bool = False) -> Reach:
    """Of a page in this order, and of a count that stops at a cap."""
    indexes = indexes_of(fields.definition.records.table, deleted=deleted)
    order = [part.path.field.index_column for part in sort]
    own = all(
        part.distance is None and part.path.through is None and not part.path.field.pointed_at
        for part in sort
    )
    directions = {part.descending for part in sort}
    if own and len(directions) == 1:
        for index in indexes:
            if index.continues(tests.equal, order):
                prefix = frozenset(index.columns[: index.columns.index(order[0])])
                settled = prefix | {order[0]}
                return Reach.UNCERTAIN if tests.more or tests.columns - settled else Reach.BOUNDED
    return Reach.UNCERTAIN if _any_begins_with(indexes, tests.columns) else Reach.WHOLE


def is_led(fields: Fields, tests: Tests) -> bool:
    """Whether the condition fixes what some index begins with."""
    return _any_begins_with(indexes_of(fields.definition.records.table), tests.equal)


def reach_of_all(fields: Fields, tests: Tests) -> Reach:
    """Of a figure over all records that meet a condition."""
    indexes = indexes_of(fields.definition.records.table)
    return Reach.UNCERTAIN if _any_begins_with(indexes, tests.columns) else Reach.WHOLE


def fields_to_filter(fields: Fields) -> list[FieldPath]:
    """Those by which an index finds records, the most telling first."""
    firsts = {index.columns[0] for index in indexes_of(fields.definition.records.table) if index.columns}
    found = [
        path
        for path in fields.all()
        if path.field.filterable and (path.field.index_column in firsts or path.field.is_linked)
    ]
    return found[:MOST_ADVISED]


def fields_to_sort(fields: Fields) -> list[FieldPath]:
    """Those in whose order an index holds all records."""
    indexes = indexes_of(fields.definition.records.table)
    found = [
        path
        for path in fields.all()
        if path.field.sortable
        and not path.field.pointed_at
        and any(list(index.columns) == [path.field.index_column, "id"] for index in indexes)
    ]
    return found[:MOST_ADVISED]


def _any_begins_with(indexes: Iterable[Index], columns: Iterable[str]) -> bool:
    """Links are an index by themselves."""
    known = set(columns)
    return any(column.startswith(LINK) for column in known) or any(
        index.columns[0] in known for index in indexes if index.columns
    )


def _column(value: core.FieldValue) -> set[str]:
    """Empty for a field of a record looked up, and for a custom one without a slot: no index of this object knows it."""
    path = value.reference.handle
    if isinstance(path, FieldPath):
        column = path.field.index_column
        return set() if path.through is not None or not column else {column}
    return {"id"}


def unindexed_in_order(sort: Sequence[SortPart]) -> tuple[str, ...]:
    """The fields of the object in whose order an index could hold its records, or lead outward, and none does."""
    return tuple(part.path.name for part in sort if part.path.through is None and _lacks_index(part))


def _lacks_index(part: SortPart) -> bool:
    field = part.path.field
    if part.distance is not None:
        return not part.descending and (field.place is None or field.place.index is None)
    return field.target is None and not field.index_column


def _unindexed_in(part: core.Condition) -> Iterable[str]:
    match part:
        case core.Compare(operator=operator, left=core.FieldValue() as left, right=right) if (
            operator != "!=" and _is_given(right)
        ):
            tested = left
        case core.Among(operand=core.FieldValue() as operand):
            tested = operand
        case _:
            return
    path = tested.reference.handle
    if isinstance(path, FieldPath) and path.through is None and not path.field.index_column:
        yield path.name


def _is_given(value: core.Value) -> bool:
    """Known before any record is read."""
    return isinstance(value, core.Constant | core.ContextValue | core.Shift | core.LocalTime)
