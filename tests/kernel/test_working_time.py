"""Working hours and days are counted by the company's calendar, in its time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from guanxi.kernel.working_time import WorkCalendar, calendar_of, text_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
# The first week of October 2026 is off; Saturday the 10th is worked.
OCTOBER = WorkCalendar(
    hours=((time(9), time(12)), (time(13, 30), time(18))),
    off=tuple(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    besides=(date(2026, 10, 10),),
)


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        (at(8, 9), 2, at(8, 11)),
        (at(8, 11), 2, at(8, 14, 30)),  # over lunch
        (at(8, 17), 2, at(9, 10)),  # over night
        (at(9, 17), 2, at(10, 10)),  # Saturday is worked
        (at(10, 17), 2, at(12, 10)),  # Sunday is not
        (at(30, 17, month=9), 1, at(30, 18, month=9)),
        (at(30, 17, month=9), 2, at(8, 10)),  # over the holidays
        (at(4, 3), 1, at(8, 10)),  # begun on a day off
    ],
)
def test_hours_of_work(begins, hours, ends):
    found = OCTOBER.after_hours(begins.astimezone(UTC), hours, SHANGHAI)

    assert found == ends


@pytest.mark.parametrize(
    ("begins", "days", "ends"),
    [
        (at(8, 10), 1, at(9, 10)),
        (at(9, 10), 2, at(12, 10)),
        (at(30, 22, month=9), 1, at(8, 18)),  # after hours
        (at(4, 3), 1, at(8, 9)),
    ],
)
def test_days_of_work(begins, days, ends):
    assert OCTOBER.after_days(begins.astimezone(UTC), days, SHANGHAI) == ends


def test_hours_are_those_of_the_clock_when_it_is_put_forward():
    night = WorkCalendar(days=(7,), hours=((time(0), time(12)),))
    begins = datetime(2026, 3, 29, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    found = night.after_hours(begins.astimezone(UTC), 11, ZoneInfo("Europe/Berlin"))

    assert found == datetime(2026, 3, 29, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def test_text_is_read_as_it_was_written():
    assert calendar_of(text_of(OCTOBER)) == OCTOBER
    assert (text_of(WorkCalendar()), calendar_of("")) == ("", WorkCalendar())


@pytest.mark.parametrize("number", [-9, -5, -1, 1, 3, 8])
def test_there_and_back(number):
    day = date(2026, 10, 9)

    moved = OCTOBER.add_workdays(day, number)

    assert OCTOBER.workdays_until(moved) - OCTOBER.workdays_until(day) == number
