"""What goes over the wire about reports. `amount` is a decimal string in the company's currency; `filter` is the
condition of the list of deals that a row counts.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class OverviewRequest(Struct, frozen=True):
    """`start` and `end` bound the close dates of closed deals, both included. Open deals are always those of today."""

    filter: str = ""
    start: date | None = None
    end: date | None = None
    pipeline: str | None = None
    owner: UUID | None = None
    office: str | None = None


class Figures(Struct):
    """`win_rate` is won / (won + lost) from 0 to 1; it and the mean cycle are null when no deal was closed."""

    won_count: int
    won_amount: str
    open_count: int
    open_amount: str
    weighted_amount: str
    win_rate: float | None
    closed_count: int
    mean_cycle_days: float | None
    lost_count: int


class StageRow(Struct):
    stage: str
    label: str
    color: str
    pipeline: str
    pipeline_label: str
    count: int
    amount: str
    filter: str


class QuarterRow(Struct):
    """`period` is the first day of the quarter; null stands for won deals without a close date."""

    period: date | None
    label: str | None
    count: int
    amount: str
    filter: str


class RegionRow(Struct):
    """`region` is the owner's office; null when there is no owner or the owner has none."""

    region: str | None
    count: int
    amount: str
    filter: str


class Person(Struct):
    id: UUID
    name: str


class AgentRow(Struct):
    """`owner` is null for deals that nobody owns. `win_rate` is that of the owner's closed deals."""

    owner: Person | None
    count: int
    amount: str
    closed_count: int
    win_rate: float | None
    filter: str


class Lists(Struct):
    """Conditions of the deals behind the figures."""

    won: str
    lost: str
    closed: str
    open: str


class SalesOverview(Struct):
    kpis: Figures
    lists: Lists
    pipeline_by_stage: list[StageRow]
    won_by_quarter: list[QuarterRow]
    won_by_region: list[RegionRow]
    won_by_agent: list[AgentRow]
    currency: str
