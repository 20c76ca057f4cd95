"""POST and GET /files, GET /files/{id}/content, DELETE /files/{id}."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Stream

from guanxi.edge.downloads import answer_file
from guanxi.edge.requests import AnyRequest, edge_settings_of
from guanxi.features.files.schemas import File, FileList, FileUpload
from guanxi.features.files.service import attachments
from guanxi.features.files.service.attachments import checked_name
from guanxi.kernel.tenancy import Scope

TAGS = ["Files"]
MULTIPART = RequestEncodingType.MULTI_PART
ObjectQuery = Annotated[str, Parameter(query="object", max_length=60)]


@post("/files", summary="Attach a file", tags=TAGS)
async def create_file(
    request: AnyRequest, caller: Scope, data: Annotated[FileUpload, Body(media_type=MULTIPART)]
) -> File:
    """The whole form has arrived before `caller` opens a transaction, so that slow lines hold no connection."""
    await attachments.check_record(caller, data.object, data.record_id, "update")
    name = checked_name(data.file.filename)
    limit = edge_settings_of(request).upload_limit
    stored = await attachments.store_content(caller.tenant.id, name, data.file, limit)
    return await attachments.attach(caller, data.object, data.record_id, name, stored)


@get("/files", summary="List the files of a record", tags=TAGS)
async def list_files(caller: Scope, object_name: ObjectQuery, record_id: UUID) -> FileList:
    return FileList(data=await attachments.list_attachments(caller, object_name, record_id))


@get(
    "/files/{file_id:uuid}/content",
    media_type="application/octet-stream",
    summary="Download a file",
    tags=TAGS,
)
async def get_file_content(caller: Scope, file_id: UUID) -> Stream:
    row = await attachments.get_attachment(caller, file_id)
    return await answer_file(row["storage_key"], row["name"], row["size"], row["content_type"])


@delete("/files/{file_id:uuid}", summary="Delete a file", tags=TAGS)
async def delete_file(caller: Scope, file_id: UUID) -> None:
    await attachments.delete_attachment(caller, file_id)


handlers = [create_file, list_files, get_file_content, delete_file]
