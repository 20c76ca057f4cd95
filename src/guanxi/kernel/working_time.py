"""When a company works: days of the week, hours of the day, public holidays, and days worked besides.

Kept as text in the company's settings, because a text is compared and hashed at once wherever statements are remembered by it.
An empty text is Monday to Friday, nine to six, without holidays. guanxi.workdays_until and guanxi.add_workdays have the same
rules in SQL; a test compares the two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import msgspec

MOST_SPANS = 3
MOST_EXCEPTIONS = 1_000  # holidays, and days worked besides, together
LEAST_MINUTES = 30  # of work on a working day
_WEEK = 7
_FAR = 40 * 366  # days within which any deadline lies


@dataclass(frozen=True)
class WorkCalendar:
    """`days`: of the week, Monday is 1. `hours`: spans of a working day. `off`: working days that are holidays; `besides`: other
    days that are worked. Both are in order, and none is the other's.
    """

    days: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[tuple[time, time], ...] = ((time(9), time(18)),)
    off: tuple[date, ...] = ()
    besides: tuple[date, ...] = ()

    def is_workday(self, day: date) -> bool:
        return self.workdays_until(day) > self._until(day.toordinal() - 1)

    def workdays_until(self, day: date) -> int:
        """Working days since the first of January of the year 1, which was a Monday, up to and with this day."""
        return self._until(day.toordinal())

    def nth_workday(self, number: int) -> date | None:
        """The first day with so many working days up to it. None beyond the calendar."""
        low, high = 1, date.max.toordinal() + 1
        if number <= 0:
            return None
        while low < high:
            middle = (low + high) // 2
            if self._until(middle) >= number:
                high = middle
            else:
                low = middle + 1
        return None if low > date.max.toordinal() else date.fromordinal(low)

    def add_workdays(self, day: date, number: int) -> date | None:
        """The n-th working day after, or before, this one."""
        if number == 0:
            return day
        before = self._until(day.toordinal()) if number > 0 else self._until(day.toordinal() - 1) + 1
        return self.nth_workday(before + number)

    def _until(self, ordinal: int) -> int:
        weeks, weekday = divmod(ordinal - 1, _WEEK)
        regular = len(self.days) * weeks + bisect_right(self.days, weekday + 1)
        return regular - _count(self.off, ordinal) + _count(self.besides, ordinal)

    def after_hours(self, moment: datetime, hours: int, zone: Any) -> datetime:
        """When so many hours have been worked after this moment, in UTC."""
        left, day = timedelta(hours=hours), moment.astimezone(zone).date()
        for _ in range(_FAR):
            for opens, closes in self.hours if self.is_workday(day) else ():
                begins = max(moment, datetime.combine(day, opens, zone).astimezone(UTC))
                worked = datetime.combine(day, closes, zone).astimezone(UTC) - begins
                if worked >= left:
                    return begins + left
                left -= max(worked, timedelta(0))
            day += timedelta(days=1)
        raise ValueError("Nothing is worked in this calendar.")

    def after_days(self, moment: datetime, days: int, zone: Any) -> datetime:
        """The same time of day so many working days later, in UTC; not before work begins nor after it ends."""
        local = moment.astimezone(zone)
        day = self.add_workdays(local.date(), days) or date.max
        at = min(max(local.time(), self.hours[0][0]), self.hours[-1][1])
        return datetime.combine(day, at, zone).astimezone(UTC)


@lru_cache(maxsize=512)
def calendar_of(text: str) -> WorkCalendar:
    """As `text_of` writes it."""
    if not text:
        return WorkCalendar()
    kept: Mapping[str, Any] = msgspec.json.decode(text)
    return WorkCalendar(
        tuple(kept["days"]),
        tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in kept["hours"]),
        tuple(date.fromisoformat(each) for each in kept["off"]),
        tuple(date.fromisoformat(each) for each in kept["besides"]),
    )


def text_of(calendar: WorkCalendar) -> str:
    """Empty for the one that every company begins with."""
    if calendar == WorkCalendar():
        return ""
    kept = {
        "days": calendar.days,
        "hours": [
            [opens.isoformat("minutes"), closes.isoformat("minutes")] for opens, closes in calendar.hours
        ],
        "off": [each.isoformat() for each in calendar.off],
        "besides": [each.isoformat() for each in calendar.besides],
    }
    return msgspec.json.encode(kept).decode()


def _count(days: Sequence[date], ordinal: int) -> int:
    """How many of these come no later."""
    return bisect_right(days, ordinal, key=date.toordinal) if days else 0
