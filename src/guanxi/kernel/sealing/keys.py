"""The operator's keys: the current one, which seals, and former ones, which still open."""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

KEY_BYTES: Final = 32
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


class KeysInvalid(ValueError):
    """What was given as keys is none. Says nothing of what it was."""


class KeysMissing(Exception):
    """No key was configured, so that nothing can be sealed or opened."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """`keys` by their ids, the current one first. `blind` gives the key of blind indexes, which stays the same when
    keys change; it is asked for when it is first needed."""

    keys: Mapping[str, bytes] = field(repr=False)
    blind: Callable[[], bytes] = field(repr=False)

    @classmethod
    def parsed(cls, text: str, blind: Callable[[], bytes]) -> Keyring:
        """`id:base64,id:base64`, each of 32 bytes, the current one first. Raises KeysInvalid."""
        keys: dict[str, bytes] = {}
        for part in filter(None, (each.strip() for each in text.split(","))):
            name, _, encoded = part.partition(":")
            if not _ID.fullmatch(name) or name in keys:
                raise KeysInvalid("each key needs an id of its own: small letters, digits and hyphens")
            try:
                keys[name] = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                raise KeysInvalid(f"the key “{name}” is not base64") from None
            if len(keys[name]) != KEY_BYTES:
                raise KeysInvalid(f"the key “{name}” does not have {KEY_BYTES} bytes")
        return cls(keys, blind)

    @property
    def current(self) -> str:
        """The id of the key that seals. Raises KeysMissing."""
        if not self.keys:
            raise KeysMissing
        return next(iter(self.keys))


_ring = Keyring({}, bytes)


def use_keys(ring: Keyring) -> None:
    global _ring
    _ring = ring


def keyring() -> Keyring:
    return _ring


def made_key(name: str) -> str:
    """A new key as `Keyring.parsed` reads it."""
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"
