"""What people do with a request beside deciding: sending it back, giving it on, bringing others in, commenting."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Stream
from msgspec import Struct

from guanxi.edge.downloads import answer_file
from guanxi.edge.requests import AnyRequest, edge_settings_of
from guanxi.features.approvals.schemas.api import (
    ApprovalRead,
    Delegation,
    FileRead,
    NewSigners,
    Resubmission,
    Return,
    Said,
)
from guanxi.features.approvals.service import files, helping, returning
from guanxi.features.approvals.service.reading import read_request
from guanxi.features.files.facade import checked_name, store_content
from guanxi.kernel.tenancy import Scope

TAGS = ["Approvals"]
PATH = "/approvals/{request_id:uuid}"
MULTIPART = RequestEncodingType.MULTI_PART


class Upload(Struct):
    file: UploadFile


@post(f"{PATH}/return", status_code=200, summary="Return to an earlier step", tags=TAGS)
async def send_back(caller: Scope, request_id: UUID, data: Return) -> ApprovalRead:
    """To a step before, which is then made anew, or to who submitted it, who may change the record and submit it again."""
    await returning.send_back(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/resubmit", status_code=200, summary="Submit again", tags=TAGS)
async def resubmit(caller: Scope, request_id: UUID, data: Resubmission) -> ApprovalRead:
    await returning.resubmit(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/withdraw", status_code=200, summary="Withdraw", tags=TAGS)
async def withdraw(caller: Scope, request_id: UUID, data: Said) -> ApprovalRead:
    """By who submitted it, and by administrators."""
    await returning.withdraw(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/delegate", status_code=200, summary="Give a task to somebody else", tags=TAGS)
async def delegate(caller: Scope, request_id: UUID, data: Delegation) -> ApprovalRead:
    await helping.delegate(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/signers", status_code=200, summary="Ask more people", tags=TAGS)
async def add_signers(caller: Scope, request_id: UUID, data: NewSigners) -> ApprovalRead:
    """Before the caller decides, beside him, or after him."""
    await helping.add_signers(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/urge", status_code=200, summary="Remind those who are asked", tags=TAGS)
async def urge(caller: Scope, request_id: UUID, data: Said) -> ApprovalRead:
    """By who submitted it, once an hour."""
    await helping.urge(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/comments", status_code=200, summary="Comment", tags=TAGS)
async def comment(caller: Scope, request_id: UUID, data: Said) -> ApprovalRead:
    await helping.comment(caller, request_id, data)
    return await read_request(caller, request_id)


@post(f"{PATH}/files", summary="Bring a file to an approval", tags=TAGS)
async def attach_file(
    request: AnyRequest,
    caller: Scope,
    request_id: UUID,
    data: Annotated[Upload, Body(media_type=MULTIPART)],
) -> FileRead:
    """It hangs on the record; name it in `files` of what you say. Also for those who may not change the record."""
    await files.require_attachable(caller, request_id)
    name = checked_name(data.file.filename)
    limit = edge_settings_of(request).upload_limit
    stored = await store_content(caller.tenant.id, name, data.file, limit)
    return await files.attach(caller, request_id, name, stored)


@get(
    f"{PATH}/files/{{file_id:uuid}}/content",
    media_type="application/octet-stream",
    summary="Download a file of an approval",
    tags=TAGS,
)
async def get_file_content(caller: Scope, request_id: UUID, file_id: UUID) -> Stream:
    """Of those that somebody sent with what he said."""
    row = await files.file_of_request(caller, request_id, file_id)
    return await answer_file(row["storage_key"], row["name"], row["size"], row["content_type"])


handlers = [
    send_back,
    resubmit,
    withdraw,
    delegate,
    add_signers,
    urge,
    comment,
    attach_file,
    get_file_content,
]
