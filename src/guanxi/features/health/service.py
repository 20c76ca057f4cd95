"""Whether the database answers."""

from __future__ import annotations

import asyncio
import logging

from guanxi.kernel.db import Database

SECONDS = 3.0
log = logging.getLogger("guanxi.health")


async def is_database_ready(database: Database) -> bool:
    try:
        async with asyncio.timeout(SECONDS), database.auth() as tx:
            return bool(await tx.fetchval("SELECT 1"))
    except Exception as error:
        log.warning("the database does not answer: %s", type(error).__name__)
        return False
