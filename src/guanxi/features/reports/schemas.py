"""What goes over the wire about reports. `amount` is a decimal string in the company's currency; `filter` is the
condition of the list of deals that a row counts.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import Struct

Part = Literal["counts", "closed", "amounts", "weighted", "cycle", "stages", "quarters", "regions", "agents"]
Narrowing = Literal["owner", "office"]


class OverviewRequest(Struct, frozen=True):
    """`start` and `end` bound the close dates of closed deals, both included. Open deals are always those of today."""

    filter: str = ""
    start: date | None = None
    end: date | None = None
    pipeline: str | None = None
    owner: UUID | None = None
    office: str | None = None


class Figures(Struct):
    """`win_rate` is won / (won + lost) from 0 to 1; it and the mean cycle are null when no deal was closed.

    Figures that are left out are null, too; `omitted` says so.
    """

    won_count: int | None = None
    won_amount: str | None = None
    open_count: int | None = None
    open_amount: str | None = None
    weighted_amount: str | None = None
    win_rate: float | None = None
    closed_count: int | None = None
    mean_cycle_days: float | None = None
    lost_count: int | None = None


class StageRow(Struct):
    stage: str
    label: str
    color: str
    pipeline: str
    pipeline_label: str
    count: int
    amount: str | None
    filter: str


class QuarterRow(Struct):
    """`period` is the first day of the quarter; null stands for won deals without a close date."""

    period: date | None
    label: str | None
    count: int
    amount: str | None
    filter: str


class RegionRow(Struct):
    """`region` is the owner's office; null when there is no owner or the owner has none."""

    region: str | None
    count: int
    amount: str | None
    filter: str


class Person(Struct):
    id: UUID
    name: str


class AgentRow(Struct):
    """`owner` is null for deals that nobody owns. `win_rate` is that of the owner's closed deals."""

    owner: Person | None
    count: int
    amount: str | None
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
    """`omitted` names the parts that need fields which the caller may not see: null there, or empty. `counts` means all,
    `closed` every figure of closed deals: a period was asked for, of whose close dates the caller sees none. `narrowed_by_hidden`
    names what every figure was to be narrowed by although the caller does not see it: then all is left out.
    """

    kpis: Figures
    lists: Lists
    pipeline_by_stage: list[StageRow]
    won_by_quarter: list[QuarterRow]
    won_by_region: list[RegionRow]
    won_by_agent: list[AgentRow]
    currency: str
    omitted: list[Part]
    narrowed_by_hidden: list[Narrowing]
