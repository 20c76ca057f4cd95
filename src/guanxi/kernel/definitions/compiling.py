"""What definitions in force are made into, such as compiled conditions: made once for each version of the metadata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from guanxi.kernel.definitions.kinds import B, Definition, Kind
from guanxi.kernel.definitions.reading import definitions_of
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.metadata.versioned import ByVersion
from guanxi.kernel.tenancy import Scope

C = TypeVar("C")


class Compiled(Generic[B, C]):
    """What `compile` makes of each definition of an object. One that can no longer be made, because what it names is gone,
    is left out: `problem_of` tells its administrators.
    """

    def __init__(self, kind: Kind[B], compile_: Callable[[Scope, Registry, Definition[B]], C]) -> None:
        self._kind = kind
        self._compile = compile_
        self._remembered: ByVersion[tuple[C, ...]] = ByVersion()

    async def of(self, scope: Scope, object_name: str) -> tuple[C, ...]:
        """In their order."""
        if scope.tenant.meta_version == 1:
            return ()
        return await self._remembered.or_make(scope, object_name, lambda: self._made(scope, object_name))

    async def _made(self, scope: Scope, object_name: str) -> tuple[C, ...]:
        registry = await registry_of(scope)
        made = []
        for definition in await definitions_of(scope, self._kind, object_name):
            try:
                made.append(self._compile(scope, registry, definition))
            except Problem:
                continue
        return tuple(made)
