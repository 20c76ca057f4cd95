"""What would happen to a page of rows. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from guanxi.features.imports.schemas.api import PreviewPage, PreviewRow, RowError
from guanxi.features.imports.schemas.options import analysis_of, options_of
from guanxi.features.imports.service.access import get_own
from guanxi.features.imports.service.batches import Batches, note_refusals
from guanxi.features.imports.service.drafts import Draft
from guanxi.features.imports.service.outcomes import positions_with
from guanxi.features.imports.service.plan import plan_import
from guanxi.features.imports.service.selfkeys import keys_in_file
from guanxi.features.imports.service.sentences import sentence
from guanxi.kernel.changes import preview
from guanxi.kernel.files import file_store
from guanxi.kernel.metadata import Field
from guanxi.kernel.metadata.field_types.mixed_lookup import RecordReference
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable, Row
from guanxi.kernel.tenancy import Scope

LONGEST_PAGE = 200


async def preview_rows(
    scope: Scope, import_id: UUID, outcome: str | None, offset: int, limit: int
) -> PreviewPage:
    """Rows of one outcome can be asked for once the whole file has been checked."""
    row = await get_own(scope, import_id)
    if row["rows_key"] is None:
        return PreviewPage([], 0)
    table = NormalisedTable(file_store().path(row["rows_key"]))
    limit = max(1, min(limit, LONGEST_PAGE))
    rows, total = _page(row, table, outcome, offset, limit)
    batches = await _batches(scope, row)
    batches.resolver.in_file = await keys_in_file(batches.plan, table, whole=False)
    drafts = await outcomes_of(scope, batches, rows)
    return PreviewPage([_preview_row(scope, batches, draft) for draft in drafts], total)


async def outcomes_of(scope: Scope, batches: Batches, rows: Sequence[Row]) -> list[Draft]:
    drafts = await batches.prepare(scope, rows)
    writes = batches.writes(drafts)
    if writes:
        outcome = await preview(scope, [write.change for write in writes], source="import")
        note_refusals(writes, outcome.results)
    return drafts


async def _batches(scope: Scope, row: Any) -> Batches:
    registry = await seen_registry_of(scope)
    definition = registry.object(row["object"])
    plan = plan_import(
        definition, analysis_of(row["analysis"]), options_of(row["options"]), scope.tenant.currency
    )
    batches = Batches(plan, registry)
    await batches.load(scope)
    return batches


def _page(
    row: Any, table: NormalisedTable, outcome: str | None, offset: int, limit: int
) -> tuple[list[Row], int]:
    if outcome is None:
        return list(table.rows(offset, limit)), table.count
    key = (row["check_result"] or {}).get("outcomes_key")
    if key is None:
        return [], 0
    positions = positions_with(file_store().path(key).read_bytes(), outcome)
    wanted = positions[offset : offset + limit]
    return [found for position in wanted for found in table.rows(position, 1)], len(positions)


def _preview_row(scope: Scope, batches: Batches, draft: Draft) -> PreviewRow:
    return PreviewRow(
        row=draft.row.number,
        outcome=draft.op,
        name=_text(draft.values.get("name")),
        values=dict(_displayed(scope, batches, draft)),
        errors=[
            RowError(
                problem.field, problem.code, sentence(scope, batches.registry, problem.code, problem.params)
            )
            for problem in draft.problems
        ],
    )


def _displayed(scope: Scope, batches: Batches, draft: Draft) -> Iterable[tuple[str, str | None]]:
    for column in batches.plan.columns:
        field = column.field
        if field.name in draft.values:
            yield field.name, _display(scope, batches, field, draft.values[field.name])
        else:
            cell = draft.row.cells[column.index] if column.index < len(draft.row.cells) else ""
            yield field.name, _text(cell)


def _display(scope: Scope, batches: Batches, field: Field, value: Any) -> str | None:
    if isinstance(value, UUID) and field.type.name == "lookup":
        return batches.resolver.directory_of(field).label_of(value) or str(value)
    if isinstance(value, RecordReference):
        return batches.mixed.label_of(value) or str(value.id)
    if field.options and isinstance(value, str) and value in field.option_of:
        return field.option_of[value].label.in_locale(scope.locale)
    return _text(value)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, date):
        return value.isoformat()
    return (f"{value:f}" if isinstance(value, Decimal) else str(value))[:200]
