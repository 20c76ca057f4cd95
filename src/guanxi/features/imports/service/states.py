"""An import as callers see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxi.features.imports.schemas import api as schemas
from guanxi.features.imports.schemas.options import (
    AnalysedColumn,
    Analysis,
    ImportOptions,
    analysis_of,
    options_of,
)
from guanxi.features.imports.service.mapping import targets_of
from guanxi.features.imports.service.plan import effective_match_by, missing_policy
from guanxi.features.imports.service.sentences import sentence
from guanxi.features.imports.service.unresolved import Unresolved, find_unresolved
from guanxi.kernel.errors import NotFound
from guanxi.kernel.files import file_store
from guanxi.kernel.jobs import Job, JobState, get_job
from guanxi.kernel.metadata import ObjectDef, Registry
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable, column_letter
from guanxi.kernel.tenancy import Scope

_WITH_JOB = frozenset({"analysing", "checking", "running"})
_CAN_BE_MISSING = frozenset({"lookup", "choice", "stage"})


async def state_of(scope: Scope, row: Any, *, brief: bool = False) -> schemas.ImportState:
    """`brief` leaves out the values that name nothing, which cost reading the file's profile."""
    registry = await seen_registry_of(scope)
    definition = registry.object(row["object"])
    analysis, options = analysis_of(row["analysis"]), options_of(row["options"])
    job = await _job(scope, row)
    unresolved: Sequence[Unresolved] = ()
    if not brief and row["state"] in ("mapping", "ready") and row["rows_key"]:
        profiles = NormalisedTable(file_store().path(row["rows_key"])).profiles()
        unresolved = await find_unresolved(scope, registry, definition, analysis, options, profiles)
    state, error = _state_and_error(row, job)
    return schemas.ImportState(
        id=row["id"],
        object=row["object"],
        state=state,
        file=_file(row, analysis),
        columns=[_column(index, column) for index, column in enumerate(analysis.columns)],
        mapping=[schemas.MappingInfo(m.column, m.field, m.confidence) for m in options.mapping],
        options=_options(definition, options),
        unresolved=[_unresolved(item) for item in unresolved],
        warnings=[_warning(scope, registry, warning) for warning in analysis.warnings],
        check=_check(scope, registry, row["check_result"]),
        progress=_progress(row, job),
        result=_result(row),
        change_set_id=row["change_set_id"],
        job_id=row["job_id"],
        error=sentence(scope, registry, error["code"], error.get("params", {})) if error else None,
        error_code=error["code"] if error else None,
        created_at=row["created_at"],
        created_by=row["created_by"],
        finished_at=row["finished_at"],
        undone_at=row["undone_at"],
    )


async def _job(scope: Scope, row: Any) -> Job | None:
    if row["state"] not in _WITH_JOB or row["job_id"] is None:
        return None
    try:
        return await get_job(scope, row["job_id"])
    except NotFound:
        return None


def _state_and_error(row: Any, job: Job | None) -> tuple[Any, dict[str, Any] | None]:
    """A job that gave up could not say so in the import's own row."""
    if job is not None and job.state is JobState.FAILED:
        return "failed", job.error or {"code": "job_failed"}
    return row["state"], row["error"]


def _file(row: Any, analysis: Analysis) -> schemas.FileInfo:
    return schemas.FileInfo(
        row["file_name"],
        row["file_size"],
        analysis.kind,
        analysis.encoding,
        analysis.delimiter,
        analysis.sheet,
        analysis.sheets,
        row["total_rows"],
    )


def _column(index: int, column: AnalysedColumn) -> schemas.ColumnInfo:
    questions = []
    if column.date_order == "either":
        questions.append(schemas.Question("date_order", ["mdy", "dmy"]))
    if column.decimal == "either":
        questions.append(schemas.Question("decimal", [".", ","]))
    return schemas.ColumnInfo(index, column.name, column.samples, column.type, questions)


def _options(definition: ObjectDef, options: ImportOptions) -> schemas.OptionsInfo:
    targets = targets_of(definition)
    fields = [targets[name] for name in options.column_of() if name in targets]
    return schemas.OptionsInfo(
        encoding=options.encoding,
        delimiter=options.delimiter,
        sheet=options.sheet,
        header_row=options.header_row,
        date_format=options.date_format,
        decimal=options.decimal,
        compose=options.compose,
        value_map=options.value_map,
        on_match=options.on_match,
        match_by=list(effective_match_by(definition, options)),
        missing={
            field.name: missing_policy(definition, options, field)
            for field in fields
            if field.type.name in _CAN_BE_MISSING or field.name in options.missing
        },
        accept_score=options.accept_score,
        allow_duplicates=options.allow_duplicates,
    )


def _unresolved(item: Unresolved) -> schemas.UnresolvedValue:
    suggestions = [schemas.SuggestionInfo(str(s.target), s.label, s.score) for s in item.suggestions]
    return schemas.UnresolvedValue(item.field.name, item.value, item.count, suggestions, item.chosen)


def _warning(scope: Scope, registry: Registry, warning: dict[str, Any]) -> schemas.ProblemCount:
    column = warning.get("column")
    detail = sentence(scope, registry, warning["code"], warning.get("params", {}))
    return schemas.ProblemCount(
        column_letter(column) if column is not None else None, warning["code"], detail, 1, []
    )


def _check(scope: Scope, registry: Registry, result: dict[str, Any] | None) -> schemas.CheckResult | None:
    if result is None:
        return None
    problems = [
        schemas.ProblemCount(
            problem["field"],
            problem["code"],
            sentence(scope, registry, problem["code"], problem["params"]),
            problem["count"],
            problem["rows"],
        )
        for problem in result["problems"]
    ]
    return schemas.CheckResult(result["create"], result["update"], result["skip"], result["refuse"], problems)


def _progress(row: Any, job: Job | None) -> schemas.Progress:
    if row["state"] in ("running", "done", "cancelled", "failed") and row["started_at"] is not None:
        done = row["total_rows"] if row["phase"] == 2 else row["next_row"]
        return schemas.Progress(done or 0, row["total_rows"])
    return schemas.Progress(job.done if job else 0, (job.total if job else None) or row["total_rows"])


def _result(row: Any) -> schemas.Counts | None:
    if row["started_at"] is None:
        return None
    return schemas.Counts(
        row["created_count"], row["updated_count"], row["skipped_count"], row["refused_count"]
    )
