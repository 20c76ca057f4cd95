"""Files that people send with what they say: they hang on the record, and whoever the request concerns may open them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.schemas.api import FileRead
from guanxi.features.approvals.service.application import as_application
from guanxi.features.approvals.service.sight import require_sight, sees_record
from guanxi.features.approvals.service.states import OPEN
from guanxi.features.files.facade import Stored, attach_to, files_named, open_file
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope


async def require_attachable(scope: Scope, request_id: UUID) -> None:
    """Raises 404 for a request that the caller may not know of, 409 for one that has ended."""
    await require_sight(scope, request_id)
    (row,) = await queries.read(scope, [request_id])
    if row["state"] not in OPEN:
        raise Conflict("approval_ended")


async def attach(scope: Scope, request_id: UUID, name: str, stored: Stored) -> FileRead:
    """To the request's record, also by somebody who may not change that; `require_attachable` came before."""
    (row,) = await queries.read(scope, [request_id])
    object_name = (await registry_of(scope)).by_number(row["object_id"]).name
    async with as_application(scope) as own:
        made = await attach_to(own, object_name, row["record_id"], name, stored)
    return FileRead(made.id, made.name, made.size)


async def file_of_request(scope: Scope, request_id: UUID, file_id: UUID) -> Any:
    """The row of a file that somebody sent with it, `storage_key` included. Raises 404."""
    await require_sight(scope, request_id)
    if not await queries.has_file(scope, request_id, file_id):
        raise NotFound("file_unknown")
    row = await open_file(scope, file_id)
    if row is None:
        raise NotFound("file_unknown")
    return row


async def require_files(scope: Scope, object_name: str, record_id: UUID, ids: Sequence[UUID]) -> None:
    """Raises 422 unless all of these hang on the record, and the caller brought them or sees the record: whatever is sent with
    a request can be opened by everybody whom it concerns.
    """
    if not ids:
        return
    found = [
        each for each in (await files_named(scope, ids)).values() if each.hangs_on(object_name, record_id)
    ]
    if not await sees_record(scope, object_name, record_id):
        found = [each for each in found if each.created_by == scope.actor.user_id]
    if {each.id for each in found} != set(ids):
        raise Invalid("approval_file_unknown", field="files")


async def require_own_files(scope: Scope, request_id: UUID, ids: Sequence[UUID]) -> None:
    """As `require_files`, for the record of a request."""
    if ids:
        (row,) = await queries.read(scope, [request_id])
        object_name = (await registry_of(scope)).by_number(row["object_id"]).name
        await require_files(scope, object_name, row["record_id"], ids)
