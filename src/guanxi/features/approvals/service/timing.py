"""When a deadline that begins now has passed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from guanxi.features.approvals.schemas.body import Deadline
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.working_time import calendar_of


def due_after(scope: Scope, deadline: Deadline) -> datetime:
    """By the clock, or by the company's working calendar in its time zone."""
    calendar, zone = calendar_of(scope.tenant.work_calendar), ZoneInfo(scope.tenant.timezone)
    if deadline.working_days is not None:
        return calendar.after_days(scope.now, deadline.working_days, zone)
    if deadline.working_hours is not None:
        return calendar.after_hours(scope.now, deadline.working_hours, zone)
    return scope.now + timedelta(hours=deadline.hours or 1)
