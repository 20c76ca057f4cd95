"""/workflows: how they are doing, and trying them out."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import Parameter

from guanxi.features.workflows.schemas.api import (
    Handled,
    StepTypes,
    Tested,
    TestWorkflow,
    WorkflowCounts,
    WorkflowPage,
)
from guanxi.features.workflows.service import managing, testing
from guanxi.kernel.tenancy import Scope

TAGS = ["Workflows"]


@get("/workflow-steps", summary="List the types of step", tags=TAGS)
async def list_step_types(caller: Scope) -> StepTypes:
    """For administrators. Each with the JSON Schema of its settings."""
    return managing.list_step_types(caller)


@get("/workflows", summary="List workflows and how they are doing", tags=TAGS)
async def list_workflows(
    caller: Scope,
    object_name: Annotated[str | None, Parameter(query="object", max_length=80)] = None,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
) -> WorkflowPage:
    """For administrators."""
    return await managing.list_workflows(caller, object_name, cursor, limit)


@get("/workflows/{name:str}/counts", summary="Count what a workflow's steps did", tags=TAGS)
async def get_counts(caller: Scope, name: str) -> WorkflowCounts:
    """For administrators."""
    return await managing.counts_of(caller, name)


@post("/workflows/{name:str}/test", status_code=200, summary="Try a workflow on a record", tags=TAGS)
async def test_workflow(caller: Scope, name: str, data: TestWorkflow) -> Tested:
    """For administrators. Every step is made and all of it taken back; waits are skipped, nothing is sent."""
    return await testing.test_workflow(caller, name, data)


@post("/workflows/{name:str}/retry", status_code=200, summary="Retry a workflow's failed runs", tags=TAGS)
async def retry_failed(caller: Scope, name: str) -> Handled:
    """For administrators. Up to 5,000 at a time."""
    return await managing.retry_failed(caller, name)


@post("/workflows/{name:str}/cancel", status_code=200, summary="Cancel a workflow's open runs", tags=TAGS)
async def cancel_open(caller: Scope, name: str) -> Handled:
    """For administrators. Up to 5,000 at a time."""
    return await managing.cancel_open(caller, name)


handlers = [list_step_types, list_workflows, get_counts, test_workflow, retry_failed, cancel_open]
