"""Pipelines with their stages, gates and guidance."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.objects import facade as objects
from guanxi.features.objects.facade import PipelineChange
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    below_objects,
    by_object,
    converted,
    named,
    placed_below,
    without_defaults,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_BELOW = "pipelines"


class Pipelines:
    name = "pipeline"
    label = Label("Pipelines", "销售流程")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), PipelineChange

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            given = {"key": path[-1], **named(raw, path)}
            yield key, _body(converted(given, PipelineChange, path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body)

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        registry = await registry_of(scope)
        found: dict[Key, Body] = {}
        for object_name, names in by_object(keys).items():
            if object_name in registry:
                declared = objects.declared_pipelines(registry.object(object_name))
                found |= {
                    f"{object_name}.{name}": _body(declared[name]) for name in names if name in declared
                }
        return found

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        """Pipelines that are as they came are no one's declaration."""
        came = {each.name: objects.origin_of(each).pipelines for each in await registry_of(scope)}
        return {
            f"{definition.name}.{name}": _body(pipeline)
            for definition in await registry_of(scope)
            if (objects_ is None or definition.name in objects_)
            and definition.pipelines != came[definition.name]
            for name, pipeline in objects.declared_pipelines(definition).items()
        }

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for object_name, names in by_object(bodies).items():
            wanted = {
                name: converted({"key": name, **bodies[f"{object_name}.{name}"]}, PipelineChange, ())
                for name in names
            }
            try:
                scope = await objects.declare_pipelines(scope, object_name, wanted)
            except Problem as problem:
                raise PartRefused(f"{object_name}.{names[0]}", problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        registry = await registry_of(scope)
        for object_name, names in by_object(keys).items():
            if object_name in registry:
                scope = await objects.remove_pipelines(scope, object_name, names)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _body(pipeline: PipelineChange) -> Body:
    body = without_defaults(pipeline)
    body.pop("key", None)
    for part in (body, *body.get("stages", ())):
        if isinstance(part.get("label"), str):
            part["label"] = Label.from_json(part["label"]).as_json()
    body["stages"] = [
        {name: value for name, value in stage.items() if value is not None}
        for stage in body.get("stages", ())
    ]
    return body


PIPELINES = Pipelines()
