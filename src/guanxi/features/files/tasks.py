"""The chore that lets go of the content of files that nobody holds."""

from __future__ import annotations

from guanxi.features.files.service.expiring import expire_field_files
from guanxi.features.files.service.field_files import CHORE
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore
from guanxi.kernel.tenancy.automation import automation_seed
from guanxi.settings import Settings


@chore(CHORE)
async def expire(database: Database, settings: Settings, tenant_id: int) -> float | None:
    seed = await automation_seed(database, tenant_id)
    async with database.transaction(seed, source="automation") as scope:
        return await expire_field_files(scope)
