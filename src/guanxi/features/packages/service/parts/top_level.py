"""Parts that stand below one name at the top of a file, by names of their own; each a struct that its feature declares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Struct

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
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

Declared = TypeVar("Declared", bound=Struct)


class TopLevel(ABC, Generic[Declared]):
    """A PartType but for where its parts come from and go to."""

    name: str
    label: Label
    below: str
    shape: type[Declared]

    @abstractmethod
    async def declared(self, scope: Scope) -> Mapping[Key, Declared]:
        """All that the company has."""

    @abstractmethod
    async def wanted(
        self, scope: Scope, objects: Collection[str], found: Mapping[Key, Declared]
    ) -> Collection[Key]:
        """Those that come along with these objects."""

    @abstractmethod
    async def declare(self, scope: Scope, key: Key, declared: Declared) -> None: ...

    @abstractmethod
    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope: ...

    def kept(self, declared: Declared) -> Declared:
        """As the company would keep it."""
        return declared

    def in_order(self, bodies: Mapping[Key, Body]) -> Iterable[Key]:
        """Whatever needs another after that."""
        return bodies

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield (self.below, "*"), self.shape

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for key, raw in named(content.get(self.below), (self.below,)).items():
            path = (self.below, key)
            yield key, without_defaults(self.kept(converted(raw, self.shape, path))), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        content.setdefault(self.below, {})[key] = body

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        if not keys:
            return {}
        found = await self.declared(scope)
        return {key: without_defaults(found[key]) for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        found = await self.declared(scope)
        wanted = found if objects is None else await self.wanted(scope, objects, found)
        return {key: without_defaults(each) for key, each in found.items() if key in wanted}

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key in self.in_order(bodies):
            try:
                await self.declare(scope, key, converted(bodies[key], self.shape, ()))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body.get("label", ""))
