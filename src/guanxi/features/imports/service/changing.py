"""Changing what was proposed, before the start."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import UNSET

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.api import ImportUpdate, MappingChange
from guanxi.features.imports.schemas.options import (
    Analysis,
    ImportOptions,
    MappedColumn,
    ValueDecision,
    analysis_of,
    as_kept,
    options_of,
)
from guanxi.features.imports.service.access import get_own_in
from guanxi.features.imports.service.analysing import propose, propose_name
from guanxi.features.imports.service.mapping import targets_of, unknown_parts
from guanxi.features.imports.service.uploading import AT_ONCE_BYTES, analyse_later, analyse_now
from guanxi.kernel.errors import Invalid
from guanxi.kernel.files import file_store
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable
from guanxi.kernel.tenancy import Scope

_READING = ("encoding", "delimiter", "sheet", "header_row")
_PLAIN = ("date_format", "decimal", "on_match", "match_by", "accept_score", "allow_duplicates")
_CHANGEABLE = ("mapping", "ready", "failed", "cancelled")


async def update_import(scope: Scope, import_id: UUID, change: ImportUpdate) -> Any:
    """A change of how the file is read reads it anew; any change makes an earlier check void."""
    row = await get_own_in(scope, import_id, _CHANGEABLE)
    if row["started_at"] is not None:
        await get_own_in(scope, import_id, ())
    registry = await seen_registry_of(scope)
    object_name = row["object"] if change.object is UNSET else change.object
    definition = registry.object(object_name)
    scope.require(f"{definition.name}.import")
    options, analysis = options_of(row["options"]), analysis_of(row["analysis"])
    rereads = _take_reading(options, change)
    if definition.name != row["object"]:
        options = ImportOptions(
            **{name: getattr(options, name) for name in (*_READING, "date_format", "decimal")}
        )
        row = await queries.update_import(scope, import_id, {"object": definition.name})
    if rereads or row["rows_key"] is None:
        return await _read_again(scope, row, options, change, definition)
    apply_change(definition, analysis, options, change)
    if not options.mapping:
        propose(definition, analysis, NormalisedTable(file_store().path(row["rows_key"])).profiles(), options)
    propose_name(definition, analysis, options)
    return await _kept(scope, row, options)


async def _read_again(
    scope: Scope, row: Any, options: ImportOptions, change: ImportUpdate, definition: ObjectDef
) -> Any:
    """The columns may be others now: mapping and decisions begin anew."""
    options.mapping, options.compose = [], {}
    row = await _kept(scope, row, options)
    if row["file_size"] > AT_ONCE_BYTES:
        return await analyse_later(scope, row)
    row = await analyse_now(scope, row)
    options, analysis = options_of(row["options"]), analysis_of(row["analysis"])
    apply_change(definition, analysis, options, change)
    return await _kept(scope, row, options)


async def _kept(scope: Scope, row: Any, options: ImportOptions) -> Any:
    values = {
        "options": as_kept(options),
        "check_result": None,
        "state": "mapping",
        "error": None,
        "finished_at": None,
    }
    return await queries.update_import(scope, row["id"], values)


def _take_reading(options: ImportOptions, change: ImportUpdate) -> bool:
    """True when the file has to be read in another way than before."""
    before = [getattr(options, name) for name in _READING]
    for name in _READING:
        if (value := getattr(change, name)) is not UNSET:
            setattr(options, name, value)
    return before != [getattr(options, name) for name in _READING]


def apply_change(
    definition: ObjectDef, analysis: Analysis, options: ImportOptions, change: ImportUpdate
) -> None:
    for name in _PLAIN:
        if (value := getattr(change, name)) is not UNSET:
            setattr(options, name, value)
    if change.mapping is not UNSET:
        _map(definition, analysis, options, change.mapping)
    if change.missing is not UNSET:
        options.missing = {**options.missing, **change.missing}
    if change.value_map is not UNSET:
        _decide(options, change.value_map)
    _take_template(analysis, options, change)
    _refuse_unknown_fields(definition, options)


def _map(
    definition: ObjectDef,
    analysis: Analysis,
    options: ImportOptions,
    mapping: list[MappingChange] | dict[str, str | None],
) -> None:
    """A list replaces what it names; a field that moves to another column leaves its old one."""
    if isinstance(mapping, dict):
        mapping = [MappingChange(name, field) for name, field in mapping.items()]
    indexes = {column.name: index for index, column in enumerate(analysis.columns)}
    proposed = {mapped.column: mapped for mapped in options.mapping}
    known = targets_of(definition)
    for item in mapping:
        column = indexes.get(item.column) if isinstance(item.column, str) else item.column
        if column is None or column >= len(analysis.columns):
            raise Invalid("import_column_unknown", field="mapping", params={"column": str(item.column)[:80]})
        if item.field is not None and item.field not in known:
            raise Invalid("import_field_unknown", field="mapping", params={"field": item.field[:80]})
        before = proposed.get(column)
        if before is None or before.field != item.field:
            proposed[column] = MappedColumn(column, item.field, None)
    _refuse_doubles(analysis, proposed)
    options.mapping = [proposed[column] for column in sorted(proposed)]


def _refuse_doubles(analysis: Analysis, mapping: dict[int, MappedColumn]) -> None:
    """A person's choice wins over a proposal for the same field; two choices for one field are refused."""
    by_field: dict[str, MappedColumn] = {}
    for mapped in sorted(mapping.values(), key=lambda mapped: mapped.confidence is not None):
        if mapped.field is None:
            continue
        other = by_field.setdefault(mapped.field, mapped)
        if other is mapped:
            continue
        if mapped.confidence is None:
            names = {"field": mapped.field, "column": analysis.columns[mapped.column].name}
            raise Invalid("import_field_twice", field="mapping", params=names)
        mapping[mapped.column] = MappedColumn(mapped.column, None, None)


def _decide(options: ImportOptions, decisions: dict[str, dict[str, ValueDecision | str | None]]) -> None:
    for field, values in decisions.items():
        kept = options.value_map.setdefault(field, {})
        for value, decision in values.items():
            if decision is None:
                kept.pop(value, None)
            else:
                kept[value] = ValueDecision("match", decision) if isinstance(decision, str) else decision


def _take_template(analysis: Analysis, options: ImportOptions, change: ImportUpdate) -> None:
    if change.compose is not UNSET:
        options.compose = dict(change.compose)
    if change.compose_name is not UNSET:
        options.compose = {"name": change.compose_name} if change.compose_name else {}
    for field, template in options.compose.items():
        if field != "name":
            raise Invalid("import_field_unknown", field="compose", params={"field": field[:80]})
        if unknown := unknown_parts(template, [column.name for column in analysis.columns]):
            raise Invalid("import_column_unknown", field="compose", params={"column": unknown[0][:80]})


def _refuse_unknown_fields(definition: ObjectDef, options: ImportOptions) -> None:
    known = targets_of(definition)
    for name in (*options.value_map, *options.missing, *(options.match_by or ())):
        if name not in known:
            raise Invalid("import_field_unknown", params={"field": name[:80]})
