"""The jobs of imports. Each finds out from the import's own row where an earlier attempt got to."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from guanxi.features.imports.service.checking import check_file
from guanxi.features.imports.service.expiring import expire_imports
from guanxi.features.imports.service.running import run_import, stop_import
from guanxi.features.imports.service.uploading import analyse_in_job, problem_as_kept
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.jobs import JobCancelled, JobContext, job, periodic
from guanxi.settings import Settings

logger = logging.getLogger(__name__)


@job("imports.analyse")
async def analyse(ctx: JobContext, import_id: str) -> None:
    async with _ending_well(ctx, UUID(import_id)):
        await analyse_in_job(ctx, UUID(import_id))


@job("imports.check")
async def check(ctx: JobContext, import_id: str) -> dict[str, Any]:
    async with _ending_well(ctx, UUID(import_id)):
        return await check_file(ctx, UUID(import_id))
    raise AssertionError("unreachable")


@job("imports.run")
async def run(ctx: JobContext, import_id: str, change_set_id: str | None = None) -> dict[str, Any]:
    """`change_set_id` is there for those who ask which jobs are writing it."""
    async with _ending_well(ctx, UUID(import_id)):
        return await run_import(ctx, UUID(import_id))
    raise AssertionError("unreachable")


@periodic("imports.expire", "23 * * * *")
async def expire(database: Database, settings: Settings) -> None:
    if expired := await expire_imports(database, timedelta(days=settings.import_file_days)):
        logger.info("The files of %s old import(s) were deleted.", expired)


@asynccontextmanager
async def _ending_well(ctx: JobContext, import_id: UUID) -> AsyncIterator[None]:
    """The import's own row says how it ended, as the job's does."""
    try:
        yield
    except JobCancelled:
        async with ctx.scope() as scope:
            await stop_import(scope, import_id, "cancelled")
        raise
    except Problem as problem:
        async with ctx.scope() as scope:
            await stop_import(scope, import_id, "failed", problem_as_kept(problem))
        raise
