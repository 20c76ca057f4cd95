"""Reports over so many records that nobody waits for them."""

from __future__ import annotations

from typing import Any

import msgspec

from guanxi.features.reports import service
from guanxi.features.reports.schemas import OverviewRequest
from guanxi.kernel.jobs import JobContext, job


@job(service.JOB)
async def sales_overview(ctx: JobContext, *, asked: dict[str, Any]) -> dict[str, Any]:
    """What the call answers otherwise."""
    async with ctx.scope() as scope:
        overview = await service.get_sales_overview(scope, msgspec.convert(asked, OverviewRequest))
    answer: dict[str, Any] = msgspec.to_builtins(overview)
    return answer
