"""The pipelines of an object and their stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.features.objects import queries
from guanxi.features.objects.schemas import PipelineChange, PipelineMeta
from guanxi.features.objects.service import due
from guanxi.features.objects.service.custom_fields import put_custom_fields, require_no_users
from guanxi.features.objects.service.pipeline_definitions import check_pipelines, pipeline_from
from guanxi.features.objects.service.pipeline_descriptions import describe_pipelines
from guanxi.features.objects.service.pipeline_fields import add_pipeline_fields
from guanxi.kernel.changes.settings import replace_pipelines
from guanxi.kernel.errors import Conflict, FieldError, Invalid
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef, Pipeline, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.pipelines import STAGE
from guanxi.kernel.tenancy import Scope

_KINDS = ("open", "won", "lost")


async def change_pipelines(
    scope: Scope, object_name: str, changes: Sequence[PipelineChange]
) -> tuple[list[PipelineMeta], UUID | None]:
    """The pipelines and the change-set. An object that had none gets the fields that keep where a record stands; with its last pipeline they go.

    Raises 403, 404, 409 `stages_in_use`, `pipelines_in_use`, 422 `pipelines_needed`, `stage_key_taken`, `pipeline_without_open`, and
    as `check_pipelines`.
    """
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    scope = replace(scope, joins=scope.joins or new_id())
    definition = (await registry_of(scope)).object(object_name)
    if not changes:
        scope, change_set_id = await _remove_all(scope, definition)
        return [], change_set_id
    if STAGE not in definition.roles:
        scope = await add_pipeline_fields(scope, definition)
        definition = (await registry_of(scope)).object(object_name)
    pipelines = tuple(pipeline_from(scope, definition, change) for change in changes)
    check_pipelines(scope, await registry_of(scope), definition, pipelines, before=definition.pipelines)
    scope, change_set_id = await put_pipelines(scope, definition, pipelines)
    changed = (await registry_of(scope)).object(object_name)
    return describe_pipelines(scope, changed), change_set_id


async def put_pipelines(
    scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline], *, undoes: UUID | None = None
) -> tuple[Scope, UUID | None]:
    """The scope that sees them, and the change-set. Raises as `change_pipelines`."""
    _require_complete(pipelines)
    await _require_unused(scope, definition, pipelines)
    scope, change_set_id = await replace_pipelines(scope, definition, pipelines, undoes=undoes)
    if change_set_id is not None:
        await due.follow_limits(scope, definition, pipelines)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


async def _remove_all(scope: Scope, definition: ObjectDef) -> tuple[Scope, UUID | None]:
    """Stages of records stay out of sight, as values of deleted fields do."""
    stage = definition.field(definition.roles.get(STAGE, ""))
    if stage is None:
        return scope, None
    if stage.place is None:
        raise Invalid("pipelines_needed", field="pipelines")
    await require_no_users(scope, definition, list(definition.roles.values()), with_pipelines=True)
    scope, change_set_id = await replace_pipelines(scope, definition, ())
    kept = [each for each in definition.custom_fields if each.role is None]
    scope, fields_changed = await put_custom_fields(scope, definition, kept)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id or fields_changed


def _require_complete(changes: Sequence[Pipeline]) -> None:
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


async def _require_unused(scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline]) -> None:
    """Stages that records stand in stay where they are and what they are: status and pipeline were derived from them."""
    after = {stage.key: (pipeline.key, stage.kind) for pipeline in pipelines for stage in pipeline.stages}
    touched = {
        key: "stage_in_use" if key not in after else "stage_fixed_by_use"
        for key, (pipeline, stage) in definition.stages.items()
        if after.get(key) != (pipeline.key, stage.kind)
    }
    uses = await queries.count_uses(
        scope, definition, definition.fields[definition.roles[STAGE]], sorted(touched)
    )
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
