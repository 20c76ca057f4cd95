"""Who may see and do what with an import."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.kernel.errors import Conflict, NotFound, Problem
from guanxi.kernel.tenancy import Scope


async def get_own(scope: Scope, import_id: UUID, *, lock: bool = False) -> Any:
    """An import that the caller made, or any for an administrator; 404 for all others."""
    row = await queries.get_import(scope, import_id, lock=lock)
    if row is None:
        raise NotFound("import_not_found")
    return row


async def get_own_with_files(scope: Scope, import_id: UUID, *, lock: bool = False) -> Any:
    """410 when it rested so long that its file, or what it refused of it, was deleted."""
    row = await get_own(scope, import_id, lock=lock)
    if row["files_deleted_at"] is not None:
        raise Problem("import_files_gone", status=410)
    return row


async def get_own_in(scope: Scope, import_id: UUID, states: Collection[str]) -> Any:
    """Locked; 409 when it is past these states."""
    row = await get_own_with_files(scope, import_id, lock=True)
    if row["state"] not in states:
        raise Conflict(
            "import_busy" if row["state"] in ("analysing", "checking") else "import_already_started"
        )
    return row
