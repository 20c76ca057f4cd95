"""Who comes to a form: how often, in which language, with how much."""

from __future__ import annotations

from typing import Annotated, Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.params import Parameter

from guanxi.edge.client_addresses import counted_address
from guanxi.edge.exchange import exchange_of
from guanxi.edge.rate_limits import RateLimit
from guanxi.edge.requests import AnyRequest, address_of, database_of, edge_settings_of, locale_of
from guanxi.features.forms.service import rates
from guanxi.features.forms.service.rates import RATES, Counted
from guanxi.features.forms.service.receiving import Visit

Key = Annotated[str, Parameter(min_length=10, max_length=60)]
FILES_OF_STRANGERS = {"public": True, "strangers": True}
"""Of routes that take files of strangers: their bodies may be larger than others', but not as large as those of people."""

PER_FORM = {name: RateLimit(f"{rate.in_all}/minute") for name, rate in RATES.items()}
PER_ADDRESS = {name: RateLimit(f"{rate.from_one}/minute") for name, rate in RATES.items()}
"""At each process, before the database is asked, which counts for all of them."""


def visit_of(request: AnyRequest, key: str, language: str | None) -> Visit:
    locale = locale_of(request)
    limit = edge_settings_of(request).form_limit
    return Visit(key, secret_of(request), language, language or locale, limit)


async def count(request: AnyRequest, counted: Counted) -> None:
    """Raises 404 for a key that leads nowhere, and 429."""
    key, exchange = request.path_params["key"], exchange_of(request)
    address = counted_address(address_of(request))
    PER_FORM[counted].count(key, exchange)
    PER_ADDRESS[counted].count(f"{key} {address}", exchange)
    await rates.count(database_of(request), key, secret_of(request), counted, address)


async def count_upload(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Before the body is read."""
    await count(connection, "upload")  # type: ignore[arg-type]


async def count_sending(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Before the body is read."""
    await count(connection, "sending")  # type: ignore[arg-type]


def secret_of(request: AnyRequest) -> bytes:
    key: str = request.app.state.settings.secret_key()
    return key.encode()
