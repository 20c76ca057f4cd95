"""What every way in ends with: the session cookie, set on the answer; and what we note about the browser."""

from __future__ import annotations

from typing import TypeVar

from litestar import Response

from guanxi.edge.exchange import exchange_of
from guanxi.edge.identities import Identity
from guanxi.edge.requests import AnyRequest, edge_settings_of, identities_of
from guanxi.edge.session_cookie import expired_session_cookie, session_cookie, session_token_of
from guanxi.kernel.errors import Problem

T = TypeVar("T")


def with_session(request: AnyRequest, content: T, token: str, status: int = 201) -> Response[T]:
    cookie = session_cookie(token, secure=edge_settings_of(request).secure_cookies)
    return Response(content, status_code=status, cookies=[cookie])


def without_session(request: AnyRequest) -> Response[None]:
    cookie = expired_session_cookie(secure=edge_settings_of(request).secure_cookies)
    return Response(None, status_code=204, cookies=[cookie])


def session_token(request: AnyRequest) -> str | None:
    return session_token_of(request.headers.get("cookie"))


async def caller_of_token(request: AnyRequest, token: str) -> Identity:
    """The person who has just signed in."""
    identity = await identities_of(request).find("session", token)
    if identity is None:
        raise Problem("user_inactive", status=403)
    exchange_of(request).identity = identity
    return identity


def user_agent_of(request: AnyRequest) -> str:
    return request.headers.get("user-agent", "")[:300]
