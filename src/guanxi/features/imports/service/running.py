"""Running an import: chunk by chunk, each in one transaction that also moves the import on.

A killed run therefore goes on at the first row that was not committed, and no row is written twice. References between
rows of one file are settled in a second phase, when all rows are in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.service.change_sets import ChangeSet
from guanxi.features.imports.service.discarding import discard_files, outcomes_key_of
from guanxi.features.imports.service.prepared import Prepared, prepare_import
from guanxi.features.imports.service.reading_ahead import ReadingAhead
from guanxi.features.imports.service.references import settle_references
from guanxi.features.imports.service.work import Work
from guanxi.features.imports.service.writing import Written, write_rows
from guanxi.kernel.tenancy import Scope

CHUNK = 2_000


async def run_import(work: Work, import_id: UUID) -> dict[str, Any]:
    """Returns the counts. Does nothing for an import that is not running (any more)."""
    run: _Run | None = None
    chunks = 0
    try:
        while True:
            async with work.scope(source="import") as scope:
                row = await queries.get_import(scope, import_id, lock=True)
                if row is None or row["state"] != "running":
                    return counts_of(row) if row else {}
                if run is None:
                    run = _begun(await prepare_import(scope, row))
                finished = await _advance(scope, run, row)
                # What is done can be undone at once: nobody shall take the job's last moment for one that still writes.
                await work.keep(scope, **({"change_set_id": None} if finished else {}))
            await work.progress(
                min(row["next_row"] + CHUNK, run.prepared.table.count), run.prepared.table.count
            )
            if finished:
                return finished
            chunks += 1
            if chunks.bit_count() == 1:  # as often as the table may have doubled
                await work.keep_statistics(run.prepared.batches.plan.definition.records.table.name)
            await work.check_cancelled()
    finally:
        if run is not None:
            await run.ahead.stop()


@dataclass(frozen=True, slots=True)
class _Run:
    prepared: Prepared
    ahead: ReadingAhead


def _begun(prepared: Prepared) -> _Run:
    return _Run(prepared, ReadingAhead(prepared.batches.plan, prepared.table, CHUNK))


async def _advance(scope: Scope, run: _Run, row: Any) -> dict[str, Any] | None:
    """One chunk further; the counts when that was the last."""
    prepared = run.prepared
    change_set = ChangeSet(row["change_set_id"], row["file_name"])
    if row["phase"] == 1:
        drafts = await run.ahead.drafts(row["next_row"])
        written, issues = await write_rows(scope, prepared.batches, drafts, change_set)
        await queries.insert_issues(scope, row["id"], issues)
        last = row["next_row"] + len(drafts) >= prepared.table.count
        row = await queries.update_import(scope, row["id"], _moved(row, len(drafts), written, last))
        if not last or prepared.batches.plan.self_lookups:
            return None
    elif await settle_references(scope, prepared.batches, row["id"], change_set):
        return None
    discard_files(scope, row["rows_key"], outcomes_key_of(row))
    done = {
        "state": "done",
        "finished_at": scope.now,
        "rows_key": None,
        "check_result": _without_outcomes(row),
    }
    row = await queries.update_import(scope, row["id"], done)
    return counts_of(row)


def _moved(row: Any, count: int, written: Written, last: bool) -> dict[str, Any]:
    return {
        "next_row": row["next_row"] + count,
        "phase": 2 if last else 1,
        "created_count": row["created_count"] + written.created,
        "updated_count": row["updated_count"] + written.updated,
        "skipped_count": row["skipped_count"] + written.skipped,
        "refused_count": row["refused_count"] + written.refused,
    }


def _without_outcomes(row: Any) -> dict[str, Any] | None:
    result: dict[str, Any] | None = row["check_result"]
    return {name: value for name, value in result.items() if name != "outcomes_key"} if result else None


def counts_of(row: Any) -> dict[str, Any]:
    return {name: row[f"{name}_count"] for name in ("created", "updated", "skipped", "refused")}


async def stop_import(scope: Scope, import_id: UUID, state: str, error: dict[str, Any] | None = None) -> None:
    """Ends a run that was cancelled or failed; what it committed stays and can be undone."""
    row = await queries.get_import(scope, import_id, lock=True)
    if row is None or row["state"] not in ("running", "checking", "analysing"):
        return
    if row["state"] == "checking" and state == "cancelled":
        state = "mapping"
    await queries.update_import(scope, import_id, {"state": state, "error": error, "finished_at": scope.now})
