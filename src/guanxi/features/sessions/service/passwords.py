"""Passwords: which are accepted, and how they are hashed.

argon2id with 19 MiB, two passes and one lane (OWASP's recommendation for servers, some 25 ms). Hashing runs in
threads, two at a time, so that a burst of sign-ins neither stops other requests nor exhausts memory. A hash made
with other parameters is renewed at the next sign-in.
"""

from __future__ import annotations

import asyncio
import unicodedata
import weakref
from functools import lru_cache, partial
from importlib import resources
from typing import TypeVar

import anyio
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from guanxi.kernel.errors import Problem

T = TypeVar("T")

MIN_LENGTH = 8
MAX_LENGTH = 256
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_PARALLEL_HASHES = 2


def check_password(password: str, *, field: str = "password", resembling: tuple[str, ...] = ()) -> None:
    """Raise 422 unless the password may be used. `resembling` holds the person's e-mail, name and company."""
    if len(password) < MIN_LENGTH:
        raise Problem("password_too_short", field=field, params={"limit": MIN_LENGTH})
    if len(password) > MAX_LENGTH:
        raise Problem("password_too_long", field=field, params={"limit": MAX_LENGTH})
    folded = password.casefold()
    if folded in _breached_passwords() or len(set(folded)) < 3:
        raise Problem("password_breached", field=field)
    if folded in {text.casefold() for text in resembling if text}:
        raise Problem("password_resembles_email", field=field)


async def hash_password(password: str) -> str:
    return await _in_thread(partial(_HASHER.hash, _normalised(password)))


async def is_password(password: str, password_hash: str | None) -> bool:
    """Takes the same time whether or not there is a hash to compare with."""
    known = password_hash or await _stand_in_hash()
    matches = await _in_thread(partial(_verify, known, _normalised(password)))
    return matches and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    return _HASHER.check_needs_rehash(password_hash)


def _verify(password_hash: str, password: bytes) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _normalised(password: str) -> bytes:
    """The same password typed on two keyboards may arrive as different code points. Lone surrogates are kept as bytes."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")[: MAX_LENGTH * 4]


_stand_in: str | None = None


async def _stand_in_hash() -> str:
    global _stand_in
    if _stand_in is None:
        _stand_in = await hash_password("the password of nobody")
    return _stand_in


@lru_cache(maxsize=1)
def _breached_passwords() -> frozenset[str]:
    """The passwords of eight or more characters among the 20,000 most frequent in breaches (list by Royce Williams)."""
    text = (
        resources.files("guanxi.features.sessions.service")
        .joinpath("breached_passwords.txt")
        .read_text("utf-8")
    )
    return frozenset(text.split("\n"))


_limiter_of_loop: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, anyio.CapacityLimiter] = (
    weakref.WeakKeyDictionary()
)


async def _in_thread(work: partial[T]) -> T:
    loop = asyncio.get_running_loop()
    limiter = _limiter_of_loop.setdefault(loop, anyio.CapacityLimiter(_PARALLEL_HASHES))
    return await anyio.to_thread.run_sync(work, limiter=limiter)
