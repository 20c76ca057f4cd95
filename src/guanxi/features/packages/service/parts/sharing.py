"""What the whole company may do with the records of an object."""

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
)
from guanxi.features.sharing import facade as sharing
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.permissions import Sharing, is_shareable
from guanxi.kernel.tenancy import Scope

_BELOW = "sharing"
_LABELS: Mapping[str, Label] = {
    "private": Label("Private", "私有"),
    "read": Label("Read by all", "全员可读"),
    "public": Label("Read and changed by all", "全员可读写"),
}


class SharingDefaults:
    name = "sharing"
    label = Label("Sharing", "共享")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield ("objects", "*", _BELOW), Sharing

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for name, declared in named(content.get("objects"), ("objects",)).items():
            given = named(declared, ("objects", name))
            if _BELOW in given:
                path = ("objects", name, _BELOW)
                yield name, {"sharing": converted(given[_BELOW], Sharing, path)}, path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        content.setdefault("objects", {}).setdefault(key, {})[_BELOW] = body["sharing"]

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        return await self.everything(scope, keys)

    async def everything(self, scope: Scope, objects_: Collection[str] | None) -> dict[Key, Body]:
        found: dict[Key, Body] = {}
        stated = await sharing.declared_defaults(scope)
        for each in await registry_of(scope):
            if is_shareable(each.name) and (objects_ is None or each.name in objects_):
                found |= {each.name: {"sharing": stated[each.name]}} if each.name in stated else {}
        return found

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            try:
                scope = await sharing.declare_default(scope, key, body["sharing"])
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in await self.read(scope, keys):
            scope = await sharing.declare_default(scope, key, None)
        return scope

    def label_of(self, body: Body) -> Label:
        return _LABELS[body["sharing"]]


SHARING = SharingDefaults()
