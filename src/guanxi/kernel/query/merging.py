"""Lists of a few owners, stages or other values at once, as merges of as many ordered lists.

`owner in [a, b]` in the order of changes can walk all changes and leave out most, which is 1,460 times slower for owners
who have little, or read all records of the owners and sort them. An index that begins with the owner and goes on in the
order asked for gives the first page of each at once; of more than about twenty owners the plain statement is faster.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.parameters import Slot
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.filters import Filter
from guanxi.kernel.query.indexes import indexes_of
from guanxi.kernel.query.page import Merged
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.sorting import parse_sort
from guanxi.kernel.query.source import Source

MOST_MERGED = 20


@dataclass(frozen=True, slots=True)
class Merge:
    """A field of the object, and the parameter that holds the values admitted."""

    path: FieldPath
    parameter: str

    def over(self, source: Source) -> Merged:
        column = source.column(self.path)
        values = sa.bindparam(self.parameter, type_=ARRAY(column.type))
        each = (
            sa.select(sa.func.unnest(values, type_=column.type).label("value")).distinct().subquery("merged")
        )
        return Merged(column, each)


def merge_of(fields: Fields, condition: Filter | None, query: ListQuery) -> Merge | None:
    """The first part of the filter that names a few values of a field whose index goes on in the order of the list."""
    if condition is None or query.q or query.deleted:
        return None
    for part in condition.conjuncts:
        match part:
            case core.Among(
                operand=core.FieldValue(reference=reference), values=(Slot(listed=True) as slot,)
            ):
                path, values = reference.handle, condition.constants[slot.name]
                assert isinstance(values, list)
                if (
                    not isinstance(path, FieldPath)
                    or path.through is not None
                    or path.field.place is not None
                ):
                    continue
                if len(values) > MOST_MERGED:
                    continue
                if _goes_on(fields, path, query):
                    return Merge(path, slot.name)
    return None


def _goes_on(fields: Fields, path: FieldPath, query: ListQuery) -> bool:
    order = [
        part.path.field.index_column
        for part in parse_sort(fields, query.sort)
        if not part.path.field.pointed_at
    ]
    return bool(order) and any(
        index.columns[0] == path.field.column and index.continues(frozenset({path.field.column}), order)
        for index in indexes_of(fields.definition.records.table)
    )
