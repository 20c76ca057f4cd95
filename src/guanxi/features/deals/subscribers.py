"""Batch rules of deals: what follows from being closed, and from the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from guanxi.kernel.changes import Draft, before_write
from guanxi.kernel.changes.staging import stage_before
from guanxi.kernel.metadata.pipelines import LOST, OPEN
from guanxi.kernel.tenancy import Scope


@before_write("deal")
async def derive_from_stage(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Close date, length of the sales cycle, currency. Pipeline and status follow in the kernel."""
    today = scope.now.astimezone(ZoneInfo(scope.timezone)).date()
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        if draft.op == "create":
            draft.values["currency"] = scope.tenant.currency
        if "status" in draft.values:
            _close_or_reopen(draft, today)
        _measure_cycle(draft)


def _close_or_reopen(draft: Draft, today: date) -> None:
    is_open, before = draft.get("status") == OPEN, stage_before(draft)
    if not is_open and draft.get("close_date") is None:
        draft.values["close_date"] = today
    if is_open and before is not None and before.kind == LOST and "lost_reason" not in draft.given:
        draft.values["lost_reason"] = None


def _measure_cycle(draft: Draft) -> None:
    """Days from engagement to close, of closed deals only."""
    begun, ended = draft.get("engage_date"), draft.get("close_date")
    is_closed = draft.get("status") not in (None, OPEN)
    days = (ended - begun).days if is_closed and begun and ended else None
    if draft.op == "create" or draft.get("cycle_days") != days:
        draft.values["cycle_days"] = days
