"""Files of records in the hands of other features, which decide themselves who may see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.files import queries
from guanxi.features.files.service.attachments import Stored, attach
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class FileNamed:
    id: UUID
    name: str
    size: int
    object: str
    record_id: UUID
    created_by: UUID

    def hangs_on(self, object_name: str, record_id: UUID) -> bool:
        return (self.object, self.record_id) == (object_name, record_id)


async def attach_to(scope: Scope, object_name: str, record_id: UUID, name: str, stored: Stored) -> FileNamed:
    """To a record, without asking whether the caller may change it."""
    file = await attach(scope, object_name, record_id, name, stored)
    return FileNamed(file.id, file.name, file.size, object_name, record_id, scope.actor.user_id)


async def files_named(scope: Scope, ids: Collection[UUID]) -> dict[UUID, FileNamed]:
    """Those that there are."""
    rows = await queries.files_among(scope, ids)
    return {row["id"]: FileNamed(**row) for row in rows}


async def open_file(scope: Scope, file_id: UUID) -> Any | None:
    """The row, `storage_key` included."""
    return await queries.get_file(scope, file_id)
