"""The browser's session cookie."""

from __future__ import annotations

from litestar.datastructures import Cookie

NAME = "guanxi_session"
SECONDS = 60 * 24 * 3600


def session_cookie(token: str, *, secure: bool) -> Cookie:
    return Cookie(
        key=NAME, value=token, max_age=SECONDS, path="/", httponly=True, samesite="lax", secure=secure
    )


def expired_session_cookie(*, secure: bool) -> Cookie:
    return Cookie(key=NAME, value="", max_age=0, path="/", httponly=True, samesite="lax", secure=secure)


def session_token_of(cookie_header: str | None) -> str | None:
    if not cookie_header or NAME not in cookie_header:
        return None
    for part in cookie_header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == NAME and value:
            return value.strip('"')
    return None
