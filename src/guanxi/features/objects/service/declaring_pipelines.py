"""Pipelines as packages declare them, one by one beside those that are there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from msgspec import UNSET

from guanxi.features.objects.schemas import PipelineChange
from guanxi.features.objects.service.pipelines import change_pipelines
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.pipelines import pipeline_as_json
from guanxi.kernel.tenancy import Scope


def declared_pipelines(definition: ObjectDef) -> dict[str, PipelineChange]:
    """As they could be declared again, in their order."""
    return {
        each.key: msgspec.convert(pipeline_as_json(each), PipelineChange) for each in definition.pipelines
    }


async def declare_pipelines(scope: Scope, object_name: str, wanted: Mapping[str, PipelineChange]) -> Scope:
    """The scope that sees them. What a stage's declaration leaves out is as by default, not as it was.

    Raises as `change_pipelines` does.
    """
    scope = await lock_metadata(scope)
    current = declared_pipelines((await registry_of(scope)).object(object_name))
    complete = {key: _complete(each) for key, each in wanted.items()}
    await change_pipelines(scope, object_name, list({**current, **complete}.values()))
    return await lock_metadata(scope)


async def remove_pipelines(scope: Scope, object_name: str, keys: Collection[str]) -> Scope:
    """Of those that are there; raises as `change_pipelines` does, such as where records stand in one."""
    scope = await lock_metadata(scope)
    current = declared_pipelines((await registry_of(scope)).object(object_name))
    kept = [each for key, each in current.items() if key not in keys]
    if len(kept) < len(current):
        await change_pipelines(scope, object_name, kept)
    return await lock_metadata(scope)


def _complete(pipeline: PipelineChange) -> PipelineChange:
    stages = []
    for stage in pipeline.stages:
        empty: dict[str, object] = {
            "entry": [],
            "exit": [],
            "required": [],
            "guidance": None,
            "limit_days": None,
            "next": None,
        }
        left_out = {name: value for name, value in empty.items() if getattr(stage, name) is UNSET}
        stages.append(msgspec.structs.replace(stage, **left_out))
    return msgspec.structs.replace(pipeline, stages=stages)
