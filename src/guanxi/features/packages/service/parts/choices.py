"""The options of choices that are part of Guanxi. What stands in a body are options by value, so that they are compared one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.objects import facade as objects
from guanxi.features.objects.facade import DeclaredOption
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    below_objects,
    by_object,
    converted,
    placed_below,
    without_defaults,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_BELOW = "choices"


class Choices:
    name = "choice"
    label = Label("Options of choices", "选项")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), dict[str, DeclaredOption]

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            yield key, _body(converted(raw, dict[str, DeclaredOption], path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body)

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        found = await self.everything(scope, by_object(keys).keys())
        return {key: found[key] for key in keys if key in found}

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        return {
            f"{definition.name}.{name}": _body(options)
            for definition in await registry_of(scope)
            if objects_ is None or definition.name in objects_
            for name, options in objects.declared_choices(definition).items()
        }

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            object_name, _, name = key.partition(".")
            options = converted(body, dict[str, DeclaredOption], ())
            try:
                scope = await objects.declare_choice(scope, object_name, name, options)
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in await self.read(scope, keys):
            object_name, _, name = key.partition(".")
            scope = await objects.declare_choice(scope, object_name, name, None)
        return scope

    def label_of(self, body: Body) -> Label:
        labels = [Label.from_json(option["label"]) for option in body.values()]
        return Label(", ".join(each.en for each in labels), "、".join(each.zh for each in labels))


def _body(options: Mapping[str, DeclaredOption]) -> Body:
    return {
        value: without_defaults(option) | {"label": Label.from_json(option.label).as_json()}
        for value, option in options.items()
    }


CHOICES = Choices()
