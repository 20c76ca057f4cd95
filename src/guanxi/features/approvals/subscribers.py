"""Records that await approval are held; processes are kept as definitions."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.approvals.service.kinds import APPROVAL
from guanxi.features.approvals.service.ledger import CHORE
from guanxi.features.approvals.service.locking import refuse_locked
from guanxi.features.approvals.service.merging import end_open_of_losers
from guanxi.features.approvals.service.recounting import recount_later
from guanxi.features.approvals.service.workflow_step import APPROVAL_STEP
from guanxi.features.companies.facade import when_working_time_changed
from guanxi.features.layouts.facade import register_component
from guanxi.features.workflows.facade import register_step
from guanxi.kernel.changes import ANY_OBJECT, Draft, after_write, before_undo, check_write
from guanxi.kernel.changes.merging import before_merge
from guanxi.kernel.definitions import register_kind
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

register_kind(APPROVAL)
register_step(APPROVAL_STEP)
register_component("approvals", Label("Approvals", "审批"))


@before_undo
@check_write(ANY_OBJECT)
async def hold_what_awaits_approval(scope: Scope, drafts: Sequence[Draft]) -> None:
    await refuse_locked(scope, drafts)


before_merge(end_open_of_losers)
when_working_time_changed(recount_later)


@after_write("user")
async def replace_leavers(scope: Scope, drafts: Sequence[Draft]) -> None:
    """What waits for somebody who cannot sign in any more waits for somebody else."""
    if any(each.op == "delete" or (each.op == "update" and "status" in each.changed()) for each in drafts):
        await call(scope, CHORE)
