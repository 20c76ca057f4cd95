"""Sending it back to an earlier step or to who submitted it, submitting it again, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.approvals.schemas.api import Resubmission, Return, Said
from guanxi.features.approvals.service.deciding import answer, own_tasks, require_comment
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.files import require_own_files
from guanxi.features.approvals.service.flow import abandon, close, earlier_steps, rewind
from guanxi.features.approvals.service.outcomes import carry_on, finish
from guanxi.features.approvals.service.sight import require_sight
from guanxi.features.approvals.service.states import OPEN, PENDING, RETURNED, WITHDRAWN, Request, Task
from guanxi.features.approvals.service.submitting import require_submittable_again
from guanxi.kernel.changes.reading import locked_rows
from guanxi.kernel.errors import Conflict, Forbidden, Invalid
from guanxi.kernel.tenancy import Scope


async def send_back(scope: Scope, request_id: UUID, given: Return) -> None:
    """Raises 403, 404, 409 `approval_not_waiting`, 422 `approval_step_unknown`, `approval_comment_needed`."""
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, given.files)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        tasks = _allowing(request, own_tasks(desk, request, None))
        task = _task_behind(request, tasks, given.to)
        require_comment(desk, request, task, "return", given.comment)
        answer(desk, request, [task], RETURNED, given.comment, given.files, "person")
        if given.to is None:
            close(request.tasks)
            request.state, request.returned_from = RETURNED, task.step
            desk.ledger.tell(request.submitted_by, "returned", request)
        else:
            rewind(request, given.to)
            await carry_on(desk, request)


async def resubmit(scope: Scope, request_id: UUID, given: Resubmission) -> None:
    """By who submitted it, once it was returned. Raises 403, 404, 409 `approval_not_returned`, 422 `approval_condition_unmet`."""
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, given.files)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        _require_submitter(desk, request)
        if request.state != RETURNED:
            raise Conflict("approval_not_returned")
        # From here on the record stays as it is: who writes it now is done before it is looked at.
        await locked_rows(desk.scope, desk.registry.object(request.object), [request.record_id])
        await require_submittable_again(desk, request)
        straight = given.straight and request.returned_from in request.step_of
        rewind(request, request.returned_from if straight else None)
        request.state, request.returned_from = PENDING, None
        user = desk.scope.actor.user_id
        desk.ledger.note(
            desk.scope, request, "resubmitted", user=user, comment=given.comment, files=given.files
        )
        await carry_on(desk, request)


async def withdraw(scope: Scope, request_id: UUID, given: Said) -> None:
    """By who submitted it, or an administrator who may know of it. Raises 403, 404, 409 `approval_not_pending`."""
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, given.files)
    may_administer = scope.may("company.manage")
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        if not may_administer:
            _require_submitter(desk, request)
        if request.state not in OPEN:
            raise Conflict("approval_not_pending", params={"process": request.label.in_locale(scope.locale)})
        for user in {task.user_id for task in request.tasks if task.state == "waiting"}:
            desk.ledger.tell(user, WITHDRAWN, request)
        desk.ledger.note(
            desk.scope, request, WITHDRAWN, user=scope.actor.user_id, comment=given.comment, files=given.files
        )
        abandon(request, request.body.steps)
        await finish(desk, request, WITHDRAWN)


def _require_submitter(desk: Desk, request: Request) -> None:
    if request.submitted_by != desk.scope.actor.user_id:
        raise Forbidden("approval_submitter_alone")


def _allowing(request: Request, tasks: Sequence[Task]) -> list[Task]:
    found = [task for task in tasks if "return" in request.step_of[task.step].allows]
    if not found:
        raise Forbidden("approval_not_allowed")
    return found


def _task_behind(request: Request, tasks: Sequence[Task], to: str | None) -> Task:
    """One of these behind the step that it shall go back to."""
    for task in tasks:
        if to is None or any(step.name == to for step in earlier_steps(request, task.step)):
            return task
    raise Invalid("approval_step_unknown", field="to", params={"step": to or ""})
