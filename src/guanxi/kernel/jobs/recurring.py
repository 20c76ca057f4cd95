"""Work that recurs for the whole installation, as nobody in particular. Features declare theirs in `tasks.py`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guanxi.kernel.db import Database
from guanxi.settings import Settings

PeriodicFunction = Callable[[Database, Settings], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Periodic:
    name: str
    cron: str  # minute, hour, day of month, month, day of week, in UTC
    run: PeriodicFunction


_all: dict[str, Periodic] = {}


def periodic(name: str, cron: str) -> Callable[[PeriodicFunction], PeriodicFunction]:
    """Declares an async function `(database, settings)`. One of all workers runs it each time.

    A run that fails is logged and not repeated before its next time. It does a bounded amount, in transactions of its own.
    """

    def register(function: PeriodicFunction) -> PeriodicFunction:
        if name in _all and _all[name].run is not function:
            raise ValueError(f"Two periodic jobs are called {name!r}.")
        _all[name] = Periodic(name, cron, function)
        return function

    return register


def periodic_jobs() -> Mapping[str, Periodic]:
    return MappingProxyType(_all)
