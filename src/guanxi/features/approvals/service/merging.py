"""Merging: what approvers were asked about is not what the records become together, so open requests of losers are ended."""

from __future__ import annotations

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.service.desk import open_desk
from guanxi.features.approvals.service.kinds import is_approved
from guanxi.features.approvals.service.outcomes import finish
from guanxi.features.approvals.service.states import WAITING, WITHDRAWN
from guanxi.kernel.changes.merging import Merging
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

MERGED = "merged"  # in the trail


async def end_open_of_losers(scope: Scope, merging: Merging) -> None:
    """As if they were withdrawn, by whoever may do that. Raises 409 `merge_awaits_approval`."""
    if not await is_approved(scope, merging.definition.name):
        return
    open_ = await queries.open_on(scope, merging.losers)
    for row in open_.values():
        if row["submitted_by"] != scope.actor.user_id and not scope.may("company.manage"):
            process = Label.from_json(row["label"]).in_locale(scope.locale)
            raise Conflict("merge_awaits_approval", params={"process": process})
    if not open_:
        return
    async with open_desk(scope) as desk:
        for request in await desk.requests([row["id"] for row in open_.values()]):
            for user in sorted({task.user_id for task in request.tasks if task.state == WAITING}):
                desk.ledger.tell(user, WITHDRAWN, request)
            desk.ledger.note(desk.scope, request, MERGED, user=scope.actor.user_id)
            await finish(desk, request, WITHDRAWN)
