"""The pipelines of an object and their stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.features.objects import queries
from guanxi.features.objects.schemas import PipelineChange, PipelineMeta, StageChange
from guanxi.features.objects.service.descriptions import describe_pipelines
from guanxi.features.objects.service.labels import label_of
from guanxi.kernel.changes.settings import replace_pipelines
from guanxi.kernel.errors import Conflict, FieldError, Invalid
from guanxi.kernel.metadata import ObjectDef, Pipeline, Stage, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope

_KINDS = ("open", "won", "lost")
_USUAL_PROBABILITY = {"open": 50.0, "won": 100.0, "lost": 0.0}
_USUAL_COLOR = {"open": "blue", "won": "green", "lost": "red"}


async def change_pipelines(
    scope: Scope, object_name: str, changes: Sequence[PipelineChange]
) -> list[PipelineMeta]:
    """Raises 403, 404, 409 `stages_in_use`, `pipelines_in_use`, 422 `pipelines_unsupported`, `stage_key_taken`, `pipeline_without_open`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    if not definition.pipelines:
        raise Invalid("pipelines_unsupported", params={"object": definition.label.in_locale(scope.locale)})
    pipelines = tuple(_pipeline(scope, definition, change) for change in changes)
    await put_pipelines(scope, definition, pipelines)
    return describe_pipelines(pipelines, scope.locale)


async def put_pipelines(
    scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline], *, undoes: UUID | None = None
) -> tuple[Scope, UUID | None]:
    """The scope that sees them, and the change-set. Raises as `change_pipelines`."""
    _require_complete(pipelines)
    await _require_unused(scope, definition, pipelines)
    scope, change_set_id = await replace_pipelines(scope, definition, pipelines, undoes=undoes)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


def _require_complete(changes: Sequence[PipelineChange | Pipeline]) -> None:
    """Keys are unique, those of stages across all pipelines; each pipeline can be begun, won and lost."""
    pipelines: set[str] = set()
    stages: set[str] = set()
    for change in changes:
        if change.key in pipelines:
            raise Invalid("pipeline_key_taken", field="pipelines", params={"key": change.key})
        pipelines.add(change.key)
        for stage in change.stages:
            if stage.key in stages:
                raise Invalid("stage_key_taken", field="pipelines", params={"key": stage.key})
            stages.add(stage.key)
        missing = [kind for kind in _KINDS if kind not in {stage.kind for stage in change.stages}]
        if missing:
            raise Invalid(
                f"pipeline_without_{missing[0]}", field="pipelines", params={"pipeline": change.key}
            )


def _pipeline(scope: Scope, definition: ObjectDef, change: PipelineChange) -> Pipeline:
    current = next((each for each in definition.pipelines if each.key == change.key), None)
    label = label_of(scope, change.label, current.label if current else None, f"pipelines.{change.key}")
    return Pipeline(
        change.key, label, tuple(_stage(scope, definition.stages, each) for each in change.stages)
    )


def _stage(scope: Scope, known: Mapping[str, tuple[Pipeline, Stage]], change: StageChange) -> Stage:
    current = known[change.key][1] if change.key in known else None
    label = label_of(scope, change.label, current.label if current else None, f"pipelines.{change.key}")
    probability = change.probability
    if probability is None:
        probability = current.probability if current else _USUAL_PROBABILITY[change.kind]
    color = change.color or (current.color if current else _USUAL_COLOR[change.kind])
    return Stage(change.key, label, change.kind, probability, color)


async def _require_unused(scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline]) -> None:
    """Stages that records stand in stay where they are and what they are: status and pipeline were derived from them."""
    after = {stage.key: (pipeline.key, stage.kind) for pipeline in pipelines for stage in pipeline.stages}
    touched = {
        key: "stage_in_use" if key not in after else "stage_fixed_by_use"
        for key, (pipeline, stage) in definition.stages.items()
        if after.get(key) != (pipeline.key, stage.kind)
    }
    uses = await queries.count_uses(scope, definition, definition.fields["stage"], sorted(touched))
    _require_removable(scope, definition, pipelines, uses)
    if not uses:
        return
    labels = {key: definition.stages[key][1].label.in_locale(scope.locale) for key in uses}
    errors = [
        FieldError("pipelines", touched[key], {"stage": labels[key], "count": count})
        for key, count in sorted(uses.items())
    ]
    raise Conflict("stages_in_use", errors=errors, params={"stages": ", ".join(labels.values())})


def _require_removable(
    scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline], uses: Mapping[str, int]
) -> None:
    """Of a pipeline that is left out whole, one sentence says more than one for each of its stages."""
    kept = {pipeline.key for pipeline in pipelines}
    counts = {
        pipeline.label.in_locale(scope.locale): sum(uses.get(stage.key, 0) for stage in pipeline.stages)
        for pipeline in definition.pipelines
        if pipeline.key not in kept
    }
    errors = [
        FieldError("pipelines", "pipeline_in_use", {"pipeline": label, "count": count})
        for label, count in counts.items()
        if count
    ]
    if errors:
        names = ", ".join(label for label, count in counts.items() if count)
        raise Conflict("pipelines_in_use", errors=errors, params={"pipelines": names})
