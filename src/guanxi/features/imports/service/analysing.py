"""Recognising a file, copying it into normal form, and proposing what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from guanxi.features.imports.schemas.options import AnalysedColumn, Analysis, ImportOptions, MappedColumn
from guanxi.features.imports.service.mapping import propose_mapping, proposed_template
from guanxi.kernel.files import FileStore
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tabular import (
    Choices,
    ColumnProfile,
    NormalisedTable,
    Source,
    infer,
    recognise,
    write_normalised,
)

SAMPLES = 5
_SAMPLE_CHARS = 200


def analyse_file(
    store: FileStore, tenant_id: int, file_key: str, options: ImportOptions
) -> tuple[Analysis, str, int]:
    """What the file is, the key of its normalised copy, and its number of rows. Runs in a thread; raises Invalid."""
    choices = Choices(options.encoding, options.delimiter, options.sheet, options.header_row)
    source = recognise(store.path(file_key), choices)
    # JSON repeats quotes and escapes; numbers of a workbook unpack.
    with store.open_writer(tenant_id, limit=store.limit * 20) as writer:
        count = write_normalised(writer, source.table(), len(source.header.names))
    return _analysis(source, store.path(writer.key)), writer.key, count


def _analysis(source: Source, copy: Path) -> Analysis:
    table = NormalisedTable(copy)
    head = [row.cells for row in islice(table.rows(0, SAMPLES), SAMPLES)]
    columns = [
        _column(name, profile, [str(cells[index]) for cells in head if index < len(cells)])
        for index, (name, profile) in enumerate(zip(source.header.names, table.profiles(), strict=True))
    ]
    return Analysis(
        kind=source.kind,
        encoding=source.encoding.name if source.encoding else None,
        encoding_certain=source.encoding.certain if source.encoding else True,
        delimiter=source.dialect.delimiter if source.dialect else None,
        sheet=source.sheet,
        sheets=list(source.sheets),
        header_row=source.header.row,
        columns=columns,
        warnings=[
            {"code": problem.code, "column": problem.column, "params": problem.params}
            for problem in source.header.problems
        ],
    )


def _column(name: str, profile: ColumnProfile, samples: Sequence[str]) -> AnalysedColumn:
    found = infer(profile)
    return AnalysedColumn(
        name=name,
        type=found.type,
        samples=[sample[:_SAMPLE_CHARS] for sample in samples],
        date_order=found.date_order,
        decimal=found.decimal,
        typed=bool(profile.typed),
        fraction=_is_fraction(profile),
        currency=found.currency,
        filled=profile.filled,
        distinct=len(profile.values),
    )


def _is_fraction(profile: ColumnProfile) -> bool:
    """A workbook keeps 25 % as 0.25."""
    if not profile.typed or profile.typed != profile.filled:
        return False
    try:
        numbers = [float(value) for value in profile.values]
    except ValueError:
        return False
    return all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)


def propose(
    definition: ObjectDef, analysis: Analysis, profiles: Sequence[ColumnProfile], options: ImportOptions
) -> None:
    """Fill in mapping and composed name; what a person chose, now or the last time, stays."""
    headers = [column.name for column in analysis.columns]
    proposals = propose_mapping(definition, headers, profiles)
    chosen = {mapped.column: mapped for mapped in options.mapping}
    taken = {mapped.field for mapped in chosen.values() if mapped.field}
    options.mapping = [
        chosen.get(proposal.column)
        or MappedColumn(
            proposal.column,
            proposal.field if proposal.field not in taken else None,
            proposal.confidence if proposal.field not in taken else 0.0,
        )
        for proposal in proposals
    ]
    propose_name(definition, analysis, options)


def propose_name(definition: ObjectDef, analysis: Analysis, options: ImportOptions) -> None:
    if "name" in options.column_of():
        options.compose.pop("name", None)
    elif not options.compose.get("name"):
        headers = [column.name for column in analysis.columns]
        template = proposed_template(definition, headers, {m.column: m.field for m in options.mapping})
        if template:
            options.compose["name"] = template
