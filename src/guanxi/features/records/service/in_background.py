"""Figures over so many records that nobody waits for them: made by jobs, which the governor does not limit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.records.schemas import AggregateRequest, GroupBy
from guanxi.kernel.jobs import enqueue_few
from guanxi.kernel.query import (
    AggregateQuery,
    Group,
    ListQuery,
    Metric,
    check_aggregates,
    check_list,
    fetch_aggregate,
    fetch_list,
)
from guanxi.kernel.tenancy import Scope

AGGREGATE, COUNT = "records.aggregate", "records.count"


def query_of(object_name: str, data: AggregateRequest) -> AggregateQuery:
    groups = tuple(
        Group(each.field, each.by) if isinstance(each, GroupBy) else Group(each) for each in data.group_by
    )
    metrics = tuple(Metric(each.fn, each.field, each.filter, each.name) for each in data.metrics)
    return AggregateQuery(
        object_name, data.filter or "", groups, metrics or (Metric("count"),), data.sort or "", data.limit
    )


async def queue_aggregate(scope: Scope, object_name: str, data: AggregateRequest) -> UUID:
    """Raises at once what is wrong with the question; 429 `jobs_waiting` when the company has enough of these waiting."""
    await check_aggregates(scope, {"data": query_of(object_name, data)})
    return await enqueue_few(scope, AGGREGATE, {"object": object_name, "asked": msgspec.to_builtins(data)})


async def queue_count(scope: Scope, query: ListQuery) -> UUID:
    """As `queue_aggregate`, of a list: its records are counted exactly."""
    await check_list(scope, query)
    asked = {"filter": query.filter, "q": query.q, "deleted": query.deleted}
    return await enqueue_few(scope, COUNT, {"object": query.object, "asked": asked})


async def aggregate(scope: Scope, object_name: str, asked: dict[str, Any]) -> dict[str, Any]:
    query = query_of(object_name, msgspec.convert(asked, AggregateRequest))
    answer: dict[str, Any] = msgspec.json.decode(await fetch_aggregate(scope, query))
    return answer


async def count(scope: Scope, object_name: str, asked: dict[str, Any]) -> dict[str, Any]:
    """`{"count": {value, capped}}`, as the page of a list has it."""
    page = await fetch_list(scope, ListQuery(object_name, limit=1, count="exact", **asked))
    return {"count": msgspec.json.decode(page)["count"]}
