"""Cursors: where the next page begins, signed so that nobody can compose one.

A cursor says which query it belongs to, which branch of a nullable sort it stands in (0: values, 1: nulls), and the
sort values and id of the last row seen.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from guanxi.kernel.errors import Invalid

_MAC = 16
_MAX_LENGTH = 4_000

# Replaced by the application's secret at start; until then cursors live as long as the process.
_secret = secrets.token_bytes(32)


def set_cursor_secret(secret: bytes) -> None:
    """Called once by the composition root, so that cursors outlive a restart and are shared by all processes."""
    global _secret
    _secret = hmac.digest(secret, b"guanxi cursor", "sha256")


@dataclass(frozen=True, slots=True)
class Cursor:
    shape: str
    branch: int
    values: tuple[Any, ...]  # JSON values; whoever knows the sort fields gives them their types back
    id: UUID


class CursorInvalid(Invalid):
    """Forged, from another query, or from another company."""

    default_code = "cursor_invalid"


def encode_cursor(tenant_id: int, shape: str, last: str) -> str:
    """`last` is the JSON array `[branch, value…, id]` of the last row, as the database wrote it."""
    payload = b'["%s",%s' % (shape.encode(), last[1:].encode())
    return urlsafe_b64encode(_sign(tenant_id, payload) + payload).decode().rstrip("=")


def decode_cursor(tenant_id: int, text: str, shape: str) -> Cursor:
    if len(text) > _MAX_LENGTH:
        raise CursorInvalid()
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        signature, payload = packed[:_MAC], packed[_MAC:]
        if not hmac.compare_digest(signature, _sign(tenant_id, payload)):
            raise CursorInvalid()
        found_shape, branch, *values, row_id = msgspec.json.decode(payload)
    except (ValueError, msgspec.DecodeError):
        raise CursorInvalid() from None
    if found_shape != shape:
        raise CursorInvalid()
    return Cursor(found_shape, branch, tuple(values), UUID(row_id))


def _sign(tenant_id: int, payload: bytes) -> bytes:
    return hmac.digest(_secret, b"%d:" % tenant_id + payload, "sha256")[:_MAC]
