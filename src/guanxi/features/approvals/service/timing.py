"""When a deadline has passed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from guanxi.features.approvals.schemas.body import Deadline
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.working_time import calendar_of


def due_after(scope: Scope, deadline: Deadline, begun: datetime | None = None) -> datetime:
    """By the clock, or by the company's working calendar in its time zone. It begins now, unless it is said when."""
    begun = begun or scope.now
    calendar, zone = calendar_of(scope.tenant.work_calendar), ZoneInfo(scope.tenant.timezone)
    if deadline.working_days is not None:
        return calendar.after_days(begun, deadline.working_days, zone)
    if deadline.working_hours is not None:
        return calendar.after_hours(begun, deadline.working_hours, zone)
    return begun + timedelta(hours=deadline.hours or 1)
