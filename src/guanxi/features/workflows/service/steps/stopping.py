"""Stop: the run ends here, as a success or as a failure that somebody shall look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.step_types import (
    Batch,
    Failed,
    Prepared,
    Result,
    StepType,
    Stopped,
    register_step,
)
from guanxi.kernel.metadata import Label


class Stop(Struct, frozen=True, forbid_unknown_fields=True):
    """With `failure`, the run is kept as failed, with this reason."""

    failure: Annotated[str, Meta(max_length=500)] = ""


async def prepare(around: Surroundings, settings: Stop) -> Prepared:
    async def execute(batch: Batch) -> Sequence[Result]:
        if settings.failure:
            return [Failed("workflow_stopped", {"reason": settings.failure})] * len(batch.items)
        return [Stopped()] * len(batch.items)

    return Prepared(execute, ways=())


register_step(StepType("stop", Label("Stop", "结束"), Stop, prepare, "logic"))
