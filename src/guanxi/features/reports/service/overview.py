"""The sales overview: what was won, what is under way, how often and how fast deals are closed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.reports.schemas import (
    AgentRow,
    Figures,
    Lists,
    OverviewRequest,
    Person,
    QuarterRow,
    RegionRow,
    SalesOverview,
    StageRow,
)
from guanxi.features.reports.service.conditions import Conditions, conditions_of, in_quarter, is_value
from guanxi.features.reports.service.parts import hidden_narrowing, omitted_for
from guanxi.features.reports.service.questions import questions
from guanxi.kernel.errors import Invalid
from guanxi.kernel.jobs import enqueue_few
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.query import check_aggregates, fetch_aggregates
from guanxi.kernel.tenancy import Scope

Rows = list[dict[str, Any]]
JOB = "reports.sales_overview"


async def get_sales_overview(scope: Scope, request: OverviewRequest) -> SalesOverview:
    """Parts that need fields hidden from the caller are left out.

    Raises 403 without `deal.read`; 422 `report_period_reversed`, `pipeline_unknown` and `expression_…`.
    """
    scope.require("deal.read")
    deals = (await registry_of(scope)).object("deal")
    _check(request, deals)
    conditions = conditions_of(request)

    omitted = omitted_for(scope, request)
    rows: dict[str, Rows] = {name: [] for name in ("kpis", "stages", "quarters", "regions", "agents")}
    if "counts" in omitted:
        conditions = Conditions("", "")
    else:
        answers = await fetch_aggregates(scope, questions(conditions, omitted))
        rows |= {name: msgspec.json.decode(text) for name, text in answers.items()}

    no_amount = None if "amounts" in omitted else "0"
    return SalesOverview(
        kpis=_figures(rows["kpis"][0]) if rows["kpis"] else Figures(),
        lists=Lists(conditions.won(), conditions.lost(), conditions.closed(), conditions.open()),
        pipeline_by_stage=(
            []
            if "stages" in omitted
            else _stages(scope, deals, request.pipeline, rows["stages"], conditions, no_amount)
        ),
        won_by_quarter=[_quarter(scope, row, request, conditions) for row in rows["quarters"]],
        won_by_region=[_region(row, conditions) for row in rows["regions"]],
        won_by_agent=[_agent(row, conditions) for row in rows["agents"]],
        currency=scope.tenant.currency,
        omitted=omitted,
        narrowed_by_hidden=hidden_narrowing(scope, request),
    )


async def queue_sales_overview(scope: Scope, request: OverviewRequest) -> UUID:
    """The job that makes the overview; raises at once what is wrong with the request."""
    scope.require("deal.read")
    _check(request, (await registry_of(scope)).object("deal"))
    omitted = omitted_for(scope, request)
    if "counts" not in omitted:
        await check_aggregates(scope, questions(conditions_of(request), omitted))
    return await enqueue_few(scope, JOB, {"asked": msgspec.to_builtins(request)})


def _check(request: OverviewRequest, deals: ObjectDef) -> None:
    if request.start and request.end and request.start > request.end:
        raise Invalid("report_period_reversed", field="from")
    if request.pipeline and request.pipeline not in {pipeline.key for pipeline in deals.pipelines}:
        raise Invalid("pipeline_unknown", field="pipeline", params={"pipeline": request.pipeline[:80]})


def _figures(row: dict[str, Any]) -> Figures:
    rate = _rate(row["won_count"], row["closed_count"]) if "closed_count" in row else None
    return Figures(win_rate=rate, **row)


def _rate(won: int, closed: int) -> float | None:
    return round(won / closed, 6) if closed else None


def _stages(
    scope: Scope,
    deals: ObjectDef,
    wanted: str | None,
    rows: Rows,
    conditions: Conditions,
    no_amount: str | None,
) -> list[StageRow]:
    """Open stages in the order of their pipelines. A pipeline without any open deal is shown only when asked for,
    the first one always.
    """
    found = {row["stage"]: row for row in rows}
    shown: list[StageRow] = []
    for number, pipeline in enumerate(deals.pipelines):
        stages = [stage for stage in pipeline.stages if stage.kind == "open"]
        in_use = any(stage.key in found for stage in stages)
        if wanted != pipeline.key and (wanted or (number and not in_use)):
            continue
        for stage in stages:
            row = found.get(stage.key, {"count": 0, "amount": no_amount})
            shown.append(
                StageRow(
                    stage=stage.key,
                    label=stage.label.in_locale(scope.locale),
                    color=stage.color,
                    pipeline=pipeline.key,
                    pipeline_label=pipeline.label.in_locale(scope.locale),
                    count=row["count"],
                    amount=row.get("amount"),
                    filter=conditions.open(is_value("stage", stage.key)),
                )
            )
    return shown


def _quarter(
    scope: Scope, row: dict[str, Any], request: OverviewRequest, conditions: Conditions
) -> QuarterRow:
    period = date.fromisoformat(row["close_date"]) if row["close_date"] else None
    quarter = in_quarter(period, request.start, request.end)
    return QuarterRow(
        period=period,
        label=_quarter_label(period, scope.locale),
        count=row["count"],
        amount=row.get("amount"),
        filter=Conditions(conditions.everywhere, quarter).won(),
    )


def _quarter_label(first_day: date | None, locale: str) -> str | None:
    if first_day is None:
        return None
    number = (first_day.month - 1) // 3 + 1
    return f"{first_day.year}年第{number}季度" if locale.startswith("zh") else f"{first_day.year} Q{number}"


def _region(row: dict[str, Any], conditions: Conditions) -> RegionRow:
    region = row["owner.office"]
    return RegionRow(
        region=region,
        count=row["count"],
        amount=row.get("amount"),
        filter=conditions.won(is_value("owner.office", region)),
    )


def _agent(row: dict[str, Any], conditions: Conditions) -> AgentRow:
    owner = msgspec.convert(row["owner"], Person | None, strict=False)
    return AgentRow(
        owner=owner,
        count=row["count"],
        amount=row.get("amount"),
        closed_count=row["closed_count"],
        win_rate=_rate(row["count"], row["closed_count"]),
        filter=conditions.won(is_value("owner", owner.id if owner else None)),
    )
