"""Records as JSON text made by the database: flat, money as decimal strings, instants in UTC, lookups as {id, name}.

json_*, never jsonb_*: the latter parses and re-sorts what is about to be printed (2.4 times slower).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.selectable import LateralFromClause

from guanxi.kernel.expressions import ValueType
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.mixed_lookups import object_part
from guanxi.kernel.query.fields import FieldPath, Fields
from guanxi.kernel.query.links import Links
from guanxi.kernel.query.mixed import mixed_json
from guanxi.kernel.query.source import Element, tenant_parameter
from guanxi.kernel.query.storage import shown_value_of, value_of

MOST_ITEMS = 20  # of linked records that are named
ITEMS_CAP = 100  # as far as they are counted; the related list counts further
INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


def stored_fields(paths: Iterable[FieldPath]) -> list[Field]:
    """The object's own fields that the output needs."""
    needed: list[Field] = []
    for path in paths:
        own = path.through or path.field
        needed.append(own)
        if own.type.many_targets:
            needed.append(object_part(own))
    return needed


def record_json(
    fields: Fields,
    paths: Iterable[FieldPath],
    row: sa.FromClause,
    money_exponent: int,
    *,
    deleted: bool = False,
    name: str = "record",
) -> LateralFromClause:
    """One JSON-ready record per `row`, for `as_json_text`; records from the bin say since when they are there."""
    columns = [row.c.id.label("id"), row.c.version.label("version")]
    for path in paths:
        if path.name not in ("id", "version"):
            columns.append(_field_json(fields, path, row, money_exponent).label(path.name))
    if deleted:
        columns.append(value_json(ValueType.DATETIME, row.c.deleted_at, money_exponent).label("deleted_at"))
    return sa.select(*columns).correlate(row).lateral(name)


def as_json_text(record: LateralFromClause) -> Element:
    return sa.cast(sa.func.row_to_json(sa.literal_column(record.name)), sa.Text())


def value_json(kind: ValueType, column: Element, money_exponent: int) -> Element:
    """A stored value as it appears in JSON."""
    match kind:
        case ValueType.MONEY:
            return money_text(column, money_exponent)
        case ValueType.DECIMAL:
            return sa.cast(column, sa.Text())
        case ValueType.DATETIME:
            return sa.func.to_char(column, sa.literal_column(f"'{INSTANT}'"))  # Sessions run in UTC.
    return column


def money_text(minor: Element, exponent: int) -> Element:
    """Minor units as a decimal string; numeric multiplication keeps exactly the currency's places."""
    number: Element = sa.cast(minor, sa.Numeric())
    if exponent:
        number = number.op("*")(sa.literal_column(f"1e-{exponent}"))
    return sa.cast(number, sa.Text())


def lookup_json(fields: Fields, target: ObjectDef, record_id: Element) -> Element:
    """`{id, name}` of the record with this id; without the name, but marked, where the caller may not see it."""
    restricted = _json_object(id=record_id, name=sa.null(), restricted=sa.true())
    if not fields.shows_names_of(target):
        return sa.case((record_id.is_not(sa.null()), restricted))
    table = target.table.alias()
    found = (
        sa.select(_json_object(id=table.c.id, name=value_of(table, target.fields[target.title_field])))
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == record_id)
        .correlate_except(table)
        .scalar_subquery()
    )
    return sa.case((record_id.is_not(sa.null()), sa.func.coalesce(found, restricted)))


def links_json(fields: Fields, field: Field, target: ObjectDef, record_id: Element) -> Element:
    """`{items: [{id, name}], count: {value, capped}}` of the live records pointed to that the caller sees: the first
    `MOST_ITEMS`, in the order in which they were made, and how many there are, up to a cap.
    """
    if not fields.shows_names_of(target):
        return sa.null()
    links, table = Links(fields.definition, field), target.table.alias()
    number = sa.func.row_number().over(order_by=links.to_id).label("n")
    found = (
        sa.select(table.c.id, value_of(table, target.fields[target.title_field]).label("name"), number)
        .select_from(links.table.join(table, table.c.id == links.to_id))
        .where(
            *links.scope,
            links.from_id == record_id,
            table.c.tenant_id == tenant_parameter(),
            table.c.deleted_at.is_(sa.null()),
        )
        .order_by(links.to_id)
        .limit(sa.literal_column(str(ITEMS_CAP + 1)))
        .correlate_except(links.table, table)
        .subquery()
    )
    items = sa.func.json_agg(
        aggregate_order_by(_json_object(id=found.c.id, name=found.c.name), found.c.n), type_=sa.JSON()
    ).filter(found.c.n <= sa.literal_column(str(MOST_ITEMS)))
    count = sa.func.count()
    cap: Element = sa.literal_column(str(ITEMS_CAP))
    counted = _json_object(value=sa.func.least(count, cap), capped=count > cap)
    empty = sa.literal_column("'[]'::json", sa.JSON())
    return (
        sa.select(_json_object(items=sa.func.coalesce(items, empty), count=counted))
        .select_from(found)
        .scalar_subquery()
    )


def _field_json(fields: Fields, path: FieldPath, row: sa.FromClause, money_exponent: int) -> Element:
    if path.through is None:
        target = fields.target_of(path)
        if path.field.type.apart:
            return sa.null() if target is None else links_json(fields, path.field, target, row.c.id)
        column = shown_value_of(row, path.field)
        if path.field.type.holds_files:
            return column
        if path.field.type.many_targets:
            return mixed_json(fields.targets_of(path), value_of(row, object_part(path.field)), column)
        if path.kind is ValueType.LOOKUP and target is not None:
            return lookup_json(fields, target, column)
        return value_json(path.kind, column, money_exponent)
    assert path.target is not None
    table = path.target.table.alias()
    column = shown_value_of(table, path.field)
    further = fields.target_of(path)
    if path.field.type.holds_files:
        output = column
    elif path.field.type.many_targets:
        output = mixed_json(fields.targets_of(path), value_of(table, object_part(path.field)), column)
    elif path.kind is ValueType.LOOKUP and further is not None:
        output = lookup_json(fields, further, column)
    else:
        output = value_json(path.kind, column, money_exponent)
    return (
        sa.select(output)
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == value_of(row, path.through))
        .correlate_except(table)
        .scalar_subquery()
    )


def _json_object(**values: Any) -> Element:
    parts: list[Any] = []
    for key, value in values.items():
        parts += [sa.literal_column(f"'{key}'"), value]
    return sa.func.json_build_object(*parts, type_=sa.JSON())
