"""What follows from how far a request has come: what it sets, who is told, who waits for it."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.approvals.service.application import SOURCE
from guanxi.features.approvals.service.desk import Desk
from guanxi.features.approvals.service.flow import Outcome, abandon
from guanxi.features.approvals.service.plans import context_of
from guanxi.features.approvals.service.states import APPROVED, REJECTED, Request
from guanxi.features.workflows.facade import Settlement, settle
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.history import publish_happening
from guanxi.kernel.errors import Invalid, Problem

FINISHED = "approval_finished"


async def carry_on(desk: Desk, request: Request) -> None:
    """Asks whoever is next; where nobody is, the request has its outcome."""
    outcome = await desk.advance(request)
    if outcome is not Outcome.OPEN:
        await finish(desk, request, APPROVED if outcome is Outcome.APPROVED else REJECTED)


async def finish(desk: Desk, request: Request, state: str) -> None:
    """`approved`, `rejected` or `withdrawn`."""
    scope = desk.scope
    request.state, request.finished_at = state, scope.now
    abandon(request, request.body.steps)
    desk.ledger.note(scope, request, "finished", how=state)
    await write_settings(desk, request, f"on_{state}")
    if request.submitted_by != scope.actor.user_id:
        desk.ledger.tell(request.submitted_by, state, request)
    told = {
        "change_set": str(request.id), "request": str(request.id), "process": request.process, "outcome": state,
        "actor": str(scope.actor.user_id),
    }  # fmt: skip
    await publish_happening(scope, desk.registry.object(request.object), FINISHED, request.record_id, told)
    if request.origin is not None:
        run, node = UUID(request.origin["run"]), str(request.origin["node"])
        await settle(scope, [Settlement(run, node, {"outcome": state})])


async def write_settings(desk: Desk, request: Request, occasion: str) -> None:
    """As the application: the process says it, not whoever decides. What cannot be written keeps nobody from deciding; it
    stands in the trail, and administrators are told.
    """
    setting = request.body.settings.get(occasion)
    if setting is None or not setting.set:
        return
    scope = desk.scope
    try:
        row, plan = await desk.row(request), desk.plan(request)
        context = context_of(scope, scope.actor.user_id)
        gone = next((text for text in setting.set.values() if text.strip() and text not in plan.values), None)
        if gone is not None:
            raise Invalid("approval_names_what_is_gone", params={"expression": gone[:200]})
        values = {
            name: plan.values[text].of(row, context) if text.strip() else None
            for name, text in setting.set.items()
        }
        async with scope.tx.savepoint():
            change = Change("update", request.object, request.record_id, values, system=True)
            await apply(scope, [change], source=SOURCE)
    except Problem as problem:
        desk.ledger.note(scope, request, "not_set", how=problem.code)
        for user in await desk.people.administrators():
            desk.ledger.tell(user, "not_set", request)
    desk.forget_row(request)
