"""Secrets we hand out: session cookies, API keys, invitation links. Only their SHA-256 is ever stored.

A plain hash is enough, and argon2 would be waste, because each token carries 256 random bits.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

API_KEY_PREFIX = "gx_"
PREFIX_SHOWN = 9


def new_token(prefix: str = "") -> str:
    return prefix + secrets.token_urlsafe(32)


def hash_of_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def csrf_token_of_session(session_token: str) -> str:
    """Derived from the cookie, which scripts cannot read, so that nothing more needs to be stored."""
    digest = hmac.digest(session_token.encode("utf-8", "surrogatepass"), b"guanxi csrf", "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_csrf_token(offered: str | None, session_token: str) -> bool:
    return offered is not None and hmac.compare_digest(
        offered.encode("utf-8", "surrogatepass"), csrf_token_of_session(session_token).encode()
    )
