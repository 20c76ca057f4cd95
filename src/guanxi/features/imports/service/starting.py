"""From a mapping to a running job: what must be settled before, and the start itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.options import Analysis, ImportOptions, analysis_of, as_kept, options_of
from guanxi.features.imports.service.access import get_own_in
from guanxi.features.imports.service.discarding import discard_files, outcomes_key_of
from guanxi.features.imports.service.mapping import unknown_parts
from guanxi.features.imports.service.unresolved import assume_close_matches, find_unresolved
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.files import file_store
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable
from guanxi.kernel.tenancy import Scope

BEFORE_START = ("mapping", "ready")


async def start_import(scope: Scope, import_id: UUID) -> Any:
    """Raises 409 for an import that runs or has run, 422 while something is open that only a person can say."""
    row = await get_own_in(scope, import_id, BEFORE_START)
    return await _start(scope, row)


async def start_if_wanted(scope: Scope, row: Any) -> Any:
    """For a caller who asked for the start with the upload. What is open is told as the import's error."""
    options = options_of(row["options"])
    if not options.start_when_ready:
        return row
    try:
        return await _start(scope, row)
    except Invalid as problem:
        first = problem.errors[0] if problem.errors else problem
        error = {"code": first.code, "params": dict(first.params)}
        return await queries.update_import(scope, row["id"], {"error": error})


async def check_import(scope: Scope, import_id: UUID) -> Any:
    row = await get_own_in(scope, import_id, BEFORE_START)
    registry = await seen_registry_of(scope)
    scope.require(f"{row['object']}.import")
    refuse_what_is_open(
        registry.object(row["object"]), analysis_of(row["analysis"]), options_of(row["options"])
    )
    discard_files(scope, outcomes_key_of(row))
    job_id = await enqueue(scope, "imports.check", {"import_id": str(import_id)})
    return await queries.update_import(
        scope, import_id, {"state": "checking", "check_result": None, "job_id": job_id, "error": None}
    )


async def _start(scope: Scope, row: Any) -> Any:
    scope.require(f"{row['object']}.import")
    registry = await seen_registry_of(scope)
    definition = registry.object(row["object"])
    analysis, options = analysis_of(row["analysis"]), options_of(row["options"])
    refuse_what_is_open(definition, analysis, options)
    if options.accept_score:
        profiles = NormalisedTable(file_store().path(row["rows_key"])).profiles()
        unresolved = await find_unresolved(scope, registry, definition, analysis, options, profiles)
        assume_close_matches(options, unresolved)
    change_set_id = new_id()
    args = {"import_id": str(row["id"]), "change_set_id": str(change_set_id)}
    job_id = await enqueue(scope, "imports.run", args)
    return await queries.update_import(
        scope,
        row["id"],
        {
            "state": "running",
            "options": as_kept(options),
            "job_id": job_id,
            "change_set_id": change_set_id,
            "started_at": scope.now,
            "error": None,
        },
    )


def refuse_what_is_open(definition: ObjectDef, analysis: Analysis, options: ImportOptions) -> None:
    filled = options.column_of()
    if not filled:
        raise Invalid("import_nothing_mapped", field="mapping")
    errors: list[FieldError] = []
    template = options.compose.get("name")
    if "name" not in filled and not template:
        errors.append(FieldError("name", "import_name_missing"))
    if template and (unknown := unknown_parts(template, [column.name for column in analysis.columns])):
        errors.append(FieldError("compose", "import_column_unknown", {"column": unknown[0][:80]}))
    errors.extend(_open_questions(definition, analysis, options))
    if errors:
        raise Invalid("import_not_ready", errors=errors)


def _open_questions(definition: ObjectDef, analysis: Analysis, options: ImportOptions) -> list[FieldError]:
    """Dates that fit two orders must be answered; numbers have a usual reading."""
    if options.day_order:
        return []
    return [
        FieldError(
            name, "import_date_order_open", {"value": next(filter(None, column.samples), column.name)[:80]}
        )
        for index, name in sorted(options.field_of().items())
        for column in [analysis.columns[index]]
        if column.date_order == "either" and (field := definition.field(name))
        if field.type.name in ("date", "datetime")
    ]
