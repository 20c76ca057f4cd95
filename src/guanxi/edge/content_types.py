"""Bodies are JSON, unless the handler's `data` is declared as a form or the route says `opt={"accepts": …}`.

Refusing other types is also a second defence against forged form posts, which cannot send application/json.
"""

from __future__ import annotations

from litestar.datastructures import Headers
from litestar.handlers import BaseRouteHandler
from litestar.params import BodyKwarg
from litestar.types import ASGIApp, Receive, Scope, Send

from guanxi.edge.exchange import method_of
from guanxi.kernel.errors import Problem

JSON = "application/json"
MULTIPART = "multipart/form-data"


class ContentTypes:
    """Litestar middleware: 415 for a body in a form that the route does not read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._accepted: dict[BaseRouteHandler, str] = {}  # of the program's few hundred, as they are met

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and method_of(scope) in ("POST", "PUT", "PATCH", "DELETE"):
            _check(Headers.from_scope(scope), self._accepted_by(scope["route_handler"]))
        await self.app(scope, receive, send)

    def _accepted_by(self, handler: BaseRouteHandler) -> str:
        accepted = self._accepted.get(handler)
        if accepted is None:
            accepted = self._accepted[handler] = accepted_by(handler)
        return accepted


def accepted_by(handler: BaseRouteHandler) -> str:
    """The media type that a handler reads."""
    if accepts := handler.opt.get("accepts"):
        return str(accepts)
    data = handler.parsed_fn_signature.parameters.get("data")
    if data is not None and isinstance(data.kwarg_definition, BodyKwarg):
        media_type = data.kwarg_definition.media_type
        return str(getattr(media_type, "value", media_type))
    return JSON


def _check(headers: Headers, expected: str) -> None:
    has_body = headers.get("content-length", "0") not in ("", "0") or "transfer-encoding" in headers
    sent = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_understood = sent == expected or (expected == JSON and sent.endswith("+json"))
    if not is_understood and (has_body or expected == MULTIPART):
        raise Problem("unsupported_media_type", status=415, params={"expected": expected})
