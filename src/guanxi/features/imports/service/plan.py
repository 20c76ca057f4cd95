"""An import made ready to run: which column is read how into which field, and what a row does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from guanxi.features.imports.schemas.options import (
    AnalysedColumn,
    Analysis,
    ImportOptions,
    MissingPolicy,
    OnMatch,
)
from guanxi.features.imports.service.mapping import composer, targets_of
from guanxi.features.imports.service.values import Reader, ReadingSettings, Rules, match_key, reader_for
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tabular import Cell


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    index: int
    field: Field
    read: Reader


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`compose` makes the name of a row that has none; `self_lookups` are fields that point at the same object."""

    definition: ObjectDef
    columns: tuple[PlannedColumn, ...]
    on_match: OnMatch
    match_by: tuple[str, ...]
    rules: Mapping[str, Rules]
    compose: Callable[[Sequence[Cell]], str] | None
    columns_used: frozenset[int]
    allow_duplicates: bool = False

    @property
    def lookups(self) -> list[Field]:
        return [column.field for column in self.columns if column.field.type.name == "lookup"]

    @property
    def self_lookups(self) -> list[Field]:
        return [field for field in self.lookups if field.target == self.definition.name]


def plan_import(
    definition: ObjectDef, analysis: Analysis, options: ImportOptions, currency: str
) -> ImportPlan:
    targets = targets_of(definition)
    rules = {name: rules_of(definition, options, field) for name, field in targets.items()}
    columns = tuple(
        PlannedColumn(
            index,
            targets[name],
            reader_for(targets[name], _settings(analysis.columns[index], options, currency), rules[name]),
        )
        for index, name in sorted(options.field_of().items())
        if name in targets and index < len(analysis.columns)
    )
    template = options.compose.get("name")
    headers = [column.name for column in analysis.columns]
    return ImportPlan(
        definition,
        columns,
        options.on_match,
        effective_match_by(definition, options),
        rules,
        composer(template, headers) if template and "name" not in options.column_of() else None,
        frozenset(column.index for column in columns),
        options.allow_duplicates,
    )


def rules_of(definition: ObjectDef, options: ImportOptions, field: Field) -> Rules:
    decisions = {
        match_key(value): decision for value, decision in options.value_map.get(field.name, {}).items()
    }
    return Rules(decisions, missing_policy(definition, options, field))


def missing_policy(definition: ObjectDef, options: ImportOptions, field: Field) -> MissingPolicy:
    """A record's own kind (parent account, manager) is created when a name is new; everything else is refused."""
    default: MissingPolicy = "create" if field.target == definition.name else "refuse"
    return options.missing.get(field.name, default)


def effective_match_by(definition: ObjectDef, options: ImportOptions) -> tuple[str, ...]:
    """What a person chose; else the object's own way; else its unique fields. Only fields that the file fills, and no encrypted
    ones: a file of all numbers that there are would tell whose they are.
    """
    filled = options.column_of()
    if options.match_by is not None:
        return tuple(name for name in options.match_by if name in filled and _tells_records(definition, name))
    unique = [field.name for field in definition.field_list if field.finds_records]
    return tuple(
        dict.fromkeys(
            name for name in (*unique, *definition.match_by) if name in filled and definition.field(name)
        )
    )


def _tells_records(definition: ObjectDef, name: str) -> bool:
    """Of the fields that a company added only the unique ones can be looked up by their values."""
    field = definition.field(name)
    return field is not None and (field.place is None or field.finds_records)


def _settings(column: AnalysedColumn, options: ImportOptions, currency: str) -> ReadingSettings:
    """What the column itself proves goes before what was answered for the whole file."""
    order = column.date_order if column.date_order in ("mdy", "dmy") else options.day_order
    decimal = column.decimal if column.decimal in (".", ",") else (options.decimal or ".")
    return ReadingSettings(decimal, order, currency, column.fraction)  # type: ignore[arg-type]
