"""Slowing down those who guess passwords: attempts are limited per e-mail and per address in fixed windows.

Attempts are counted before the password is looked at, and committed at once, so that parallel guesses count too.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from guanxi.edge.client_addresses import counted_address
from guanxi.edge.settings import EdgeSettings
from guanxi.features.sessions.queries import attempts as queries
from guanxi.features.sessions.service.emails import email_key
from guanxi.kernel.db import Transaction
from guanxi.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class AttemptLimits:
    per_email: int = 10
    per_address: int = 200
    window: timedelta = timedelta(minutes=15)


async def count_attempt(
    tx: Transaction, email: str, address: str, limits: AttemptLimits, now: datetime
) -> Problem | None:
    """The refusal (429), if there have been too many. The caller must commit before raising it."""
    window_start = _window_start(now, limits.window)
    by_email = await queries.count_attempt(tx, key_of_email(email), window_start)
    by_address = await queries.count_attempt(tx, _key("address", counted_address(address)), window_start)
    if by_email <= limits.per_email and by_address <= limits.per_address:
        return None
    seconds = max(1, math.ceil((window_start + limits.window - now).total_seconds()))
    return Problem(
        "sign_in_limited",
        status=429,
        params={"minutes": math.ceil(seconds / 60)},
        headers={"Retry-After": str(seconds)},
    )


async def forget_attempts(tx: Transaction, email: str, limits: AttemptLimits, now: datetime) -> None:
    """After a success; also sweeps windows that no longer matter."""
    await queries.forget_attempts(tx, key_of_email(email))
    await queries.delete_attempts_before(tx, _window_start(now, limits.window) - limits.window)


def key_of_email(email: str) -> bytes:
    return _key("email", email_key(email))


def _key(kind: str, text: str) -> bytes:
    return hashlib.sha256(f"{kind}:{text}".encode("utf-8", "surrogatepass")).digest()


def _window_start(now: datetime, window: timedelta) -> datetime:
    epoch = datetime(2020, 1, 1, tzinfo=UTC)
    return epoch + (now - epoch) // window * window


def attempt_limits(edge: EdgeSettings) -> AttemptLimits:
    return AttemptLimits(
        edge.sign_in_attempts_per_email,
        edge.sign_in_attempts_per_address,
        timedelta(minutes=edge.sign_in_window_minutes),
    )
