"""What is made of a company's metadata and remembered until its next version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from guanxi.kernel.tenancy import Scope

T = TypeVar("T")
MOST_REMEMBERED = 5_000


class ByVersion(Generic[T]):
    """Remembers by company, version of its metadata and `key`; the longest unused goes first."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._remembered: OrderedDict[tuple[int, int, Hashable], T] = OrderedDict()

    async def or_make(self, scope: Scope, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        place = (scope.tenant.id, scope.tenant.meta_version, key)
        if place in self._remembered:
            self._remembered.move_to_end(place)
            return self._remembered[place]
        made = self._remembered[place] = await make()
        while len(self._remembered) > self._most:
            self._remembered.popitem(last=False)
        return made
