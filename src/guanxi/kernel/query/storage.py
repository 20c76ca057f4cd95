"""Where a field's values are read from: the one place that knows, so that fields without a column of their own (a key of
the JSON in `custom`, and for indexed ones a slot) change nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from guanxi.kernel.expressions import Reference, embedded_sql
from guanxi.kernel.expressions.types import IN_PARTS
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.query.formulas import value_of_formula
from guanxi.kernel.query.links import tenant_parameter
from guanxi.kernel.query.paths import FieldPath
from guanxi.kernel.query.rates import rate_of

HEAD = ("id", "version")  # of every row that is read

_TYPES: Mapping[str, TypeEngine[Any]] = {
    "integer": sa.Integer(),
    "number": sa.Double(),
    "money": sa.BigInteger(),
    "date": sa.Date(),
    "datetime": sa.DateTime(timezone=True),
    "boolean": sa.Boolean(),
    "lookup": sa.Uuid(),
    "choices": JSONB(),
    "duration": sa.BigInteger(),
    "decimal": sa.Numeric(),
    **dict.fromkeys((each.value for each in IN_PARTS), JSONB()),
}
_TEXT = sa.Text()
_HELD_OTHERWISE = frozenset(
    {"integer", "money", "decimal", "date"}
)  # in slots: as double precision, and as instants


def value_of(table: sa.FromClause, field: Field) -> sa.ColumnElement[Any]:
    """The value in its own type, from the object's table or from rows selected by `stored_values`."""
    if field.place is None and field.column_part is None:
        return table.c[field.column]
    name = _name(field)
    if name in table.c:
        return table.c[name]
    if field.place is None:
        return _cast(table.c[field.column].op("->>")(sa.literal_column(f"'{field.column_part}'")), field)
    kind = field.type.value_kind
    type_ = _TYPES.get(kind, _TEXT)
    if field.formula is not None:
        return _computed(table, field)
    if field.place.index is not None and not field.type.parts:
        slot = table.c[field.place.index]
        return sa.cast(slot, type_) if kind in _HELD_OTHERWISE else slot
    if field.type.holds_files:
        return sa.func.jsonb_array_length(_member(table, [field.place.key], "->"), type_=sa.Integer())
    steps = [each for each in (field.place.key, field.place.part, field.type.read_as) if each is not None]
    if isinstance(type_, JSONB):
        return sa.type_coerce(_member(table, steps, "->"), type_)
    return _cast(_member(table, steps, "->>"), field)


def _cast(text: sa.ColumnElement[Any], field: Field) -> sa.ColumnElement[Any]:
    type_ = _TYPES.get(field.type.value_kind, _TEXT)
    return sa.type_coerce(text, _TEXT) if type_ is _TEXT else sa.cast(text, type_)


def shown_value_of(table: sa.FromClause, field: Field) -> sa.ColumnElement[Any]:
    """What records show of the value, from the same tables: all that is kept, or the member that is meant to be seen."""
    if field.place is None or not _is_shown_otherwise(field):
        return value_of(table, field)
    name = f"{_name(field)}_shown"
    if name in table.c:
        return table.c[name]
    if field.type.shown_as is None:
        return sa.type_coerce(_member(table, [field.place.key], "->"), JSONB())
    return sa.type_coerce(_member(table, [field.place.key, field.type.shown_as], "->>"), _TEXT)


def _is_shown_otherwise(field: Field) -> bool:
    """Whether records show something else than conditions read."""
    return field.type.shown_as is not None or field.type.holds_files


def _member(table: sa.FromClause, steps: Sequence[str], last: str) -> sa.ColumnElement[Any]:
    """A member of the JSON in `custom`; its names are ours."""
    found: sa.ColumnElement[Any] = table.c.custom
    for at, step in enumerate(steps, start=1):
        name: sa.ColumnElement[Any] = sa.literal_column(f"'{step}'")
        found = found.op(last if at == len(steps) else "->")(name)
    return found


def ordered_value_of(table: sa.FromClause, field: Field) -> sa.ColumnElement[Any]:
    """What to compare and sort by: equal and ordered as the value, and in the form that an index can serve.

    Custom texts are in the order of code points, whether they are indexed or not.
    """
    if field.place is None and field.column_part is None:
        return table.c[field.column]
    if field.place is not None and field.place.index is not None and not field.type.parts:
        return table.c[field.place.index]
    value = value_of(table, field)
    return sa.collate(value, "C") if isinstance(value.type, sa.Text) else value


def is_nullable(table: sa.FromClause, field: Field) -> bool:
    """Records that are older than a custom field have no value in it, be it required or not."""
    return field.place is not None or field.column_part is not None or bool(table.c[field.column].nullable)


def stored_values(
    table: sa.FromClause, fields: Iterable[Field], head: Iterable[str] = HEAD
) -> list[sa.ColumnElement[Any]]:
    """What to select so that `value_of` and the columns of `head` work on the selected rows too."""
    columns: dict[str, sa.ColumnElement[Any]] = {name: table.c[name] for name in head}
    for field in fields:
        name = _name(field)
        if name not in columns and not field.type.apart:
            columns[name] = value_of(table, field).label(name)
            if _is_shown_otherwise(field):
                columns[f"{name}_shown"] = shown_value_of(table, field).label(f"{name}_shown")
    return list(columns.values())


def looked_up(
    record_id: sa.ColumnElement[Any],
    target: ObjectDef,
    beyond: Sequence[tuple[Field, ObjectDef]],
    leaf: Field,
) -> sa.ColumnElement[Any]:
    """The field of the record with this id, or of one that it leads to; null where the caller may not see the record."""
    table = target.table.alias()
    if beyond:
        (through, following), *rest = beyond
        value = looked_up(value_of(table, through), following, rest, leaf)
    else:
        value = value_of(table, leaf)
    return (
        sa.select(value)
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == record_id)
        .correlate_except(table)
        .scalar_subquery()
    )


def _computed(table: sa.FromClause, field: Field) -> sa.ColumnElement[Any]:
    """The formula over the columns of the table. It takes `context_…` parameters, see statements.py."""
    typed = value_of_formula(field)
    if typed is None:
        return sa.cast(sa.null(), _TYPES.get(field.type.value_kind, _TEXT))

    def column(reference: Reference, *, compared: bool = False) -> sa.ColumnElement[Any]:
        path = reference.handle
        assert isinstance(path, FieldPath)
        if path.through is None or path.target is None:
            return value_of(table, path.field)
        return looked_up(value_of(table, path.through), path.target, path.beyond, path.field)

    return sa.type_coerce(embedded_sql(typed, column, rate_of), _TYPES.get(field.type.value_kind, _TEXT))


def _name(field: Field) -> str:
    if field.place is None:
        return field.column if field.column_part is None else f"{field.column}_{field.column_part}"
    part = "" if field.place.part is None else f"_{field.place.part}"
    return f"custom_{field.place.key}{part}"
