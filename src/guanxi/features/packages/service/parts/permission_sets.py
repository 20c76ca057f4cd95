"""Permission sets, and what the company gives the roles `member` and `viewer`. Who holds a set is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    converted,
    named,
    without_defaults,
)
from guanxi.features.permissions import facade as permissions
from guanxi.features.permissions.facade import DeclaredSet
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_TOP = "permission_sets"


class PermissionSets:
    name = "permission_set"
    label = Label("Permission sets", "权限集")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield (_TOP, "*"), DeclaredSet

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for name, raw in named(content.get(_TOP), (_TOP,)).items():
            path = (_TOP, name)
            yield name, _body(permissions.as_declared(converted(raw, DeclaredSet, path))), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        content.setdefault(_TOP, {})[key] = body

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        if not keys:
            return {}
        found = await self.everything(scope, None)
        return {key: found[key] for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        """A set speaks of many objects: it belongs to none of them alone."""
        if objects is not None:
            return {}
        return {name: _body(each) for name, each in (await permissions.declared_sets(scope)).items()}

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            try:
                await permissions.declare_set(scope, key, converted(body, DeclaredSet, ()))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in keys:
            await permissions.remove_declared_set(scope, key)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body.get("label", ""))


def _body(declared: DeclaredSet) -> Body:
    return without_defaults(declared)


PERMISSION_SETS = PermissionSets()
