"""Bringing others in: giving a task on, adding signers, urging, commenting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from guanxi.features.approvals.schemas.api import Delegation, NewSigners, Said
from guanxi.features.approvals.service.deciding import own_tasks
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.files import require_own_files
from guanxi.features.approvals.service.outcomes import carry_on
from guanxi.features.approvals.service.sight import require_sight
from guanxi.features.approvals.service.states import (
    HELD,
    LATER,
    OPEN,
    PENDING,
    UNDECIDED,
    WAITING,
    Request,
    Task,
)
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, TooMany
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope

BETWEEN_URGES = timedelta(hours=1)
MOST_TASKS = 1_000  # of one request, all rounds together


async def delegate(scope: Scope, request_id: UUID, given: Delegation) -> None:
    """Somebody else decides in the caller's place. Raises 403, 404, 409, 422 `approval_person_unknown`."""
    await require_sight(scope, request_id)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        tasks = _allowing(request, own_tasks(desk, request, given.task), "delegate")
        to = await _require_person(desk, given.to, "to")
        for task in tasks:
            refuse_asked(desk, request, task, to)
            hand_on(desk, request, task, to)
            desk.ledger.note(
                desk.scope, request, "delegated", user=scope.actor.user_id, step=task.step, people=[to],
                comment=given.comment,
            )  # fmt: skip


def hand_on(desk: Desk, request: Request, task: Task, to: UUID, code: str = "asked") -> None:
    """The task is somebody else's from now on."""
    task.delegated_from, task.user_id = task.user_id, to
    desk.ledger.touch(request)
    desk.ledger.tell(to, code, request, task)


async def add_signers(scope: Scope, request_id: UUID, given: NewSigners) -> None:
    """Asks more people, before the caller himself, beside him or after him. Raises 403, 404, 409, 422."""
    await require_sight(scope, request_id)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        task = _allowing(request, own_tasks(desk, request, given.task), "add_signer")[0]
        users = list(dict.fromkeys(given.users))
        await desk.people.load(users)
        for index, user in enumerate(users):
            await _require_person(desk, user, f"users[{index}]")
            refuse_asked(desk, request, task, user)
        if len(request.tasks) + len(users) > MOST_TASKS:
            raise Conflict("approval_too_many_tasks", params={"limit": MOST_TASKS})
        group = new_id()
        request.tasks += [
            Task(
                new_id(), request.id, task.step, task.round, group, len(request.tasks) + index, given.where, given.mode,
                task.id, user, LATER, added_by=scope.actor.user_id,
            )
            for index, user in enumerate(users)
        ]  # fmt: skip
        if given.where == "before":
            task.state, task.due_at = HELD, None
        desk.ledger.note(
            desk.scope, request, "signers_added", user=scope.actor.user_id, step=task.step, people=users,
            comment=given.comment, how=given.where,
        )  # fmt: skip
        await carry_on(desk, request)


async def urge(scope: Scope, request_id: UUID, given: Said) -> None:
    """Reminds those who are asked, once an hour. Raises 403, 404, 409 `approval_not_pending`, 429 `approval_urged_recently`."""
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, given.files)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        if request.submitted_by != scope.actor.user_id:
            raise Forbidden("approval_submitter_alone")
        if request.state != PENDING:
            raise Conflict("approval_not_pending", params={"process": request.label.in_locale(scope.locale)})
        if request.urged_at is not None and request.urged_at > scope.now - BETWEEN_URGES:
            raise TooMany("approval_urged_recently")
        request.urged_at = scope.now
        waiting = [task for task in request.tasks if task.state == WAITING]
        for task in waiting:
            desk.ledger.tell(task.user_id, "urged", request, task)
        people = list(dict.fromkeys(task.user_id for task in waiting))
        desk.ledger.note(
            desk.scope, request, "urged", user=scope.actor.user_id, people=people, comment=given.comment,
            files=given.files,
        )  # fmt: skip


async def comment(scope: Scope, request_id: UUID, given: Said) -> None:
    """By anybody who may know of it, while it is open. Raises 404, 409 `approval_ended`, 422 `approval_nothing_said`."""
    if not (given.comment or "").strip() and not given.files:
        raise Invalid("approval_nothing_said", field="comment")
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, given.files)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        if request.state not in OPEN:
            raise Conflict("approval_ended")
        user = scope.actor.user_id
        desk.ledger.note(
            desk.scope, request, "commented", user=user, comment=given.comment, files=given.files
        )
        told = {request.submitted_by, *(task.user_id for task in request.tasks if task.state == WAITING)}
        for each in sorted(told - {user}):
            desk.ledger.tell(each, "commented", request)


async def _require_person(desk: Desk, user: UUID, place: str) -> UUID:
    if user == desk.scope.actor.user_id:
        raise Invalid("approval_to_oneself", field=place)
    known = await desk.people.known(user)
    if known is None or not known.is_active:
        raise Invalid("approval_person_unknown", field=place)
    return user


def refuse_asked(desk: Desk, request: Request, task: Task, user: UUID) -> None:
    """In the same step and round nobody is asked twice at a time."""
    for each in request.current(task.step):
        if each.user_id == user and each.state in UNDECIDED:
            raise Conflict("approval_asked_already")


def _allowing(request: Request, tasks: Sequence[Task], what: str) -> list[Task]:
    found = [task for task in tasks if what in request.step_of[task.step].allows]
    if not found:
        raise Forbidden("approval_not_allowed")
    return found
