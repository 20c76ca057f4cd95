"""Sign-in attempts per e-mail and per address, counted by the database for all processes together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, text

from guanxi.features.sessions.models import sign_in_attempt
from guanxi.kernel.db import Transaction, prepare

_COUNT = prepare(
    text(
        "INSERT INTO guanxi.sign_in_attempt AS a (key, window_start, attempts) VALUES (:key, :window_start, 1) "
        "ON CONFLICT (key, window_start) DO UPDATE SET attempts = a.attempts + 1 RETURNING attempts"
    )
)


async def count_attempt(tx: Transaction, key: bytes, window_start: datetime) -> int:
    """Attempts in this window, this one included."""
    attempts: int = await tx.fetchval(_COUNT, {"key": key, "window_start": window_start})
    return attempts


async def forget_attempts(tx: Transaction, key: bytes) -> None:
    await tx.execute(delete(sign_in_attempt).where(sign_in_attempt.c.key == bindparam("key")), {"key": key})


async def delete_attempts_before(tx: Transaction, window_start: datetime) -> None:
    statement = delete(sign_in_attempt).where(sign_in_attempt.c.window_start < bindparam("window_start"))
    await tx.execute(statement, {"window_start": window_start})
