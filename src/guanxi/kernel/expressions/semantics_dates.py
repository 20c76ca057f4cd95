"""Calendar rules on which the SQL and the Python side agree to the day.

Days beyond the years 1 to 9999 are null on both sides. Working days are those of the company's calendar.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, tzinfo
from decimal import ROUND_DOWN, Decimal

from guanxi.kernel.working_time import calendar_of

MOST_DAYS = 100_000
MOST_MONTHS = 12_000
UNITS = ("week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year")
MONTHS_OF_UNIT = {"month": 1, "quarter": 3, "year": 12, "fiscal_quarter": 3, "fiscal_year": 12}

_ONE_DAY = timedelta(days=1)


def fiscal_shift(fiscal_month: int) -> int:
    """Months to move a day so that its fiscal year becomes the calendar year in which that ends."""
    return (13 - fiscal_month) % 12


def whole(number: Decimal, limit: int) -> int | None:
    """The number without its fraction, or None beyond the limit."""
    cut = number.to_integral_value(ROUND_DOWN)
    return int(cut) if abs(cut) <= limit else None


def local_date(moment: datetime, zone: tzinfo) -> date | None:
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return None


def add_days(day: date, number: Decimal) -> date | None:
    step = whole(number, MOST_DAYS)
    if step is None:
        return None
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return None


def add_months(day: date, number: Decimal) -> date | None:
    """The same day of another month, or the last of one that is shorter."""
    step = whole(number, MOST_MONTHS)
    return None if step is None else _in_month(_month_index(day) + step, day.day)


def start_of(day: date, unit: str, fiscal_month: int) -> date | None:
    if unit == "week":
        return _checked(day.toordinal() - day.weekday())
    return _first_of(_first_month(day, unit, fiscal_month))


def end_of(day: date, unit: str, fiscal_month: int) -> date | None:
    if unit == "week":
        return _checked(day.toordinal() - day.weekday() + 6)
    following = _first_month(day, unit, fiscal_month) + MONTHS_OF_UNIT[unit]
    year, month = divmod(following - 1, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, monthrange(year, month + 1)[1])


def fiscal_year(day: date, fiscal_month: int) -> int:
    """Named by the calendar year in which it ends."""
    return (_month_index(day) + fiscal_shift(fiscal_month)) // 12


def fiscal_quarter(day: date, fiscal_month: int) -> int:
    return (_month_index(day) + fiscal_shift(fiscal_month)) % 12 // 3 + 1


def months_between(start: date, end: date) -> int:
    """Complete months; negative where `end` comes first."""
    months = _month_index(end) - _month_index(start)
    if months > 0 and end.day < start.day:
        return months - 1
    if months < 0 and end.day > start.day:
        return months + 1
    return months


def workdays_between(start: date, end: date, calendar: str = "") -> int:
    """Working days after `start` up to and with `end`; negative where `end` comes first."""
    work = calendar_of(calendar)
    return work.workdays_until(end) - work.workdays_until(start)


def add_workdays(day: date, number: Decimal, calendar: str = "") -> date | None:
    """The n-th working day after, or before, this one."""
    step = whole(number, MOST_DAYS)
    return None if step is None else calendar_of(calendar).add_workdays(day, step)


def _month_index(day: date) -> int:
    return 12 * day.year + day.month - 1


def _first_month(day: date, unit: str, fiscal_month: int) -> int:
    shift = fiscal_shift(fiscal_month) if unit.startswith("fiscal") else 0
    index, size = _month_index(day) + shift, MONTHS_OF_UNIT[unit]
    return index - index % size - shift


def _first_of(index: int) -> date | None:
    return _in_month(index, 1)


def _in_month(index: int, day: int) -> date | None:
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))


def _checked(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
