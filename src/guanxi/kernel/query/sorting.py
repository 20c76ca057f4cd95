"""Reads `-amount,name` and `distance(c_place, place(31.2, 121.4))`, and decides what may be sorted by."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import (
    Parametrized,
    TypedValue,
    ValueType,
    check_number,
    embedded_sql,
    parametrize,
    parametrized_to_sql,
    parse,
    unparse,
)
from guanxi.kernel.expressions.core import Function
from guanxi.kernel.expressions.nearness import place_in
from guanxi.kernel.metadata import Conventions
from guanxi.kernel.metadata.mixed_lookups import object_part
from guanxi.kernel.query.fields import FieldPath, Fields, RecordEnvironment
from guanxi.kernel.query.mixed import mixed_name
from guanxi.kernel.query.page import SortColumn
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.storage import is_nullable

MAX_PARTS = 4
DEFAULT = "-updated_at"


_DISTANCE = "distance("
_NAMES = re.compile(r"\b[a-z_][\w.]*\b(?!\s*\()")


@dataclass(frozen=True, slots=True)
class SortPart:
    """By a field; or with `distance`, by how far the place that it holds lies from another one. `name` tells it from others."""

    path: FieldPath
    descending: bool
    distance: TypedValue | None = None
    text: str = ""

    @property
    def name(self) -> str:
        return self.text or self.path.name

    def parametrized(self, prefix: str) -> Parametrized | None:
        """The distance from a place in numbers, with these set apart, so that one statement serves all places."""
        if self.distance is None or not isinstance(self.distance.value, Function):
            return None
        return parametrize(self.distance, prefix) if place_in(self.distance.value) is not None else None


def parse_sort(fields: Fields, text: str) -> list[SortPart]:
    """Raises `field_unknown`, `sort_unsupported` and `sort_too_long`."""
    names = [name.strip() for name in _split(text or DEFAULT) if name.strip()]
    if len(names) > MAX_PARTS:
        raise Invalid("sort_too_long", field="sort", params={"limit": MAX_PARTS})
    parts: dict[str, SortPart] = {}
    for name in names:
        if name.lstrip("+-").startswith(_DISTANCE):
            part = _distance(fields, name)
            parts.setdefault(part.name, part)
            continue
        path = fields.require(name.lstrip("+-"))
        if path.through is not None or not path.field.sortable:
            raise Invalid("sort_unsupported", field="sort", params={"name": path.name})
        for each in [path.part(part) for part in path.field.type.sorted_by] or [path]:
            parts.setdefault(each.name, SortPart(each, name.startswith("-")))
    return list(parts.values())


def _split(text: str) -> list[str]:
    """At the commas; those within brackets belong to what is written there."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth = max(0, depth + (character == "(") - (character == ")"))
        if character == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _distance(fields: Fields, name: str) -> SortPart:
    """Nothing but the distance of one place of the record from one that is written out."""
    text = name.lstrip("+-")
    typed = check_number(parse(text), RecordEnvironment(fields, Conventions()))
    paths = {each.handle for each in typed.references if isinstance(each.handle, FieldPath)}
    value = typed.value
    if not isinstance(value, Function) or value.name != "distance" or len(paths) != 1:
        raise Invalid("sort_unsupported", field="sort", params={"name": text[:120]})
    (path,) = paths
    if path.through is not None or path.kind is not ValueType.GEOLOCATION:
        raise Invalid("sort_unsupported", field="sort", params={"name": text[:120]})
    return SortPart(path, name.startswith("-"), typed, unparse(parse(text)))


def fields_sorted_by(text: str) -> list[str]:
    """The names of all fields in a sort, whether or not it can be."""
    names: list[str] = []
    for name in (each.strip().lstrip("+-") for each in _split(text)):
        names += _NAMES.findall(name) if name.startswith(_DISTANCE) else [name]
    return [name for name in names if name]


def sorts_by_name(parts: list[SortPart]) -> str | None:
    """The first lookup sorted by, whose order no index of the object knows."""
    return next((part.path.name for part in parts if part.path.kind is ValueType.LOOKUP), None)


def sort_columns(
    fields: Fields,
    source: Source,
    parts: Sequence[SortPart],
    present: frozenset[str] = frozenset(),
    *,
    prefix: str = "",
) -> list[SortColumn]:
    """`present` names the fields that the filter leaves no nulls of. With a `prefix` the numbers of places are left to be given, as
    `constants_in_sort` has them.
    """
    columns = [
        _sort_column(fields, source, part, f"{prefix}{number}_" if prefix else "")
        for number, part in enumerate(parts)
    ]
    return [
        replace(column, nullable=False)
        if part.path.name in present and part.path.kind is not ValueType.LOOKUP
        else column
        for part, column in zip(parts, columns, strict=True)
    ]


def constants_in_sort(parts: Sequence[SortPart], prefix: str) -> dict[str, object]:
    found = [part.parametrized(f"{prefix}{number}_") for number, part in enumerate(parts)]
    return {name: value for each in found if each is not None for name, value in each.constants.items()}


def shape_of_sort(parts: Sequence[SortPart], prefix: str) -> Hashable:
    """Equal for sorts that differ in `constants_in_sort` only."""
    return tuple(
        (part.path.name if places is None else places.root, part.descending, places is None and part.text)
        for part, places in (
            (part, part.parametrized(f"{prefix}{number}_")) for number, part in enumerate(parts)
        )
    )


def _sort_column(fields: Fields, source: Source, part: SortPart, prefix: str) -> SortColumn:
    path = part.path
    if part.distance is not None:
        places = part.parametrized(prefix) if prefix else None
        measured = (
            embedded_sql(part.distance, source.column_of)
            if places is None
            else parametrized_to_sql(places, source.column_of, prefix=prefix).clause
        )
        far: Element = sa.cast(measured, sa.Double())
        return SortColumn(far, part.descending, True, far.type)
    if path.kind is ValueType.LOOKUP:
        # By the name of the record looked up. It cannot use an index of this object.
        if path.field.type.many_targets:
            return _by_names(fields, source, part)
        target = fields.target_of(path)
        if target is None or not fields.shows_names_of(target):
            raise Invalid("sort_unsupported", field="sort", params={"name": path.name})
        title = target.fields[target.title_field]
        column = source.ordered_column(FieldPath(path.name, title, path.field, target))
        return SortColumn(column, part.descending, True, column.type)
    column = source.ordered_column(path)
    nullable = is_nullable(source.definition.table, path.field)
    return SortColumn(column, part.descending, nullable, column.type)


def _by_names(fields: Fields, source: Source, part: SortPart) -> SortColumn:
    """Of a lookup to one of several objects: by the name, whichever object has it; those unseen come with the empty ones."""
    path = part.path
    of_object = source.column(FieldPath(path.name, object_part(path.field)))
    column = sa.type_coerce(mixed_name(fields.targets_of(path), of_object, source.column(path)), sa.Text())
    return SortColumn(column, part.descending, True, column.type)
