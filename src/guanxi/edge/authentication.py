"""The gate in front of every route: who calls, may this page call, how often.

A route is closed unless it says `opt={"public": True}`. Cookies need the CSRF header on unsafe methods; API keys,
which no browser sends by itself, do not. Operators under a grant of support reach few of the routes that change something.
"""

from __future__ import annotations

from litestar.datastructures import Headers
from litestar.types import ASGIApp, Receive, Scope, Send

from guanxi.edge.client_addresses import counted_address
from guanxi.edge.exchange import Exchange, exchange_of, method_of
from guanxi.edge.identities import Identities, Identity
from guanxi.edge.locale import locale_of_request
from guanxi.edge.rate_limits import RateLimits
from guanxi.edge.session_cookie import session_token_of
from guanxi.edge.tokens import API_KEY_PREFIX, is_csrf_token
from guanxi.kernel.errors import Problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Authentication:
    """Litestar middleware: sets `exchange.identity` or answers 401, 403 or 429."""

    def __init__(self, app: ASGIApp, identities: Identities, limits: RateLimits) -> None:
        self.app = app
        self.identities = identities
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and method_of(scope) != "OPTIONS":
            exchange = exchange_of(scope)
            if scope["route_handler"].opt.get("public"):
                if not scope["route_handler"].opt.get("unlimited"):
                    self.limits.address.count(counted_address(exchange.client_address), exchange)
            else:
                await self._admit(scope, exchange)
        await self.app(scope, receive, send)

    async def _admit(self, scope: Scope, exchange: Exchange) -> None:
        headers = Headers.from_scope(scope)
        identity = await self._identify(scope, headers)
        if identity is None:
            self.limits.address.count(counted_address(exchange.client_address), exchange)
            raise Problem("not_signed_in", status=401, headers={"WWW-Authenticate": "Bearer"})
        support, is_unsafe = identity.support, method_of(scope) not in SAFE_METHODS
        if support and is_unsafe and not support.admits(scope["route_handler"].opt.get("support")):
            raise Problem("support_may_not", status=403)
        seed = identity.seed
        exchange.identity = identity
        exchange.locale = locale_of_request(exchange.accept_language, seed.actor.locale, seed.tenant.locale)
        self.limits.tenant.count(str(identity.tenant_id), exchange)

    async def _identify(self, scope: Scope, headers: Headers) -> Identity | None:
        if authorization := headers.get("authorization"):
            scheme, _, token = authorization.partition(" ")
            token = token.strip()
            if scheme.lower() != "bearer" or not token.startswith(API_KEY_PREFIX):
                return None
            return await self.identities.find("api_key", token)
        cookie = session_token_of(headers.get("cookie"))
        if cookie is None:
            return None
        identity = await self.identities.find("session", cookie)
        is_unsafe = method_of(scope) not in SAFE_METHODS
        if identity is not None and is_unsafe and not is_csrf_token(headers.get("x-csrf-token"), cookie):
            raise Problem("csrf_token_invalid", status=403)
        return identity
