"""What the edge knows about the request in hand, kept in the ASGI scope under one key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litestar.connection import ASGIConnection

from guanxi.edge.locale import DEFAULT_LOCALE
from guanxi.edge.work import Work

if TYPE_CHECKING:
    from guanxi.edge.identities import Identity
    from guanxi.edge.open_transaction import OpenTransaction

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
    error: BaseException | None = None  # what was raised, for whoever may do better
    avoids_replica: bool = False
    may_write: bool = False  # although the route says that it only reads
    work: Work = "read"


def exchange_of(connection: ASGIConnection[Any, Any, Any, Any] | Any) -> Exchange:
    """The exchange of a Litestar connection or of a raw ASGI scope."""
    scope: Any = connection if isinstance(connection, dict) else connection.scope
    exchange: Exchange = scope[KEY]
    return exchange


def method_of(scope: Any) -> str:
    """The method of an HTTP scope; Litestar's type of scopes also covers those without one."""
    return str(scope["method"])
