"""Letters that went out, or could not, long ago: they go. What is still queued stays."""

from __future__ import annotations

from datetime import timedelta

from guanxi.features.mail import queries
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.db.trimming import BATCH, trim


async def expire_messages(database: Database, kept_for: timedelta, *, batch: int = BATCH) -> int:
    """How many went, of all companies. Nothing of the last week, whatever is asked for."""
    return await trim(database, queries.TRIM, utc_now() - kept_for, batch=batch)
