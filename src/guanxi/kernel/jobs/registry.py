"""The kinds of job there are. Features declare theirs in `tasks.py` with `@job("imports.run")`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

JobFunction = Callable[..., Awaitable[Any]]
F = TypeVar("F", bound=JobFunction)

MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class JobKind:
    name: str
    run: JobFunction
    max_attempts: int


_kinds: dict[str, JobKind] = {}


def job(name: str, *, max_attempts: int = MAX_ATTEMPTS) -> Callable[[F], F]:
    """Declares an async function `(ctx, **args) -> result` as a kind of job.

    It is run again from the beginning after its worker died, so it has to find out itself what earlier attempts
    committed. After `max_attempts` of which none got further (`ctx.keep`) it is given up. Arguments and result are JSON.
    """

    def register(function: F) -> F:
        if name in _kinds and _kinds[name].run is not function:
            raise ValueError(f"Two jobs are called {name!r}.")
        _kinds[name] = JobKind(name, function, max_attempts)
        return function

    return register


def job_kinds() -> Mapping[str, JobKind]:
    return MappingProxyType(_kinds)
