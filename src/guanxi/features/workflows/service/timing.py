"""Workflows that go by time: the list of a schedule, and the records whose day has come, page by page."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from guanxi.features.workflows.queries import engine
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.clocks import next_time
from guanxi.features.workflows.service.limits import MOST_RUNS_AT_ONCE
from guanxi.features.workflows.service.starting import Start
from guanxi.kernel.definitions import Definition
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import select_ids
from guanxi.kernel.tenancy import Scope

LATEST = timedelta(days=2)
"""After a longer standstill, days that lie further back are not made up for."""


async def due_page(
    scope: Scope, workflow: Definition[Workflow], clock: dict[str, object]
) -> tuple[list[Start], datetime, datetime, UUID | None]:
    """The next records of what is due, and how the clock goes on: when, since when, from which record.

    `scope` is of the person who answers for it. A clock that was just set (`since` = `due_at`) only begins to go.
    """
    trigger, zone = workflow.body.trigger, scope.tenant.timezone
    due, since, position = clock["due_at"], clock["since"], clock["position"]
    assert isinstance(due, datetime) and isinstance(since, datetime)
    if due == since:
        return [], next_time(trigger, due, zone), due - timedelta(microseconds=1), None
    condition, occasion = await _occasion(scope, workflow, max(since, scope.now - LATEST), due)
    ids = await select_ids(
        scope,
        workflow.object or "",
        condition,
        after=position if isinstance(position, UUID) else None,
        limit=MOST_RUNS_AT_ONCE,
    )
    begun = await engine.begun(scope, workflow.id, ids, occasion) if ids else set()
    starts = [
        Start(record_id, {"type": "time", "at": due.isoformat(), "actor": None}, occasion=occasion)
        for record_id in ids
        if record_id not in begun
    ]
    if len(ids) == MOST_RUNS_AT_ONCE:
        return starts, due, since, ids[-1]
    return starts, next_time(trigger, max(due, scope.now - LATEST), zone), due, None


async def _occasion(
    scope: Scope, workflow: Definition[Workflow], since: datetime, due: datetime
) -> tuple[str, str]:
    """The condition that finds the records, and the name of this time, under which none starts twice."""
    trigger = workflow.body.trigger
    if isinstance(trigger, bodies.Schedule):
        return trigger.filter, due.isoformat()
    assert isinstance(trigger, bodies.DateReached)
    zone = ZoneInfo(scope.tenant.timezone)
    offset = timedelta(days=trigger.days)
    first = since.astimezone(zone).date() + timedelta(days=1) - offset
    last = due.astimezone(zone).date() - offset
    field = (await registry_of(scope)).object(workflow.object or "").fields[trigger.field]
    first = min(first, last)
    condition = f'{trigger.field} >= "{first.isoformat()}" && {trigger.field} < "{(last + timedelta(days=1)).isoformat()}"'
    return condition, f"{field.name}:{last.isoformat()}"
