"""Approving and rejecting: one answer counts once, whoever else answers at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.approvals.schemas.api import DecisionOutcome, OneOfMany
from guanxi.features.approvals.schemas.body import Spoken
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.files import require_own_files
from guanxi.features.approvals.service.outcomes import carry_on
from guanxi.features.approvals.service.sight import require_sight
from guanxi.features.approvals.service.states import APPROVED, PENDING, REJECTED, Request, Task
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, Problem, render
from guanxi.kernel.tenancy import Scope

KINDS = {"approve": APPROVED, "reject": REJECTED}


async def decide(
    scope: Scope,
    request_id: UUID,
    decision: str,
    comment: str | None,
    files: Sequence[UUID] = (),
    task: UUID | None = None,
    how: str = "person",
) -> Request:
    """`decision` is `approve` or `reject`. Raises 403, 404, 409 `approval_not_waiting`, 422 `approval_comment_needed`."""
    await require_sight(scope, request_id)
    await require_own_files(scope, request_id, files)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        tasks = own_tasks(desk, request, task)
        for each in tasks:
            require_comment(desk, request, each, "approve" if decision == "approve" else "reject", comment)
        answer(desk, request, tasks, KINDS[decision], comment, files, how)
        await carry_on(desk, request)
    return request


async def decide_many(scope: Scope, decisions: Sequence[OneOfMany]) -> list[DecisionOutcome]:
    """Each by itself: what is refused keeps no other from being done."""
    outcomes = []
    for each in decisions:
        try:
            async with scope.tx.savepoint():
                request = await decide(scope, each.request, each.decision, each.comment)
        except Problem as problem:
            detail = render(problem.code, problem.params, scope.locale)
            outcomes.append(DecisionOutcome(each.request, False, None, problem.code, detail))
        else:
            code = None if request.unset is None else "approval_not_set"
            outcomes.append(DecisionOutcome(each.request, True, request.state, code, request.unset))  # type: ignore[arg-type]
    return outcomes


def answer(
    desk: Desk,
    request: Request,
    tasks: Sequence[Task],
    state: str,
    comment: str | None,
    files: Sequence[UUID],
    how: str,
) -> None:
    scope = desk.scope
    for each in tasks:
        each.state, each.how, each.comment, each.files = state, how, comment or None, list(files)
        each.decided_at, each.decided_by = scope.now, scope.actor.user_id
        desk.ledger.note(
            scope,
            request,
            state,
            user=scope.actor.user_id,
            step=each.step,
            comment=comment,
            files=files,
            how=how,
        )


def own_tasks(desk: Desk, request: Request, task: UUID | None) -> list[Task]:
    """The caller's open tasks, or the one named. Raises 403 and 409."""
    user = desk.scope.actor.user_id
    found = [each for each in request.waiting_for(user) if task is None or each.id == task]
    if request.state != PENDING:
        raise Conflict("approval_not_pending", params={"process": request.label.in_locale(desk.scope.locale)})
    if not found:
        if any(user in (each.user_id, each.delegated_from) for each in request.tasks):
            raise Conflict("approval_not_waiting")
        raise Forbidden("approval_not_yours")
    return found


def require_comment(desk: Desk, request: Request, task: Task, what: Spoken, comment: str | None) -> None:
    if what in request.step_of[task.step].needs_comment and not (comment or "").strip():
        raise Invalid("approval_comment_needed", field="comment")
