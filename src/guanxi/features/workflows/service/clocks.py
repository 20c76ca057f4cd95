"""When a workflow that goes by time looks next."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

from guanxi.features.workflows.schemas import body as bodies


def is_by_time(trigger: object) -> bool:
    return isinstance(trigger, bodies.Schedule | bodies.DateReached)


def next_time(trigger: object, after: datetime, timezone: str) -> datetime:
    """The first moment after the one given."""
    zone = ZoneInfo(timezone)
    if isinstance(trigger, bodies.Schedule):
        found: datetime = croniter(trigger.cron, after.astimezone(zone)).get_next(datetime)
        return found.astimezone(UTC)
    assert isinstance(trigger, bodies.DateReached)
    hour, minute = map(int, trigger.at.split(":"))
    day = after.astimezone(zone).date()
    moment = datetime.combine(day, time(hour, minute), zone)
    if moment <= after:
        moment = datetime.combine(day + timedelta(days=1), time(hour, minute), zone)
    return moment.astimezone(UTC)
