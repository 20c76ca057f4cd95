"""The end of notifications of long ago, read or not."""

from __future__ import annotations

import logging
from datetime import timedelta

from guanxi.features.notifications.service import expire_notifications
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import periodic
from guanxi.settings import Settings

logger = logging.getLogger(__name__)


@periodic("notifications.expire", "47 * * * *")
async def expire(database: Database, settings: Settings) -> None:
    if expired := await expire_notifications(database, timedelta(days=settings.notification_days)):
        logger.info("%s old notification(s) were deleted.", expired)
