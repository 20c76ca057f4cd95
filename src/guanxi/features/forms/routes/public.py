"""/public-forms: a form by its public key, for anybody."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter

from guanxi.edge.requests import AnyRequest, database_of
from guanxi.features.forms.routes.visiting import FILES_OF_STRANGERS, Key, count, count_upload, visit_of
from guanxi.features.forms.schemas.body import Language
from guanxi.features.forms.schemas.public import PublicForm, Sending, Thanks, Uploaded, UploadForm
from guanxi.features.forms.service import receiving
from guanxi.kernel.errors import TooLarge

TAGS = ["Forms"]
LARGEST = 128 * 1024
Wanted = Annotated[Language | None, Parameter(query="language")]


@get("/public-forms/{key:str}", opt={"public": True}, summary="Read a form as strangers see it", tags=TAGS)
async def get_public_form(request: AnyRequest, key: Key, language: Wanted = None) -> PublicForm:
    """By its public key, with a ticket for one sending."""
    return (await receiving.show(database_of(request), visit_of(request, key, language))).form


@post(
    "/public-forms/{key:str}/submissions",
    opt={"public": True},
    status_code=201,
    summary="Send a form",
    tags=TAGS,
)
async def send_form(request: AnyRequest, key: Key, data: Sending, language: Wanted = None) -> Thanks:
    """128 KiB at most. Sent again with the same ticket and content, it is kept once and answered alike."""
    if len(await request.body()) > LARGEST:
        raise TooLarge("form_too_large", params={"limit": LARGEST})
    await count(request, "sending")
    return await receiving.receive(database_of(request), visit_of(request, key, language), data)


@post(
    "/public-forms/{key:str}/uploads",
    opt=FILES_OF_STRANGERS,
    guards=[count_upload],
    status_code=201,
    summary="Upload a file for a form",
    tags=TAGS,
)
async def upload_file(
    request: AnyRequest,
    key: Key,
    data: Annotated[UploadForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    language: Wanted = None,
) -> Uploaded:
    """Nobody reads it until a sending of the same page that names it became a record; unused for a day, it goes."""
    taken = await receiving.upload(
        database_of(request), visit_of(request, key, language), data.ticket, data.proof, data.field, data.file
    )
    return Uploaded(taken.id, taken.name, taken.size)


handlers = [get_public_form, send_form, upload_file]
