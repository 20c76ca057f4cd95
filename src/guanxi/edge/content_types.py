"""Bodies are JSON unless the route says otherwise with `opt={"accepts": "multipart/form-data"}`.

Refusing other types is also a second defence against forged form posts, which cannot send application/json.
"""

from __future__ import annotations

from litestar.datastructures import Headers
from litestar.types import ASGIApp, Receive, Scope, Send

from guanxi.kernel.errors import Problem

JSON = "application/json"
MULTIPART = "multipart/form-data"


class ContentTypes:
    """Litestar middleware: 415 for a body in a form that the route does not read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("POST", "PUT", "PATCH", "DELETE"):
            self._check(scope)
        await self.app(scope, receive, send)

    @staticmethod
    def _check(scope: Scope) -> None:
        headers = Headers.from_scope(scope)
        has_body = headers.get("content-length", "0") not in ("", "0") or "transfer-encoding" in headers
        expected = scope["route_handler"].opt.get("accepts", JSON)
        sent = headers.get("content-type", "").partition(";")[0].strip().lower()
        is_bare_upload = expected == MULTIPART and scope["method"] == "POST" and sent != MULTIPART
        if is_bare_upload or (
            has_body and sent != expected and not (expected == JSON and sent.endswith("+json"))
        ):
            raise Problem("unsupported_media_type", status=415, params={"expected": expected})
