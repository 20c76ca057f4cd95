"""Addresses that an administrator gives: where visitors are sent on to, and which pages may show a form within them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from guanxi.kernel.errors import Invalid

# Nothing in it can end a header or begin another source.
_ORIGIN = re.compile(
    r"https://(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(:\d{1,5})?"
    r"|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)
_PLAIN = re.compile(r"[\x21-\x7e]+")


def require_https(address: str, place: str) -> None:
    """An empty one is none. Raises `form_address_invalid`."""
    if not address:
        return
    try:
        parts = urlsplit(address)
        fits = parts.scheme == "https" and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        fits = False
    if not fits or not _PLAIN.fullmatch(address) or "\\" in address:
        raise Invalid("form_address_invalid", field=place, params={"address": address[:200]})


def require_origin(origin: str, place: str) -> None:
    """Raises `form_origin_invalid`."""
    if not _ORIGIN.fullmatch(origin):
        raise Invalid("form_origin_invalid", field=place, params={"origin": origin[:200]})
