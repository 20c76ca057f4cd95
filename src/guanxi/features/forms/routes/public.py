"""/public-forms: a form by its public key, for anybody."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.client_addresses import counted_address
from guanxi.edge.exchange import exchange_of
from guanxi.edge.rate_limits import RateLimit
from guanxi.edge.requests import AnyRequest, address_of, database_of, locale_of
from guanxi.features.forms.schemas.body import Language
from guanxi.features.forms.schemas.public import PublicForm, Sending, Thanks
from guanxi.features.forms.service import receiving
from guanxi.kernel.errors import TooLarge

TAGS = ["Forms"]
PER_FORM = RateLimit("600/minute")
"""Sendings with one form, at each process."""

PER_ADDRESS = RateLimit("20/minute")
"""Sendings with one form from one address, at each process; all calls of an address are counted besides."""

LARGEST = 128 * 1024
Key = Annotated[str, Parameter(min_length=10, max_length=60)]
Wanted = Annotated[Language | None, Parameter(query="language")]


@get("/public-forms/{key:str}", opt={"public": True}, summary="Read a form as strangers see it", tags=TAGS)
async def get_public_form(request: AnyRequest, key: Key, language: Wanted = None) -> PublicForm:
    """By its public key, with a ticket for one sending."""
    shown, _ = await receiving.show(
        database_of(request), key, secret_of(request), language, locale_of(request)
    )
    return shown


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
    exchange = exchange_of(request)
    PER_FORM.count(key, exchange)
    PER_ADDRESS.count(f"{key} {counted_address(address_of(request))}", exchange)
    return await receiving.receive(
        database_of(request), key, secret_of(request), data, language, language or locale_of(request)
    )


def secret_of(request: AnyRequest) -> bytes:
    key: str = request.app.state.settings.secret_key()
    return key.encode()


handlers = [get_public_form, send_form]
