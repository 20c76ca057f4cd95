"""What follows from how far a request has come: what it sets, who is told, who waits for it."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.approvals.service.desk import Desk
from guanxi.features.approvals.service.flow import Outcome, abandon
from guanxi.features.approvals.service.states import APPROVED, REJECTED, Request
from guanxi.features.workflows.facade import Settlement, settle
from guanxi.kernel.changes.history import publish_happening

FINISHED = "approval_finished"


async def carry_on(desk: Desk, request: Request) -> None:
    """Asks whoever is next; where nobody is, the request has its outcome."""
    outcome = await desk.advance(request)
    if outcome is not Outcome.OPEN:
        await finish(desk, request, APPROVED if outcome is Outcome.APPROVED else REJECTED)


async def finish(desk: Desk, request: Request, state: str) -> None:
    """`approved`, `rejected` or `withdrawn`. What the process sets then is written with everything else."""
    scope = desk.scope
    request.state, request.finished_at = state, scope.now
    abandon(request, request.body.steps)
    desk.ledger.note(scope, request, "finished", how=state)
    desk.due_settings.append((request, f"on_{state}"))
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
