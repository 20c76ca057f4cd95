"""What the edge knows about the request in hand, kept in the ASGI scope under one key."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litestar.connection import ASGIConnection

from guanxi.edge.locale import DEFAULT_LOCALE

if TYPE_CHECKING:
    from guanxi.edge.identities import Identity
    from guanxi.edge.transactions import OpenTransaction

KEY = "guanxi.exchange"


@dataclass(slots=True)
class Exchange:
    """One request and its answer. `response_headers` are added to whatever is sent, an error included."""

    request_id: str
    client_address: str
    accept_language: str | None = None
    locale: str = DEFAULT_LOCALE
    identity: Identity | None = None
    transaction: OpenTransaction | None = None
    response_headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    error_code: str | None = None
    after_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    resources: contextlib.AsyncExitStack | None = None


def exchange_of(connection: ASGIConnection[Any, Any, Any, Any] | Any) -> Exchange:
    """The exchange of a Litestar connection or of a raw ASGI scope."""
    scope = connection if isinstance(connection, dict) else connection.scope
    exchange: Exchange = scope[KEY]
    return exchange
