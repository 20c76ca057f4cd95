"""Batch rules of activities: when something was completed."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.kernel.changes import Draft, before_write
from guanxi.kernel.tenancy import Scope


@before_write("activity")
async def stamp_completion(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Completed now when it is ticked off; not completed any more when the tick is taken away."""
    for draft in drafts:
        if draft.op not in ("create", "update") or "done" not in draft.values:
            continue
        if draft.values["done"] is None:
            draft.values["done"] = False
        was_done = bool(draft.current["done"]) if draft.current is not None else False
        if draft.values["done"] and not was_done:
            draft.values["completed_at"] = draft.values.get("completed_at") or scope.now
        elif was_done and not draft.values["done"]:
            draft.values["completed_at"] = None


@before_write("activity")
async def refuse_reversed_times(scope: Scope, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.op not in ("create", "update") or not draft.values.keys() & {"starts_at", "ends_at"}:
            continue
        starts, ends = draft.get("starts_at"), draft.get("ends_at")
        if starts and ends and ends < starts:
            draft.refuse("ends_at", "ends_before_start")
