"""The company's working calendar: by it deadlines and the working days of expressions are counted."""

from __future__ import annotations

from datetime import date, time, timedelta

from guanxi.edge.invalidations import announce
from guanxi.features.companies import queries
from guanxi.features.companies.schemas import Span, WorkCalendarShape
from guanxi.features.companies.service.following import tell_followers
from guanxi.kernel.errors import Invalid
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.working_time import LEAST_MINUTES, MOST_EXCEPTIONS, WorkCalendar, calendar_of, text_of


def read(scope: Scope) -> WorkCalendarShape:
    return _shape(calendar_of(scope.tenant.work_calendar))


async def set_calendar(scope: Scope, given: WorkCalendarShape) -> WorkCalendarShape:
    """Raises 403, 422 `work_calendar_…`."""
    scope.require("company.manage")
    calendar = _checked(given)
    await queries.update_company(scope, None, {"work_calendar": text_of(calendar)})
    if calendar != calendar_of(scope.tenant.work_calendar):
        await tell_followers(scope)
    await announce(scope.tx, scope.tenant.id)
    return _shape(calendar)


def _checked(given: WorkCalendarShape) -> WorkCalendar:
    """Dates that change nothing are left out: a holiday on a Sunday that nobody works."""
    hours = tuple((time.fromisoformat(each.opens), time.fromisoformat(each.closes)) for each in given.hours)
    worked, before = timedelta(), time.min
    for index, (opens, closes) in enumerate(hours):
        if closes <= opens or (index and opens < before):
            raise Invalid("work_calendar_hours", field=f"hours[{index}]")
        worked, before = worked + (_since_midnight(closes) - _since_midnight(opens)), closes
    if worked < timedelta(minutes=LEAST_MINUTES):
        raise Invalid("work_calendar_too_short", field="hours", params={"minutes": LEAST_MINUTES})
    if both := sorted(set(given.holidays) & set(given.workdays)):
        raise Invalid("work_calendar_both", field="workdays", params={"date": both[0].isoformat()})
    if len(given.holidays) + len(given.workdays) > MOST_EXCEPTIONS:
        raise Invalid("work_calendar_too_many", field="holidays", params={"limit": MOST_EXCEPTIONS})
    days = tuple(sorted(set(given.days)))

    def on(dates: list[date], *, regular: bool) -> tuple[date, ...]:
        return tuple(sorted({each for each in dates if (each.isoweekday() in days) is regular}))

    return WorkCalendar(days, hours, on(given.holidays, regular=True), on(given.workdays, regular=False))


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def _shape(calendar: WorkCalendar) -> WorkCalendarShape:
    spans = [
        Span(opens.isoformat("minutes"), closes.isoformat("minutes")) for opens, closes in calendar.hours
    ]
    return WorkCalendarShape(list(calendar.days), spans, list(calendar.off), list(calendar.besides))
