"""One line of JSON per request. Never a body, a query value, a cookie or a token."""

from __future__ import annotations

import logging

import msgspec

from guanxi.edge.exchange import Exchange

log = logging.getLogger("guanxi.access")


def write(exchange: Exchange, method: str, route: str, status: int, seconds: float) -> None:
    if not log.isEnabledFor(logging.INFO):
        return
    identity = exchange.identity
    entry = {
        "request_id": exchange.request_id,
        "method": method,
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "address": exchange.client_address,
        "tenant": identity.tenant_id if identity else None,
        "user": str(identity.user_id) if identity else None,
        "code": exchange.error_code,
    }
    log.info(msgspec.json.encode(entry).decode())
