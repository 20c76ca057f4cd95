"""Run another workflow for a record: it starts as it is now, under whoever answers for it, and may be waited for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from guanxi.features.workflows.schemas.body import FieldName, Name
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.limits import MOST_DEPTH
from guanxi.features.workflows.service.step_types import (
    Batch,
    Child,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    StepType,
    Wait,
    register_step,
)
from guanxi.features.workflows.service.targets import RECORD, target
from guanxi.kernel.definitions import definitions_of, kind_named
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label


class RunWorkflow(Struct, frozen=True, forbid_unknown_fields=True):
    workflow: Name
    target: FieldName = RECORD


async def prepare(around: Surroundings, settings: RunWorkflow) -> Prepared:
    about = target(around, settings.target, "target")
    if settings.workflow == around.workflow:
        raise Invalid("workflow_calls_itself", field="workflow", params={"workflow": settings.workflow})
    known = await definitions_of(around.scope, kind_named("workflow"), about.object)
    if all(each.name != settings.workflow for each in known):
        suggestion = closest(settings.workflow, (each.name for each in known))
        params = {"workflow": settings.workflow, "suggestion": suggestion}
        raise Invalid("workflow_unknown", field="workflow", params=params)

    async def execute(batch: Batch) -> Sequence[Result]:
        now = await definitions_of(batch.scope, kind_named("workflow"), about.object)
        called = next((each for each in now if each.name == settings.workflow), None)

        def begin(item: Item) -> Result:
            if item.run.memo is not None:
                return Done()
            record_id = about.of(item)
            if called is None:
                return Failed("workflow_unknown", {"workflow": settings.workflow, "suggestion": ""})
            if record_id is None:
                return Failed("workflow_target_empty")
            if item.run.depth >= MOST_DEPTH:
                return Failed("workflow_chain_too_long", {"limit": MOST_DEPTH})
            child = Child(item.run.key("workflow"), about.object, record_id, None, called.id, called.version)
            return Wait(memo={"workflow": settings.workflow}, children=[child])

        return [begin(item) for item in batch.items]

    return Prepared(execute, about.reads)


register_step(StepType("run_workflow", Label("Run a workflow", "调用工作流"), RunWorkflow, prepare, "logic"))
