"""Rows of records and the values in them: columns for declared fields, JSON and slots for custom ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.field_types.mixed_lookup import RecordReference

CUSTOM = "custom"


def stored_value(field: Field, row: Mapping[str, Any]) -> Any:
    """The value that a row of the object's table, or some columns of it, holds."""
    if field.place is None:
        return _declared_value(field, row)
    kept = row[CUSTOM].get(field.place.key)
    if kept is not None and field.place.part is not None:
        kept = kept.get(field.place.part)
    return None if kept is None else field.type.from_json(kept)


def _declared_value(field: Field, row: Mapping[str, Any]) -> Any:
    """Whatever points to one of several objects has a column more, for which; the parts of an amount are in one column."""
    value = row[field.column]
    if field.column_part is not None:
        return None if value is None else value.get(field.column_part)
    return RecordReference(row[field.object_column], value) if field.object_column and value else value


def _declared_columns(field: Field, value: Any) -> dict[str, Any]:
    if not field.object_column:
        return {field.column: value}
    if value is None:
        return {field.column: None, field.object_column: None}
    return {field.column: value.id, field.object_column: value.object}


def columns_read(fields: Iterable[Field]) -> tuple[str, ...]:
    """The columns from which `stored_value` reads these fields."""
    return tuple(dict.fromkeys(column for field in fields for column in _columns(field)))


def _columns(field: Field) -> tuple[str, ...]:
    if field.place is not None:
        return (CUSTOM,)
    return (field.column, field.object_column) if field.object_column else (field.column,)


def columns_of(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """What to write for these fields, None where there is no value. Custom ones share the column `custom`: a JSON object
    of their values, with nulls, to be laid over what the row holds.
    """
    columns: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for field in fields:
        if field.formula is not None or field.type.apart:
            continue
        value = values.get(field.name)
        if field.place is None:
            columns |= _declared_columns(field, value)
            continue
        custom[field.place.key] = None if value is None else field.type.to_json(value)
        if field.place.slot is not None:
            columns[field.place.slot.column] = slotted(field, value)
    if custom:
        columns[CUSTOM] = custom
    return columns


def new_row(definition: ObjectDef, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every column that a caller or a rule can set, so that all rows of a batch have the same ones; and those that make it
    a record of this object.
    """
    empty = {each.name: each.rollup.of_none for each in definition.custom_fields if each.rollup is not None}
    row = columns_of(definition.field_list, {**values, **empty}) | dict(definition.records.fixed)
    if CUSTOM in row:
        row[CUSTOM] = {key: value for key, value in row[CUSTOM].items() if value is not None}
    return row


def slotted(field: Field, value: Any) -> Any:
    """The value as a slot holds it: numbers as double precision, days as their first instant in UTC."""
    type_ = field.type
    if value is not None and type_.parts and type_.slot_part is None:
        return type_.slot_value(value)
    if value is not None and type_.slot_part is not None:
        value = type_.part_of(value, type_.slot_part)
        type_ = field.parts[type_.slot_part].type
    match type_.value_kind:
        case _ if value is None:
            return None
        case "integer" | "money" | "decimal":
            return float(value)
        case "date":
            return datetime.combine(value, time.min, UTC)
    return value
