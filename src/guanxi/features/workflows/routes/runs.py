"""/workflow-runs: what workflows did, step by step, and help for those that failed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import Parameter

from guanxi.features.workflows.schemas.api import RetryRun, RunDetails, RunPage, RunState
from guanxi.features.workflows.service import managing
from guanxi.kernel.tenancy import Scope

TAGS = ["Workflows"]


@get("/workflow-runs", summary="List runs of workflows", tags=TAGS)
async def list_runs(
    caller: Scope,
    workflow: Annotated[str | None, Parameter(max_length=80)] = None,
    record_id: UUID | None = None,
    run_state: Annotated[RunState | None, Parameter(query="state")] = None,
    parent_id: Annotated[UUID | None, Parameter(description="Those that a run's loop began.")] = None,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> RunPage:
    """For administrators. The latest first; `state=failed` are those that somebody should look at."""
    return await managing.list_runs(
        caller, workflow=workflow, record_id=record_id, state=run_state, parent_id=parent_id, cursor=cursor, limit=limit
    )  # fmt: skip


@get("/workflow-runs/{run_id:uuid}", summary="Read a run with its steps", tags=TAGS)
async def get_run(caller: Scope, run_id: UUID) -> RunDetails:
    """For administrators."""
    return await managing.get_run(caller, run_id)


@post("/workflow-runs/{run_id:uuid}/retry", status_code=200, summary="Retry a failed run", tags=TAGS)
async def retry_run(caller: Scope, run_id: UUID, data: RetryRun) -> RunDetails:
    """For administrators. Goes on with the step that failed, or with another one of its version."""
    return await managing.retry(caller, run_id, data.node)


@post("/workflow-runs/{run_id:uuid}/skip", status_code=200, summary="Skip a failed step", tags=TAGS)
async def skip_step(caller: Scope, run_id: UUID) -> RunDetails:
    """For administrators. Goes on behind it."""
    return await managing.skip(caller, run_id)


@post("/workflow-runs/{run_id:uuid}/cancel", status_code=200, summary="Cancel a run", tags=TAGS)
async def cancel_run(caller: Scope, run_id: UUID) -> RunDetails:
    """For administrators."""
    return await managing.cancel(caller, run_id)


handlers = [list_runs, get_run, retry_run, skip_step, cancel_run]
