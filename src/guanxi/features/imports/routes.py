"""/imports: upload, mapping, preview, check, start, cancellation, refused rows."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from litestar import get, patch, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Stream
from litestar.status_codes import HTTP_202_ACCEPTED

from guanxi.edge.requests import AnyRequest
from guanxi.edge.transactions import open_scope
from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.schemas.api import (
    ImportList,
    ImportState,
    ImportUpdate,
    ImportUpload,
    PreviewPage,
    Queued,
)
from guanxi.features.imports.service.access import get_own, get_own_with_files
from guanxi.features.imports.service.cancelling import cancel_import
from guanxi.features.imports.service.changing import update_import
from guanxi.features.imports.service.previewing import preview_rows
from guanxi.features.imports.service.refused_rows import refused_pages
from guanxi.features.imports.service.starting import check_import, start_import
from guanxi.features.imports.service.states import state_of
from guanxi.features.imports.service.submitting import submit
from guanxi.kernel.tenancy import Scope

TAGS = ["Imports"]
MULTIPART = RequestEncodingType.MULTI_PART
_LISTED = 100


@post("/imports", status_code=HTTP_202_ACCEPTED, summary="Send a file to be imported", tags=TAGS)
async def create_import(
    caller: Scope, data: Annotated[ImportUpload, Body(media_type=MULTIPART)]
) -> ImportState:
    """CSV (any usual encoding and delimiter) or .xlsx. `options` and `mapping` are JSON as in the PATCH.

    With `start=true` the import runs at once; close matches of at least 0.9 for names that do not exist are then taken
    unless `options.accept_score` says otherwise, and what was assumed is shown.
    """
    return await state_of(caller, await submit(caller, data))


@get("/imports", summary="List imports", tags=TAGS)
async def list_imports(caller: Scope) -> ImportList:
    """The caller's own, latest first; everybody's for an administrator."""
    rows = await queries.list_imports(caller, _LISTED)
    return ImportList([await state_of(caller, row, brief=True) for row in rows])


@get("/imports/{import_id:uuid}", summary="Read an import", tags=TAGS)
async def get_import(caller: Scope, import_id: UUID) -> ImportState:
    return await state_of(caller, await get_own(caller, import_id))


@patch("/imports/{import_id:uuid}", summary="Change how a file is read and mapped", tags=TAGS)
async def change_import(caller: Scope, import_id: UUID, data: ImportUpdate) -> ImportState:
    return await state_of(caller, await update_import(caller, import_id, data))


@get("/imports/{import_id:uuid}/preview", summary="See row by row what would happen", tags=TAGS)
async def preview_import(
    caller: Scope,
    import_id: UUID,
    outcome: Literal["create", "update", "skip", "refuse"] | None = None,
    offset: Annotated[int, Parameter(ge=0)] = 0,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> PreviewPage:
    """`outcome` shows only such rows, once the whole file has been checked."""
    return await preview_rows(caller, import_id, outcome, offset, limit)


@post(
    "/imports/{import_id:uuid}/check",
    status_code=HTTP_202_ACCEPTED,
    summary="Check the whole file",
    tags=TAGS,
)
async def start_check(caller: Scope, import_id: UUID) -> Queued:
    row = await check_import(caller, import_id)
    return Queued(row["job_id"])


@post("/imports/{import_id:uuid}/start", status_code=HTTP_202_ACCEPTED, summary="Start the import", tags=TAGS)
async def start(caller: Scope, import_id: UUID) -> ImportState:
    return await state_of(caller, await start_import(caller, import_id))


@post(
    "/imports/{import_id:uuid}/cancellation",
    status_code=HTTP_202_ACCEPTED,
    summary="Stop an import",
    tags=TAGS,
)
async def cancel(caller: Scope, import_id: UUID) -> ImportState:
    """What is written by then stays and can be undone by its change-set."""
    return await state_of(caller, await cancel_import(caller, import_id))


@get(
    "/imports/{import_id:uuid}/refused", media_type="text/csv", summary="Download the refused rows", tags=TAGS
)
async def download_refused(request: AnyRequest, caller: Scope, import_id: UUID) -> Stream:
    """410 once the file and what was refused of it are past their time (`GUANXI_IMPORT_FILE_DAYS`)."""
    row = await get_own_with_files(caller, import_id)
    headers = {
        "Content-Disposition": 'attachment; filename="refused.csv"',
        "Cache-Control": "private, no-store",
    }
    return Stream(
        refused_pages(open_scope(request), row), media_type="text/csv; charset=utf-8", headers=headers
    )


handlers = [
    create_import,
    list_imports,
    get_import,
    change_import,
    preview_import,
    start_check,
    start,
    cancel,
    download_refused,
]
