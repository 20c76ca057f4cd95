"""The content of uploads that no record took within a day, and of files that no record has held for long, goes.

It goes before its row: a run that dies in between is repeated, and nothing is left behind.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import anyio

from guanxi.features.files.queries import field_files as queries
from guanxi.features.files.service.field_files import UNUSED_SECONDS
from guanxi.features.files.service.held_files import KEPT_DAYS
from guanxi.kernel.clock import utc_now
from guanxi.kernel.files import file_store
from guanxi.kernel.tenancy import Scope

AT_ONCE = 200
_UNUSED = timedelta(seconds=UNUSED_SECONDS)
_KEPT = timedelta(days=KEPT_DAYS)


async def expire_field_files(scope: Scope) -> float | None:
    """Up to `AT_ONCE` of them. Seconds until there is more to do; None where nothing waits."""
    now = utc_now()
    rows = await queries.lock_past(scope, now - _KEPT, now - _UNUSED, AT_ONCE)
    for row in rows:
        for key in filter(None, (row["storage_key"], row["thumbnail_key"])):
            await anyio.to_thread.run_sync(file_store().delete, key)
    if rows:
        await queries.delete_field_files(scope, [row["id"] for row in rows])
    return 0 if len(rows) == AT_ONCE else _seconds_until(now, await queries.next_past(scope))


def _seconds_until(now: datetime, following: object) -> float | None:
    dropped, uploaded = following["dropped"], following["uploaded"]  # type: ignore[index]
    times = [*([dropped + _KEPT] if dropped else []), *([uploaded + _UNUSED] if uploaded else [])]
    return max(60.0, (min(times) - now).total_seconds()) if times else None
