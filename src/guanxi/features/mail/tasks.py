"""The chore that sends what is queued, and the end of what was sent long ago."""

from __future__ import annotations

import logging
from datetime import timedelta

from guanxi.features.mail.service import outgoing, sending
from guanxi.features.mail.service.expiring import expire_messages
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore, periodic
from guanxi.settings import Settings

logger = logging.getLogger(__name__)


@chore(outgoing.CHORE)
async def send(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await sending.send_due(database, tenant_id, settings.mail_per_day)


@periodic("mail.expire", "37 * * * *")
async def expire(database: Database, settings: Settings) -> None:
    if expired := await expire_messages(database, timedelta(days=settings.mail_days)):
        logger.info("%s old letter(s) were deleted.", expired)
