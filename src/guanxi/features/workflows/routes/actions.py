"""Workflows that people start by a button."""

from __future__ import annotations

from litestar import get, post

from guanxi.features.workflows.schemas.api import Actions, RunsStarted, StartRuns
from guanxi.features.workflows.service import manual
from guanxi.kernel.tenancy import Scope

TAGS = ["Workflows"]


@get("/objects/{object_name:str}/actions", summary="List the workflows that one can start", tags=TAGS)
async def list_actions(caller: Scope, object_name: str) -> Actions:
    """For whoever may change records of the object."""
    return await manual.list_actions(caller, object_name)


@post("/objects/{object_name:str}/actions/{name:str}", status_code=202, summary="Start a workflow", tags=TAGS)
async def start_runs(caller: Scope, object_name: str, name: str, data: StartRuns) -> RunsStarted:
    """For one record, for several, or for those that meet a condition; up to 1,000."""
    return await manual.start_runs(caller, object_name, name, data)


handlers = [list_actions, start_runs]
