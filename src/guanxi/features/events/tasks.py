"""Periodic work on events."""

from __future__ import annotations

import logging

from guanxi.kernel.changes.followers import trim_events
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import periodic
from guanxi.settings import Settings

logger = logging.getLogger(__name__)


@periodic("events.trim", "*/10 * * * *")
async def trim(database: Database, settings: Settings) -> None:
    if trimmed := await trim_events(database):
        logger.info("%s event(s) that everybody had taken were deleted.", trimmed)
