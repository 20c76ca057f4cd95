"""POST /objects/{object}/aggregate."""

from __future__ import annotations

from litestar import Response, post

from guanxi.edge.preferences import PreferHeader, prefers_job, queued
from guanxi.edge.support import READS
from guanxi.edge.work import READS_ANYWHERE, REPORT
from guanxi.features.records.routes.answers import described_as, raw_json
from guanxi.features.records.schemas import AggregateAnswer, AggregateRequest
from guanxi.features.records.service import in_background
from guanxi.kernel.query import fetch_aggregate
from guanxi.kernel.tenancy import Scope


@post(
    "/objects/{object_name:str}/aggregate",
    opt=READS | READS_ANYWHERE | REPORT,
    status_code=200,
    summary="Count and sum records by groups",
    description=(
        "Groups are fields, perhaps dotted (`owner.office`), dates perhaps by period. Lookups come as {id, name}, money "
        "as decimal strings, periods as their first day. Without metrics, records are counted. Of very many records this "
        "is refused; with `Prefer: respond-async` a job makes it (202 with `job_id`)."
    ),
    tags=["Reports"],
    responses=described_as(AggregateAnswer, "One row for each group"),
)
async def aggregate_records(
    caller: Scope, object_name: str, data: AggregateRequest, prefer: PreferHeader = None
) -> Response[bytes]:
    if prefers_job(prefer):
        return queued(await in_background.queue_aggregate(caller, object_name, data))
    return raw_json(await fetch_aggregate(caller, in_background.query_of(object_name, data)))


handlers = [aggregate_records]
