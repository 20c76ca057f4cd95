"""The chore that sends what is queued."""

from __future__ import annotations

from guanxi.features.mail.service import outgoing, sending
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore
from guanxi.settings import Settings


@chore(outgoing.CHORE)
async def send(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await sending.send_due(database, tenant_id, settings.mail_per_day)
