"""The chore of forms: forgetting what is past its time."""

from __future__ import annotations

from guanxi.features.forms.service.retention import CHORE, forget_past
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore
from guanxi.settings import Settings


@chore(CHORE)
async def forget(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await forget_past(database, settings, tenant_id)
