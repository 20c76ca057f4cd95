"""Deadlines in working time, counted anew from when they began: what the working calendar was then no longer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.service.desk import open_desk
from guanxi.features.approvals.service.states import PENDING, WAITING, Request, Task
from guanxi.features.approvals.service.timing import due_after
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.tenancy import Scope

JOB = "approvals.recount"
Reminders: TypeAlias = Mapping[tuple[UUID, str, UUID], datetime]
"""When somebody was last reminded, by request, step and person."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    moved: int


async def recount_later(scope: Scope) -> None:
    await enqueue(scope, JOB, {})


async def recount_next(scope: Scope, after: UUID, most: int) -> Recounted:
    """The next requests that wait with a deadline, in the order of ids, under their locks. One that has passed by now is acted
    on at the next turn, see deadlines.py.
    """
    ids = await queries.with_deadlines(scope, after, most)
    moved = 0
    async with open_desk(scope) as desk:
        reminders = await queries.reminders_of(desk.scope, ids)
        for request in await desk.requests(ids):
            found = [task for task in request.tasks if _recount(scope, request, task, reminders)]
            if found:
                moved += len(found)
                desk.ledger.touch(request)
                desk.ledger.has_chores = True
    return Recounted(ids[-1] if len(ids) == most else None, len(ids), moved)


def _recount(scope: Scope, request: Request, task: Task, reminders: Reminders) -> bool:
    """Whether it moved."""
    if request.state != PENDING or task.state != WAITING or task.due_at is None or task.asked_at is None:
        return False
    deadline = request.step_of[task.step].deadline
    if deadline is None or deadline.hours is not None:
        return False
    begun = max(task.asked_at, reminders.get((request.id, task.step, task.user_id), task.asked_at))
    due = due_after(scope, deadline, begun)
    if due == task.due_at:
        return False
    task.due_at = due
    return True
