"""Stopping an import. What is committed stays, and can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.service.access import get_own_in
from guanxi.kernel.jobs import JobState, request_cancellation
from guanxi.kernel.tenancy import Scope

_STOPPABLE = ("analysing", "mapping", "checking", "ready", "running")


async def cancel_import(scope: Scope, import_id: UUID) -> Any:
    """A running job stops at its next chunk and says so itself; anything else ends here."""
    row = await get_own_in(scope, import_id, _STOPPABLE)
    if row["state"] in ("checking", "running", "analysing") and row["job_id"] is not None:
        job = await request_cancellation(scope, row["job_id"])
        if job.state is JobState.RUNNING:
            return row
    state = "mapping" if row["state"] == "checking" else "cancelled"
    finished = None if state == "mapping" else scope.now
    return await queries.update_import(scope, import_id, {"state": state, "finished_at": finished})
