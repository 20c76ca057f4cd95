"""The questions that the sales overview puts to the query compiler."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from guanxi.features.reports.schemas import Part
from guanxi.features.reports.service.conditions import Conditions
from guanxi.kernel.query import AggregateQuery, Group, Metric

# A company has rarely more; the rest of a longer ranking is reached through the list.
MOST_AGENTS = 500
MOST_REGIONS = 200

_OF_CLOSED_DEALS = frozenset({"won_count", "won_amount", "lost_count", "closed_count", "mean_cycle_days"})


def questions(conditions: Conditions, omitted: Collection[Part]) -> dict[str, AggregateQuery]:
    """Those that name no field of an omitted part."""
    # What every figure has in common is asked once for all of them.
    narrowed = replace(conditions, everywhere="")
    won = narrowed.won()
    count_and_amount = _without(
        omitted, (Metric("count", name="count"), Metric("sum", "amount", name="amount"))
    )
    largest = "-count" if "amounts" in omitted else "-amount"
    asked = {
        "kpis": AggregateQuery("deal", conditions.everywhere, metrics=_without(omitted, _figures(narrowed))),
        "stages": AggregateQuery("deal", conditions.open(), (Group("stage"),), count_and_amount),
        "quarters": AggregateQuery(
            "deal", conditions.won(), (Group("close_date", "quarter"),), count_and_amount
        ),
        "regions": AggregateQuery(
            "deal",
            conditions.won(),
            (Group("owner.office"),),
            count_and_amount,
            sort=largest,
            limit=MOST_REGIONS,
        ),
        "agents": AggregateQuery(
            "deal",
            conditions.closed(),
            (Group("owner"),),
            _without(
                omitted,
                (
                    Metric("count", filter=won, name="count"),
                    Metric("sum", "amount", filter=won, name="amount"),
                    Metric("count", name="closed_count"),
                ),
            ),
            sort=largest if largest == "-count" else f"{largest},-count",
            limit=MOST_AGENTS,
        ),
    }
    return {name: query for name, query in asked.items() if name not in omitted}


def _figures(narrowed: Conditions) -> tuple[Metric, ...]:
    won, closed, opened = narrowed.won(), narrowed.closed(), narrowed.open()
    return (
        Metric("count", filter=won, name="won_count"),
        Metric("sum", "amount", filter=won, name="won_amount"),
        Metric("count", filter=narrowed.lost(), name="lost_count"),
        Metric("count", filter=closed, name="closed_count"),
        Metric("avg", "cycle_days", filter=closed, name="mean_cycle_days"),
        Metric("count", filter=opened, name="open_count"),
        Metric("sum", "amount", filter=opened, name="open_amount"),
        Metric("sum", filter=opened, name="weighted_amount", expression="amount * probability / 100"),
    )


def _without(omitted: Collection[Part], metrics: tuple[Metric, ...]) -> tuple[Metric, ...]:
    return tuple(metric for metric in metrics if not _parts_of(metric) & set(omitted))


def _parts_of(metric: Metric) -> set[Part]:
    """Which parts a figure belongs to: it is left out with any of them."""
    parts: set[Part] = {"closed"} if metric.name in _OF_CLOSED_DEALS else {"counts"}
    if metric.name == "weighted_amount":
        parts.add("weighted")
    elif metric.field == "amount":
        parts.add("amounts")
    elif metric.field == "cycle_days":
        parts.add("cycle")
    return parts
