"""What happens by itself: deadlines that have passed, and people who left while they were asked.

Each request is worked on under its lock, in a transaction of its own: a worker that dies leaves nothing half done, and what
it left is found again by the same times.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.helping import hand_on
from guanxi.features.approvals.service.outcomes import carry_on
from guanxi.features.approvals.service.states import APPROVED, PENDING, REJECTED, WAITING, Request, Task
from guanxi.features.approvals.service.timing import due_after
from guanxi.kernel.db import Database
from guanxi.kernel.errors import NotFound, Problem
from guanxi.kernel.tenancy import Scope, ScopeSeed, automation_seed

AT_ONCE = 50
SECONDS_OF_TURN = 5.0
MOST_REMINDERS = 10
PUT_OFF = timedelta(hours=1)
DEADLINE = "deadline"
logger = logging.getLogger("guanxi.approvals")
STATES = {"approve": APPROVED, "reject": REJECTED}


async def take_turn(database: Database, tenant_id: int) -> float | None:
    """Seconds until there may be something to do again; None where only a call can bring it."""
    try:
        seed = await automation_seed(database, tenant_id)
    except NotFound:
        return None
    until, seen = time.monotonic() + SECONDS_OF_TURN, set[UUID]()
    while time.monotonic() < until:
        async with database.transaction(seed, source="approval") as scope:
            found = {*await queries.due(scope, AT_ONCE), *await queries.of_leavers(scope, AT_ONCE)}
            if found <= seen:
                following = await queries.next_due(scope)
                return None if following is None else max(1.0, (following - scope.now).total_seconds())
        for request_id in sorted(found - seen):
            await _work_on(database, seed, request_id)
        seen |= found
    return 0.0


async def _work_on(database: Database, seed: ScopeSeed, request_id: UUID) -> None:
    """One that cannot be worked on is put off, and keeps no other waiting."""
    try:
        await _carry_on(database, seed, request_id)
    except Problem:
        logger.exception("The deadline of an approval could not be kept.")
        async with database.transaction(seed, source="approval") as scope:
            await queries.put_off(scope, request_id, scope.now + PUT_OFF)


async def _carry_on(database: Database, seed: ScopeSeed, request_id: UUID) -> None:
    async with database.transaction(seed, source="approval") as scope, open_desk(scope) as desk:
        request = await desk.request(request_id)
        if request.state != PENDING:
            return
        for task in [each for each in request.tasks if each.state == WAITING]:
            await _replace_leaver(desk, request, task)
        for task in [each for each in request.tasks if each.state == WAITING]:
            if task.due_at is not None and task.due_at <= scope.now:
                await _pass_deadline(desk, scope, request, task)
        await carry_on(desk, request)


async def _replace_leaver(desk: Desk, request: Request, task: Task) -> None:
    """By who is above him, else by an administrator."""
    known = await desk.people.known(task.user_id)
    if known is not None and known.is_active:
        return
    to = await desk.people.successor(task.user_id)
    if to is None:
        to = next(iter(await desk.people.administrators()), None)
    if to is None:
        return
    before = task.user_id
    hand_on(desk, request, task, to)
    desk.ledger.note(desk.scope, request, "replaced", step=task.step, people=[before, to])


async def _pass_deadline(desk: Desk, scope: Scope, request: Request, task: Task) -> None:
    deadline = request.step_of[task.step].deadline
    task.due_at = None
    desk.ledger.touch(request)
    if deadline is None:
        return
    if deadline.then in STATES:
        task.state, task.how, task.decided_at = STATES[deadline.then], DEADLINE, scope.now
        desk.ledger.note(scope, request, task.state, step=task.step, people=[task.user_id], how=DEADLINE)
        return
    if deadline.then == "escalate" and deadline.to is not None:
        found = await desk.people.resolve([deadline.to], await desk.around(request, task.user_id))
        to = next((each for each in found if not _is_asked(request, task, each)), None)
        if to is None and not found:
            administrators = await desk.people.administrators()
            to = next((each for each in administrators if not _is_asked(request, task, each)), None)
        if to is not None:
            before = task.user_id
            hand_on(desk, request, task, to)
            task.asked_at = scope.now
            desk.ledger.note(scope, request, "escalated", step=task.step, people=[before, to], how=DEADLINE)
            return
    task.reminded += 1
    if task.reminded < MOST_REMINDERS:
        task.due_at = due_after(scope, deadline)
        desk.ledger.has_chores = True
    desk.ledger.tell(task.user_id, "reminded", request, task)
    desk.ledger.note(scope, request, "reminded", step=task.step, people=[task.user_id], how=DEADLINE)


def _is_asked(request: Request, task: Task, user: UUID) -> bool:
    return any(each.user_id == user and each.state == WAITING for each in request.current(task.step))
