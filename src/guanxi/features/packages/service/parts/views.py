"""Views that are shared with everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

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
from guanxi.features.views import facade as views
from guanxi.features.views.facade import DeclaredView
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_BELOW = "views"


class Views:
    name = "view"
    label = Label("Views", "视图")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW, "*"), DeclaredView

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw, path in below_objects(content, _BELOW):
            yield key, _body(converted(raw, DeclaredView, path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        placed_below(content, key, _BELOW, body)

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        found = await self.everything(scope, by_object(keys).keys())
        return {key: found[key] for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        declared = await views.declared_views(scope, objects)
        return {
            f"{object_name}.{name}": _body(declared[object_name, name])
            for object_name, name in sorted(declared)
        }

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            object_name, _, name = key.partition(".")
            try:
                await views.declare_view(scope, object_name, name, converted(body, DeclaredView, ()))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in keys:
            object_name, _, name = key.partition(".")
            await views.remove_view(scope, object_name, name)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _body(declared: DeclaredView) -> Body:
    return without_defaults(declared) | {"label": Label.from_json(declared.label).as_json()}


VIEWS = Views()
