"""/field-files: files that fields of records hold."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Stream

from guanxi.edge.downloads import answer_file
from guanxi.edge.requests import AnyRequest, edge_settings_of
from guanxi.features.files.schemas import FieldFile, FieldFileUpload
from guanxi.features.files.service import field_files
from guanxi.features.files.service.attachments import checked_name, store_content
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import Scope

TAGS = ["Files"]
PLACE = "/field-files/{field_file_id:uuid}"


@post("/field-files", summary="Upload a file for a field", tags=TAGS)
async def create_field_file(
    request: AnyRequest,
    caller: Scope,
    data: Annotated[FieldFileUpload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> FieldFile:
    """It is the caller's alone until he writes its id into the field of a record; unused for a day, it goes."""
    field = await field_files.field_to_fill(caller, data.object, data.field)
    name = checked_name(data.file.filename)
    limit = field_files.limit_of(field, edge_settings_of(request).upload_limit)
    stored = await store_content(caller.tenant.id, name, data.file, limit)
    picture = await field_files.picture_of(caller, field, stored)
    return await field_files.keep(caller, data.object, field.name, name, stored, picture)


@get(
    f"{PLACE}/content", media_type="application/octet-stream", summary="Download a file of a field", tags=TAGS
)
async def get_field_file(caller: Scope, field_file_id: UUID) -> Stream:
    row = await field_files.find_readable(caller, field_file_id)
    return await answer_file(row["storage_key"], row["name"], row["size"], row["content_type"])


@get(f"{PLACE}/thumbnail", media_type="image/webp", summary="Read the thumbnail of a picture", tags=TAGS)
async def get_thumbnail(caller: Scope, field_file_id: UUID) -> Stream:
    """At most 320 pixels wide and high, with nothing of the original but its pixels."""
    row = await field_files.find_readable(caller, field_file_id)
    if row["thumbnail_key"] is None:
        raise NotFound("file_unknown")
    return await answer_file(row["thumbnail_key"], "thumbnail.webp", None, "image/webp", shown=True)


handlers = [create_field_file, get_field_file, get_thumbnail]
