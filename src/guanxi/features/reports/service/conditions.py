"""The conditions of the sales overview, in the language of filters, so that each figure is also a list of deals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from guanxi.features.reports.schemas import OverviewRequest
from guanxi.kernel.expressions import parse, quote
from guanxi.kernel.expressions.nodes import Conditional, Logical

OPEN = 'status == "open"'
WON = 'status == "won"'
LOST = 'status == "lost"'
CLOSED = 'status in ["won", "lost"]'

_MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Conditions:
    """`everywhere` holds for every figure, `period` only for those of closed deals."""

    everywhere: str
    period: str

    def open(self, *more: str) -> str:
        return join(OPEN, self.everywhere, *more)

    def won(self, *more: str) -> str:
        return join(WON, self.period, self.everywhere, *more)

    def lost(self, *more: str) -> str:
        return join(LOST, self.period, self.everywhere, *more)

    def closed(self, *more: str) -> str:
        return join(CLOSED, self.period, self.everywhere, *more)


def conditions_of(request: OverviewRequest) -> Conditions:
    """Raises `expression_…` problems for a filter that cannot be read."""
    everywhere = join(
        f"pipeline == {quote(request.pipeline)}" if request.pipeline else "",
        f"owner == {quote(str(request.owner))}" if request.owner else "",
        f"owner.office == {quote(request.office)}" if request.office else "",
        _bracketed(request.filter),
    )
    return Conditions(everywhere, between("close_date", request.start, request.end))


def join(*parts: str) -> str:
    return " && ".join(part for part in parts if part)


def between(field: str, first: date | None, last: date | None) -> str:
    """Both days included."""
    lower = f'{field} >= "{first}"' if first else ""
    upper = f'{field} <= "{last}"' if last else ""
    return f"({lower} && {upper})" if lower and upper else lower or upper


def in_quarter(first_day: date | None, start: date | None, end: date | None) -> str:
    """The days of the quarter that also lie in the period asked for."""
    if first_day is None:
        return "close_date == null"
    first = max(first_day, start) if start else first_day
    last = min(last_day_of_quarter(first_day), end) if end else last_day_of_quarter(first_day)
    return between("close_date", first, last)


def last_day_of_quarter(first_day: date) -> date:
    month = first_day.month + _MONTHS_IN_QUARTER
    following = date(first_day.year + (month > 12), (month - 1) % 12 + 1, 1)
    return following - timedelta(days=1)


def is_value(field: str, value: str | UUID | None) -> str:
    return f"{field} == {'null' if value is None else quote(str(value))}"


def _bracketed(text: str) -> str:
    """Read on its own first, so that it cannot close a bracket that it did not open."""
    if not text.strip():
        return ""
    root = parse(text).root
    loose = isinstance(root, Conditional) or (isinstance(root, Logical) and root.operator == "||")
    return f"({text})" if loose else text
