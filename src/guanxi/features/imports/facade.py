"""Imports for the rest of the program: files imported where one stands, by the command line and the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.api import ImportUpdate
from guanxi.features.imports.service.access import get_own
from guanxi.features.imports.service.running import counts_of, run_import
from guanxi.features.imports.service.starting import start_here
from guanxi.features.imports.service.submitting import ACCEPTED_UNASKED, initial_options
from guanxi.features.imports.service.uploading import analyse_in_job, insert_import, store_upload
from guanxi.features.imports.service.work import LocalWork
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import ScopeSeed


@dataclass(frozen=True, slots=True)
class ImportedFile:
    import_id: UUID
    change_set_id: UUID
    created: int
    updated: int
    skipped: int
    refused: int


async def import_file(
    database: Database,
    seed: ScopeSeed,
    path: Path,
    object_name: str,
    *,
    options: dict[str, Any] | None = None,
    on_progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> ImportedFile:
    """Import a file as `seed`, here and now. `options` as in PATCH /imports. Raises Problem for what cannot start."""
    work = LocalWork(database, seed, on_progress)
    change = msgspec.convert(options or {}, ImportUpdate)
    chosen = initial_options(change, start=False)
    if change.accept_score is msgspec.UNSET:
        chosen.accept_score = ACCEPTED_UNASKED
    key, size = await store_upload(seed.tenant.id, _LocalFile(path))
    async with work.scope(source="import") as scope:
        definition = (await registry_of(scope)).object(object_name)
        scope.require(f"{definition.name}.import")
        row = await insert_import(scope, definition.name, path.name, key, size, chosen)
    await analyse_in_job(work, row["id"])
    async with work.scope(source="import") as scope:
        _refuse_failed(await get_own(scope, row["id"]))
        started = await start_here(scope, row["id"])
    await run_import(work, row["id"])
    async with work.scope(source="import") as scope:
        finished = await queries.get_import(scope, row["id"])
    return ImportedFile(row["id"], started["change_set_id"], **counts_of(finished))


def _refuse_failed(row: Any) -> None:
    if row["state"] == "failed":
        raise Problem(row["error"]["code"], params=row["error"]["params"])


class _LocalFile:
    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")

    async def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        if not piece:
            self._stream.close()
        return piece
