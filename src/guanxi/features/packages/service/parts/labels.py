"""What a company calls fields that are part of Guanxi."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.objects import facade as objects
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    below_objects,
    by_object,
    converted,
    placed_below,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_BELOW = "labels"
LabelText = str | dict[str, str]


class Labels:
    name = "label"
    label = Label("Names of fields", "字段名称")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), LabelText

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            given = converted(raw, LabelText, path)
            yield key, {"label": Label.from_json(given).as_json()}, path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body["label"])

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        found = await self.everything(scope, by_object(keys).keys())
        return {key: found[key] for key in keys if key in found}

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        return {
            f"{definition.name}.{name}": {"label": label.as_json()}
            for definition in await registry_of(scope)
            if objects_ is None or definition.name in objects_
            for name, label in objects.declared_labels(definition).items()
        }

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            object_name, _, name = key.partition(".")
            try:
                scope = await objects.declare_label(scope, object_name, name, self.label_of(body))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in await self.read(scope, keys):
            object_name, _, name = key.partition(".")
            scope = await objects.declare_label(scope, object_name, name, None)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


LABELS = Labels()
