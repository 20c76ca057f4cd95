"""Kinds of record that a package adds, and what it calls those that are part of Guanxi."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.objects import facade as objects
from guanxi.features.objects.facade import NewObject, Renaming
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    converted,
    named,
    without_defaults,
)
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, Registry, registry_of
from guanxi.kernel.metadata.custom_fields import PREFIX
from guanxi.kernel.tenancy import Scope

_BELOW = frozenset(
    {"fields", "labels", "choices", "pipelines", "sharing", "sharing_rules", "views"}
)  # parts of their own
_LABELS = ("label", "plural_label", "name_label", "description")


class Objects:
    name = "object"
    label = Label("Objects", "对象")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*"), NewObject

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for name, raw in named(content.get("objects"), ("objects",)).items():
            path = ("objects", name)
            own = {key: value for key, value in named(raw, path).items() if key not in _BELOW}
            if name.startswith(PREFIX):
                yield name, _body(converted({"name": name, **own}, NewObject, path)), path
            elif own:
                yield name, _body(converted(own, Renaming, path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        of_object = content.setdefault("objects", {}).setdefault(key, {})
        of_object.update({**body, **of_object})

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        return _declared(await registry_of(scope), keys)

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        return _declared(await registry_of(scope), objects_)

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            try:
                scope = await objects.declare_object(scope, key, body)
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in keys:
            scope = await objects.remove_object(scope, key)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _declared(registry: Registry, keys: Collection[Key] | None) -> dict[Key, Body]:
    found: dict[Key, Body] = {}
    for definition in registry:
        if keys is None or definition.name in keys:
            declared = objects.declared_object(definition)
            if declared is not None:
                found[definition.name] = _body(declared)
    return found


def _body(declared: NewObject | Renaming) -> Body:
    body = without_defaults(declared)
    body.pop("name", None)
    for name in _LABELS:
        if isinstance(body.get(name), str):
            body[name] = Label.from_json(body[name]).as_json()
    return body


OBJECTS = Objects()
