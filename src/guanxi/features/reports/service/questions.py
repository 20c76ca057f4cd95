"""The questions that the sales overview puts to the query compiler."""

from __future__ import annotations

from dataclasses import replace

from guanxi.features.reports.service.conditions import Conditions
from guanxi.kernel.query import AggregateQuery, Group, Metric

# A company has rarely more; the rest of a longer ranking is reached through the list.
MOST_AGENTS = 500
MOST_REGIONS = 200


def questions(conditions: Conditions) -> dict[str, AggregateQuery]:
    # What every figure has in common is asked once for all of them.
    narrowed = replace(conditions, everywhere="")
    won, closed, opened = narrowed.won(), narrowed.closed(), narrowed.open()
    count_and_amount = (Metric("count", name="count"), Metric("sum", "amount", name="amount"))
    return {
        "kpis": AggregateQuery(
            "deal",
            conditions.everywhere,
            metrics=(
                Metric("count", filter=won, name="won_count"),
                Metric("sum", "amount", filter=won, name="won_amount"),
                Metric("count", filter=narrowed.lost(), name="lost_count"),
                Metric("count", filter=closed, name="closed_count"),
                Metric("avg", "cycle_days", filter=closed, name="mean_cycle_days"),
                Metric("count", filter=opened, name="open_count"),
                Metric("sum", "amount", filter=opened, name="open_amount"),
                Metric("sum", filter=opened, name="weighted_amount", expression="amount * probability / 100"),
            ),
        ),
        "stages": AggregateQuery("deal", conditions.open(), (Group("stage"),), count_and_amount),
        "quarters": AggregateQuery(
            "deal", conditions.won(), (Group("close_date", "quarter"),), count_and_amount
        ),
        "regions": AggregateQuery(
            "deal",
            conditions.won(),
            (Group("owner.office"),),
            count_and_amount,
            sort="-amount",
            limit=MOST_REGIONS,
        ),
        "agents": AggregateQuery(
            "deal",
            conditions.closed(),
            (Group("owner"),),
            (
                Metric("count", filter=won, name="count"),
                Metric("sum", "amount", filter=won, name="amount"),
                Metric("count", name="closed_count"),
            ),
            sort="-amount,-count",
            limit=MOST_AGENTS,
        ),
    }
