"""POST /objects/{object}/aggregate."""

from __future__ import annotations

from litestar import Response, post

from guanxi.edge.replicas import READS_ANYWHERE
from guanxi.edge.support import READS
from guanxi.edge.work import REPORT
from guanxi.features.records.routes.answers import described_as, raw_json
from guanxi.features.records.schemas import AggregateAnswer, AggregateRequest, GroupBy
from guanxi.kernel.query import AggregateQuery, Group, Metric, fetch_aggregate
from guanxi.kernel.tenancy import Scope


@post(
    "/objects/{object_name:str}/aggregate",
    opt=READS | READS_ANYWHERE | REPORT,
    status_code=200,
    summary="Count and sum records by groups",
    description=(
        "Groups are fields, perhaps dotted (`owner.office`), dates perhaps by period. Lookups come as {id, name}, money "
        "as decimal strings, periods as their first day. Without metrics, records are counted."
    ),
    tags=["Reports"],
    responses=described_as(AggregateAnswer, "One row for each group"),
)
async def aggregate_records(caller: Scope, object_name: str, data: AggregateRequest) -> Response[bytes]:
    groups = tuple(
        Group(each.field, each.by) if isinstance(each, GroupBy) else Group(each) for each in data.group_by
    )
    metrics = tuple(Metric(each.fn, each.field, each.filter, each.name) for each in data.metrics)
    query = AggregateQuery(
        object_name, data.filter or "", groups, metrics or (Metric("count"),), data.sort or "", data.limit
    )
    return raw_json(await fetch_aggregate(caller, query))


handlers = [aggregate_records]
