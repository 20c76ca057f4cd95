"""The public key of a form: which company it is of, and a secret that is kept with the form."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from guanxi.kernel.errors import NotFound

_SECRET_BYTES = 12
_LONGEST = 40


def new_key(tenant_id: int) -> str:
    number = tenant_id.to_bytes((tenant_id.bit_length() + 7) // 8 or 1, "big")
    packed = bytes([len(number)]) + number + secrets.token_bytes(_SECRET_BYTES)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def tenant_of_key(key: str) -> int:
    """Raises NotFound for what was never a key."""
    try:
        packed = urlsafe_b64decode(key + "=" * (-len(key) % 4)) if len(key) <= _LONGEST else b""
    except ValueError:
        raise NotFound() from None
    length = packed[0] if packed else 0
    if not 0 < length <= 8 or len(packed) != 1 + length + _SECRET_BYTES:
        raise NotFound()
    tenant_id = int.from_bytes(packed[1 : 1 + length], "big")
    if tenant_id >= 2**63 or urlsafe_b64encode(packed).decode().rstrip("=") != key:
        raise NotFound()
    return tenant_id
