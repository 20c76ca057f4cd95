"""GET /reports/sales-overview."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.params import Parameter

from guanxi.edge.preferences import PreferHeader, prefers_job, queued
from guanxi.edge.work import READS_ANYWHERE, REPORT
from guanxi.features.reports import service
from guanxi.features.reports.schemas import OverviewRequest, SalesOverview
from guanxi.kernel.tenancy import Scope

TAGS = ["Reports"]

FilterQuery = Annotated[
    str, Parameter(query="filter", max_length=10_000, description="A condition on deals, in CEL")
]
FromQuery = Annotated[
    date | None, Parameter(query="from", description="First close date of closed deals, included")
]
ToQuery = Annotated[
    date | None, Parameter(query="to", description="Last close date of closed deals, included")
]
PipelineQuery = Annotated[str | None, Parameter(query="pipeline", max_length=100)]
OwnerQuery = Annotated[UUID | None, Parameter(query="owner", description="A user's id")]
OfficeQuery = Annotated[
    str | None, Parameter(query="office", max_length=200, description="The owner's office")
]


@get(
    "/reports/sales-overview",
    opt=READS_ANYWHERE | REPORT,
    summary="Get the sales overview",
    description=(
        "Won revenue by quarter, region and agent, the open pipeline by stage, win rate and length of the sales "
        "cycle. `from` and `to` bound the close dates of closed deals; open deals are those of today. Each row "
        "carries the `filter` of the list of deals that it counts. Of very many deals this is refused; with "
        "`Prefer: respond-async` a job makes it (202 with `job_id`)."
    ),
    tags=TAGS,
)
async def get_sales_overview(
    caller: Scope,
    condition: FilterQuery = "",
    start: FromQuery = None,
    end: ToQuery = None,
    pipeline: PipelineQuery = None,
    owner: OwnerQuery = None,
    office: OfficeQuery = None,
    prefer: PreferHeader = None,
) -> Response[SalesOverview]:
    request = OverviewRequest(
        filter=condition, start=start, end=end, pipeline=pipeline or None, owner=owner, office=office or None
    )
    if prefers_job(prefer):
        return queued(await service.queue_sales_overview(caller, request))
    return Response(await service.get_sales_overview(caller, request))


handlers = [get_sales_overview]
