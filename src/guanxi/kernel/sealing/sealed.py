"""Sealing and opening one text.

Envelope encryption after NIST SP 800-38D (AES-GCM, 96-bit random nonces): each text has a data key of its own, so that no key
ever encrypts more than a few texts. The place where a text belongs is authenticated with it.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from guanxi.kernel.sealing.keys import KEY_BYTES, keyring

_NONCE: Final = 12


class SealedUnreadable(Exception):
    """It was sealed by a key that is not there any more, for another place, or has been tampered with."""


@dataclass(frozen=True, slots=True, eq=True)
class Sealed:
    """`key` is the id of the operator's key, `wrapped` the text's own key, `content` the text; both with their nonces, in base64.
    `mask` is what may be shown; `blind` tells equal texts, where that was asked for.
    """

    key: str
    wrapped: str = field(repr=False)
    content: str = field(repr=False)
    mask: str
    blind: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return self.mask

    def as_json(self) -> dict[str, str]:
        kept = {"key": self.key, "wrapped": self.wrapped, "content": self.content, "mask": self.mask}
        return kept if self.blind is None else {**kept, "blind": self.blind}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Sealed:
        return cls(kept["key"], kept["wrapped"], kept["content"], kept["mask"], kept.get("blind"))


def seal(text: str, place: str, mask: str, blind: str | None = None) -> Sealed:
    """`place` says of which company and field it is. Raises KeysMissing."""
    ring = keyring()
    current = ring.current
    data_key = AESGCM.generate_key(KEY_BYTES * 8)
    wrapped = _encrypted(ring.keys[current], data_key, f"key {place}")
    return Sealed(current, wrapped, _encrypted(data_key, text.encode(), f"text {place}"), mask, blind)


def open_sealed(sealed: Sealed, place: str) -> str:
    """Raises SealedUnreadable."""
    key = keyring().keys.get(sealed.key)
    if key is None:
        raise SealedUnreadable
    data_key = _decrypted(key, sealed.wrapped, f"key {place}")
    return _decrypted(data_key, sealed.content, f"text {place}").decode()


def blind_index(text: str, place: str) -> str:
    """The same for the same text in the same place, and telling nothing else of it to who lacks the key (HMAC-SHA-256)."""
    digest = hmac.digest(keyring().blind(), f"{place}\0{text}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _encrypted(key: bytes, content: bytes, place: str) -> str:
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, content, place.encode())).decode()


def _decrypted(key: bytes, kept: str, place: str) -> bytes:
    try:
        raw = base64.b64decode(kept, validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode())
    except (InvalidTag, ValueError):
        raise SealedUnreadable from None
