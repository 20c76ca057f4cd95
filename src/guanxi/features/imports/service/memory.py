"""The same kind of file comes every week: what was decided about the last one with these columns holds for the next."""

from __future__ import annotations

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.options import (
    Analysis,
    ImportOptions,
    MappedColumn,
    analysis_of,
    options_of,
)
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

# A mapping taken over is as sure as a person's word, but still shown as a proposal.
_CONFIDENCE = 0.99


async def remember_previous(
    scope: Scope, definition: ObjectDef, analysis: Analysis, options: ImportOptions
) -> None:
    """Fill what the caller left open. Ids in remembered decisions are checked when they are used."""
    names = [column.name for column in analysis.columns]
    for kept in await queries.list_previous(scope, definition.name):
        before = analysis_of(kept["analysis"])
        if [column.name for column in before.columns] == names:
            _take_over(options, options_of(kept["options"]))
            return


def _take_over(options: ImportOptions, before: ImportOptions) -> None:
    if not options.mapping and not options.named:
        options.mapping = [MappedColumn(mapped.column, mapped.field, None) for mapped in before.mapping]
        for mapped in options.mapping:
            mapped.confidence = _CONFIDENCE if mapped.field else None
    for field, decisions in before.value_map.items():
        mine = options.value_map.setdefault(field, {})
        for value, decision in decisions.items():
            if not decision.assumed:
                mine.setdefault(value, decision)
    options.date_format = options.date_format or before.date_format
    options.decimal = options.decimal or before.decimal
    options.compose = options.compose or dict(before.compose)
