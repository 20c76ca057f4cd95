"""A file comes in: stored, recognised at once if it is small, by a job if it is large."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

import anyio

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.options import Analysis, ImportOptions, MappedColumn, as_kept, options_of
from guanxi.features.imports.service.analysing import analyse_file, propose
from guanxi.features.imports.service.discarding import discard_files, outcomes_key_of
from guanxi.features.imports.service.memory import remember_previous
from guanxi.features.imports.service.starting import start_if_wanted
from guanxi.features.imports.service.work import Work
from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.files import file_store
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata.seen import seen_registry_of
from guanxi.kernel.tabular import NormalisedTable
from guanxi.kernel.tenancy import Scope

PIECE = 1 << 18
# A file up to this size is looked at while its sender waits: he sees the next step at once. For that long nobody else of
# this process is answered (1 MB: 150 ms), so it is small.
AT_ONCE_BYTES = 1 << 16
_LONGEST_NAME = 200


class Upload(Protocol):
    async def read(self, size: int = -1) -> bytes: ...


async def store_upload(tenant_id: int, upload: Upload, limit: int | None = None) -> tuple[str, int]:
    """(key, size). Raises 413 `file_too_large`."""
    with file_store().open_writer(tenant_id, limit=limit) as writer:
        while piece := await upload.read(PIECE):
            await anyio.to_thread.run_sync(writer.write, piece)
    return writer.key, writer.size


async def create_import(
    scope: Scope, object_name: str, file_name: str, key: str, size: int, options: ImportOptions
) -> Any:
    """The row of the new import. Raises Invalid, and keeps nothing, for a small file that is no table."""
    row = await insert_import(scope, object_name, file_name, key, size, options)
    if size > AT_ONCE_BYTES:
        return await analyse_later(scope, row)
    return await analyse_now(scope, row)


async def insert_import(
    scope: Scope, object_name: str, file_name: str, key: str, size: int, options: ImportOptions
) -> Any:
    return await queries.insert_import(
        scope,
        {
            "id": new_id(),
            "object": object_name,
            "state": "analysing",
            "file_name": clean_name(file_name),
            "file_size": size,
            "file_key": key,
            "options": as_kept(options),
            "created_by": scope.actor.user_id,
            "created_at": scope.now,
            "updated_at": scope.now,
        },
    )


async def analyse_later(scope: Scope, row: Any) -> Any:
    job_id = await enqueue(scope, "imports.analyse", {"import_id": str(row["id"])})
    return await queries.update_import(scope, row["id"], {"job_id": job_id, "state": "analysing"})


async def analyse_now(scope: Scope, row: Any) -> Any:
    options = options_of(row["options"])
    analysis, rows_key, count = await anyio.to_thread.run_sync(
        analyse_file, file_store(), scope.tenant.id, row["file_key"], options
    )
    try:
        return await _keep(scope, row, options, analysis, rows_key, count)
    except Exception:
        file_store().delete(rows_key)
        raise


async def analyse_in_job(work: Work, import_id: UUID) -> None:
    """The long way: the transaction is not held while the file is read."""
    async with work.scope(source="import") as scope:
        row = await queries.get_import(scope, import_id)
        tenant_id = scope.tenant.id
    if row is None or row["state"] != "analysing":
        return
    options = options_of(row["options"])
    try:
        found = await anyio.to_thread.run_sync(
            analyse_file, file_store(), tenant_id, row["file_key"], options
        )
    except Problem as problem:
        async with work.scope(source="import") as scope:
            await queries.update_import(
                scope,
                import_id,
                {"state": "failed", "error": problem_as_kept(problem), "finished_at": scope.now},
            )
        return
    async with work.scope(source="import") as scope:
        row = await queries.get_import(scope, import_id, lock=True)
        if row is not None and row["state"] == "analysing":
            await _keep(scope, row, options, *found)


async def _keep(
    scope: Scope, row: Any, options: ImportOptions, analysis: Analysis, rows_key: str, count: int
) -> Any:
    registry = await seen_registry_of(scope)
    definition = registry.object(row["object"])
    await remember_previous(scope, definition, analysis, options)
    table = NormalisedTable(file_store().path(rows_key))
    resolve_columns(options, analysis)
    propose(definition, analysis, table.profiles(), options)
    discard_files(scope, row["rows_key"], outcomes_key_of(row))
    kept = await queries.update_import(
        scope,
        row["id"],
        {
            "state": "mapping",
            "analysis": as_kept(analysis),
            "options": as_kept(options),
            "rows_key": rows_key,
            "total_rows": count,
            "check_result": None,
        },
    )
    return await start_if_wanted(scope, kept)


def resolve_columns(options: ImportOptions, analysis: Analysis) -> None:
    """A caller may have named columns before the file was read; their names become indexes here."""
    indexes = {column.name: index for index, column in enumerate(analysis.columns)}
    for name, field in options.named.items():
        if name not in indexes:
            raise Invalid("import_column_unknown", field="mapping", params={"column": name[:80]})
        options.mapping.append(MappedColumn(indexes[name], field))
    options.named = {}
    options.mapping = [mapped for mapped in options.mapping if mapped.column < len(analysis.columns)]


def problem_as_kept(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "params": problem.params}


def clean_name(name: str) -> str:
    """The last part of whatever path a client sent, for display alone."""
    last = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(character for character in last if character.isprintable()).strip()
    return printable[:_LONGEST_NAME] or "file"
