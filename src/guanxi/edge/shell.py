"""The outermost layer around the application: request id, language, host check, headers, metrics, access log.

It also sees requests that match no route, which Litestar's own middleware does not.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Any

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from guanxi.edge import access_log, metrics
from guanxi.edge.client_addresses import client_address
from guanxi.edge.exchange import KEY, Exchange, method_of
from guanxi.edge.hosts import is_allowed_host, is_same_site
from guanxi.edge.locale import locale_of_request
from guanxi.edge.problems import send_problem
from guanxi.edge.security_headers import add_security_headers
from guanxi.edge.settings import EdgeSettings
from guanxi.kernel.errors import Problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_DATA_PATHS = frozenset({"/health", "/ready", "/metrics"})
_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")


class Shell:
    """An ASGI application that wraps the Litestar one."""

    def __init__(self, app: ASGIApp, settings: EdgeSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        headers = _headers_of(scope)
        exchange = self._begin(scope, headers)
        scope[KEY] = exchange  # type: ignore[literal-required]
        started = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = self._complete(list(message["headers"]), scope, exchange)
            await send(message)

        metrics.IN_FLIGHT.inc()
        try:
            if (refusal := self._refusal(scope, headers)) is not None:
                await send_problem(refusal, exchange, send_with_headers)
            else:
                await self.app(scope, receive, send_with_headers)
        finally:
            metrics.IN_FLIGHT.dec()
            seconds = time.perf_counter() - started
            route = str(scope.get("path_template") or "unmatched")
            metrics.observe(method_of(scope), route, status, seconds)
            access_log.write(exchange, method_of(scope), route, status, seconds)

    def _begin(self, scope: Scope, headers: dict[str, str]) -> Exchange:
        offered = headers.get("x-request-id", "")
        language = headers.get("accept-language")
        return Exchange(
            request_id=offered if _REQUEST_ID.match(offered) else secrets.token_hex(8),
            client_address=client_address(
                scope,  # type: ignore[arg-type]
                headers.get("x-forwarded-for"),
                self.settings.trusted_proxies,
            ),
            accept_language=language,
            locale=locale_of_request(language),
        )

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> Problem | None:
        host = headers.get("host", "")
        if not is_allowed_host(host, self.settings.allowed_hosts):
            return Problem("host_not_allowed", status=421, params={"host": host[:100]})
        if method_of(scope) in SAFE_METHODS:
            return None
        origin = headers.get("origin")
        if origin and not is_same_site(origin, host, self.settings.public_url):
            return Problem("origin_not_allowed", status=403, params={"origin": origin[:100]})
        if origin is None and headers.get("sec-fetch-site") == "cross-site":
            return Problem("origin_not_allowed", status=403, params={"origin": "-"})
        return None

    def _complete(
        self, headers: list[tuple[bytes, bytes]], scope: Scope, exchange: Exchange
    ) -> list[tuple[bytes, bytes]]:
        is_page = not (scope["path"].startswith("/api/") or scope["path"] in _DATA_PATHS)
        headers.append((b"x-request-id", exchange.request_id.encode()))
        headers.extend(exchange.response_headers)
        add_security_headers(headers, is_page=is_page, is_https=self.settings.secure_cookies)
        return headers


def _headers_of(scope: Any) -> dict[str, str]:
    """Lower-case names to values; of a repeated header the last counts, except that two Hosts are refused."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name = raw_name.decode("latin-1").lower()
        headers[name] = "" if name == "host" and name in headers else raw_value.decode("latin-1")
    return headers
