"""The tree of positions. Who holds one is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.organisation import facade as organisation
from guanxi.features.organisation.facade import DeclaredPosition
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    converted,
    named,
    without_defaults,
)
from guanxi.features.packages.service.parts.places import places_named
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_TOP = "positions"


class Positions:
    name = "position"
    label = Label("Positions", "岗位")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield (_TOP, "*"), DeclaredPosition

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for name, raw in named(content.get(_TOP), (_TOP,)).items():
            path = (_TOP, name)
            yield name, _body(converted(raw, DeclaredPosition, path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        content.setdefault(_TOP, {})[key] = body

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        if not keys:
            return {}
        found = await organisation.declared_positions(scope)
        return {key: _body(found[key]) for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        """Of some objects those that their sharing rules and definitions name, with all above them."""
        found = await organisation.declared_positions(scope)
        if objects is None:
            return {name: _body(each) for name, each in found.items()}
        wanted: set[str] = set()
        going = set((await places_named(scope, objects)).positions)
        while going := {name for name in going if name in found} - wanted:
            wanted |= going
            going = {above for name in going if (above := found[name].above) is not None}
        return {name: _body(each) for name, each in found.items() if name in wanted}

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key in organisation.top_down({key: body.get("above") for key, body in bodies.items()}):
            try:
                await organisation.declare_position(scope, key, converted(bodies[key], DeclaredPosition, ()))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        await organisation.remove_declared_positions(scope, keys)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _body(declared: DeclaredPosition) -> Body:
    return without_defaults(declared)


POSITIONS = Positions()
