"""What handlers need from the application beside the caller's scope."""

from __future__ import annotations

from typing import Any

from litestar import Request

from guanxi.edge.exchange import exchange_of
from guanxi.edge.identities import Identities
from guanxi.edge.rate_limits import RateLimits
from guanxi.edge.settings import EdgeSettings
from guanxi.kernel.db import Database

AnyRequest = Request[Any, Any, Any]


def database_of(request: AnyRequest) -> Database:
    database: Database = request.app.state.database
    return database


def identities_of(request: AnyRequest) -> Identities:
    identities: Identities = request.app.state.identities
    return identities


def limits_of(request: AnyRequest) -> RateLimits:
    limits: RateLimits = request.app.state.limits
    return limits


def edge_settings_of(request: AnyRequest) -> EdgeSettings:
    settings: EdgeSettings = request.app.state.edge_settings
    return settings


def locale_of(request: AnyRequest) -> str:
    return exchange_of(request).locale


def address_of(request: AnyRequest) -> str:
    return exchange_of(request).client_address
