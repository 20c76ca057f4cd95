"""Stages whose time limit changed: a job sets anew from when the records in them are stale."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import ObjectDef, Pipeline
from guanxi.kernel.tenancy import Scope

JOB = "objects.refresh_stages"


async def follow_limits(scope: Scope, before: ObjectDef, pipelines: Sequence[Pipeline]) -> None:
    """Where records may stand in such a stage; a new one is empty."""
    changed = [
        stage.key
        for pipeline in pipelines
        for stage in pipeline.stages
        if stage.key in before.stages and before.stages[stage.key][1].limit_days != stage.limit_days
    ]
    if changed:
        await enqueue(scope, JOB, {"object": before.name, "stages": changed})
