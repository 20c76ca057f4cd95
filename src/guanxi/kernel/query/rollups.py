"""The figures of roll-ups in SQL: one statement computes all that roll up the same records the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from guanxi.kernel.expressions import TypedValue, ValueType, embedded_sql
from guanxi.kernel.expressions.sql_functions import BUILDERS
from guanxi.kernel.metadata import Conventions, Field, ObjectDef, Registry, Rollup
from guanxi.kernel.query.formulas import check_formula
from guanxi.kernel.query.links import Links, tenant_parameter
from guanxi.kernel.query.paths import FieldPath
from guanxi.kernel.query.projection import INSTANT
from guanxi.kernel.query.source import Element, Source

_NUMERIC = sa.Numeric()


def check_condition(
    registry: Registry, definition: ObjectDef, text: str, conventions: Conventions
) -> TypedValue:
    """Raises ExpressionRefused."""
    return check_formula(registry, definition, "", text, conventions)


def figures_of(
    registry: Registry,
    rollups: Sequence[tuple[Field, Rollup]],
    ids: sa.BindParameter[Any],
    conventions: Conventions,
) -> sa.Subquery:
    """For each of `ids`: `id`, `custom` as the JSON of all figures by their numbers, `slot_<number>` of indexed ones."""
    first = rollups[0][1]
    definition = registry.object(first.object)
    source = Source(definition, "c")
    wanted = sa.func.unnest(ids).table_valued("value", name="w").render_derived()
    figures = {field: _figure(registry, source, rollup, field, conventions) for field, rollup in rollups}
    parts: list[Any] = []
    slots: list[Element] = []
    for field, value in figures.items():
        assert field.place is not None
        kind = ValueType(field.type.value_kind)
        parts += [sa.literal_column(f"'{field.place.key}'"), _as_kept(value, kind)]
        if field.place.slot is not None:
            slots.append(_as_slotted(value, kind).label(f"slot_{field.place.key}"))
    id_: sa.ColumnElement[Any] = sa.type_coerce(wanted.c.value, sa.Uuid())
    return (
        sa.select(id_.label("id"), sa.func.jsonb_build_object(*parts).label("custom"), *slots)
        .select_from(_pointing(wanted, source, definition.fields[first.lookup]))
        .group_by(wanted.c.value)
        .subquery("v")
    )


def _pointing(wanted: Any, source: Source, lookup: Field) -> sa.FromClause:
    """Each id with the records that point to it, by whichever index knows them."""
    live = [source.table.c.tenant_id == tenant_parameter(), source.table.c.deleted_at.is_(sa.null())]
    if lookup.is_linked:
        links = Links(source.definition, lookup)
        joined = wanted.outerjoin(links.table, sa.and_(*links.scope, links.to_id == wanted.c.value))
        return joined.outerjoin(source.table, sa.and_(*live, source.table.c.id == links.from_id))
    pointed = source.column(FieldPath(lookup.name, lookup))
    return wanted.outerjoin(source.table, sa.and_(*live, pointed == wanted.c.value))


def _figure(
    registry: Registry, source: Source, rollup: Rollup, field: Field, conventions: Conventions
) -> Element:
    kind = ValueType(field.type.value_kind)
    if rollup.field is None:
        counted: Any = sa.func.count(source.table.c.id)
        return (
            counted
            if rollup.condition is None
            else counted.filter(_condition(registry, source, rollup.condition, conventions))
        )
    of = source.definition.fields[rollup.field]
    value = source.column(FieldPath(of.name, of))
    figure: Any = getattr(sa.func, rollup.function)(
        sa.cast(value, _NUMERIC) if rollup.function in ("sum", "avg") else value
    )
    if rollup.condition is not None:
        figure = figure.filter(_condition(registry, source, rollup.condition, conventions))
    if rollup.function == "sum":
        figure = sa.func.coalesce(figure, sa.literal_column("0"))
    if rollup.function in ("min", "max"):
        return sa.type_coerce(figure, value.type)
    if kind is ValueType.MONEY:
        return BUILDERS["fit_minor"](sa.type_coerce(figure, _NUMERIC), 0)
    return BUILDERS["fit_float"](sa.type_coerce(figure, _NUMERIC))


def _condition(registry: Registry, source: Source, text: str, conventions: Conventions) -> Element:
    typed = check_condition(registry, source.definition, text, conventions)
    return embedded_sql(typed, source.column_of)


def _as_kept(value: Element, kind: ValueType) -> Element:
    """As the column `custom` keeps it, see the types of fields."""
    if kind is ValueType.DATETIME:
        return sa.func.to_char(value, sa.literal_column(f"'{INSTANT}'"), type_=sa.Text())
    return value


def _as_slotted(value: Element, kind: ValueType) -> Element:
    types: dict[ValueType, TypeEngine[Any]] = {
        ValueType.DATE: sa.DateTime(timezone=True),
        ValueType.DATETIME: sa.DateTime(timezone=True),
    }
    return sa.cast(value, types.get(kind, sa.Double()))
