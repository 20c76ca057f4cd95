"""Files of imports that nobody has used for long, and the rows refused of them, go; what was imported stays.

Files go before the mark that they are gone: a run that dies in between is repeated, and none is left behind.
"""

from __future__ import annotations

from datetime import timedelta

import anyio

from guanxi.features.imports.queries import expiry as queries
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.files import file_store

ROWS_AT_ONCE = 5_000
MOST_STEPS = 1_000  # of one run; the next one goes on


async def expire_imports(
    database: Database, unused_for: timedelta, *, rows_at_once: int = ROWS_AT_ONCE
) -> int:
    """Returns how many imports lost their files. Each step is a transaction; several runs at once take different imports."""
    rests_since, expired = utc_now() - unused_for, 0
    for _ in range(MOST_STEPS):
        async with database.auth() as tx:
            found = await queries.lock_expired(tx, rests_since)
            if found is None:
                break
            for key in found["keys"]:
                await anyio.to_thread.run_sync(file_store().delete, key)
            expired += await queries.expire(tx, found["tenant_id"], found["import_id"], rows_at_once)
    return expired
