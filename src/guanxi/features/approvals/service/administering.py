"""What administrators do for requests of others: giving tasks to somebody else, writing again what could not be written."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.schemas.api import DecisionOutcome, Reassignment
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.helping import hand_on, refuse_asked
from guanxi.features.approvals.service.settings import NOT_SET, SET_AGAIN, write_settings
from guanxi.features.approvals.service.sight import require_sight
from guanxi.features.approvals.service.states import OPEN, PENDING, WAITING, Request
from guanxi.kernel.errors import Conflict, Invalid, Problem, render
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
REASSIGNED = "reassigned"  # in the trail


async def reassign(scope: Scope, given: Reassignment) -> list[DecisionOutcome]:
    """Each request by itself: what is refused keeps no other from being done. Raises 403, 422 `approval_person_unknown`."""
    scope.require(MANAGE)
    outcomes = []
    for request_id in dict.fromkeys(given.requests):
        try:
            await require_sight(scope, request_id)
            async with scope.tx.savepoint():
                state = await _reassign_one(scope, request_id, given)
        except Problem as problem:
            if problem.code == "approval_person_unknown":
                raise
            detail = render(problem.code, problem.params, scope.locale)
            outcomes.append(DecisionOutcome(request_id, False, None, problem.code, detail))
        else:
            outcomes.append(DecisionOutcome(request_id, True, state, None, None))  # type: ignore[arg-type]
    return outcomes


async def _reassign_one(scope: Scope, request_id: UUID, given: Reassignment) -> str:
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        known = await desk.people.known(given.to)
        if known is None or not known.is_active:
            raise Invalid("approval_person_unknown", field="to")
        if request.state != PENDING:
            raise Conflict("approval_not_pending", params={"process": request.label.in_locale(scope.locale)})
        tasks = [
            each
            for each in request.tasks
            if each.state == WAITING and given.approver in (None, each.user_id) and each.user_id != given.to
        ]
        if not tasks:
            raise Conflict("approval_nothing_to_reassign")
        for task in tasks:
            before = task.user_id
            refuse_asked(desk, request, task, given.to)
            hand_on(desk, request, task, given.to)
            desk.ledger.note(
                desk.scope, request, REASSIGNED, user=scope.actor.user_id, step=task.step, people=[before, given.to],
                comment=given.comment,
            )  # fmt: skip
    return request.state


async def set_again(scope: Scope, request_id: UUID) -> None:
    """What the process sets by its outcome, once what stood in its way is mended. Raises 403, 404, 409, and as 422 what still
    stands in its way.
    """
    scope.require(MANAGE)
    await require_sight(scope, request_id)
    async with open_desk(scope) as desk:
        request = await desk.request(request_id)
        if request.state in OPEN or not await is_unset(scope, request_id):
            raise Conflict("approval_nothing_to_set")
        await _set(desk, request)


async def is_unset(scope: Scope, request_id: UUID) -> bool:
    """Whether what the process sets could not be written, and was not since."""
    return await queries.last_of(scope, request_id, (NOT_SET, SET_AGAIN)) == NOT_SET


async def _set(desk: Desk, request: Request) -> None:
    refused = await write_settings(desk, [request], f"on_{request.state}", confirmed=True)
    if not refused:
        desk.ledger.note(desk.scope, request, SET_AGAIN, user=desk.scope.actor.user_id)
