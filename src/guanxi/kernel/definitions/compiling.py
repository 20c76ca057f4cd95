"""What definitions in force are made into, such as compiled conditions: made once for each version of the metadata."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from guanxi.kernel.definitions.kinds import B, Definition, Kind
from guanxi.kernel.definitions.reading import definitions_of
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.tenancy import Scope

C = TypeVar("C")
MOST_REMEMBERED = 5_000


class Compiled(Generic[B, C]):
    """What `compile` makes of each definition of an object. One that can no longer be made, because what it names is gone,
    is left out: `problem_of` tells its administrators.
    """

    def __init__(
        self,
        kind: Kind[B],
        compile_: Callable[[Scope, Registry, Definition[B]], C],
        most: int = MOST_REMEMBERED,
    ) -> None:
        self._kind = kind
        self._compile = compile_
        self._most = most
        self._remembered: OrderedDict[tuple[int, int, str], tuple[C, ...]] = OrderedDict()

    async def of(self, scope: Scope, object_name: str) -> tuple[C, ...]:
        """In their order."""
        if scope.tenant.meta_version == 1:
            return ()
        key = (scope.tenant.id, scope.tenant.meta_version, object_name)
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = await self._made(scope, object_name)
            while len(self._remembered) > self._most:
                self._remembered.popitem(last=False)
        else:
            self._remembered.move_to_end(key)
        return found

    async def _made(self, scope: Scope, object_name: str) -> tuple[C, ...]:
        registry = await registry_of(scope)
        made = []
        for definition in await definitions_of(scope, self._kind, object_name):
            try:
                made.append(self._compile(scope, registry, definition))
            except Problem:
                continue
        return tuple(made)
