"""What a long piece of work needs around it: transactions, progress, and a way to be stopped. A job's context is one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import Scope, ScopeSeed


class Work(Protocol):
    def scope(self, *, source: str = "job") -> AbstractAsyncContextManager[Scope]: ...

    async def progress(self, done: int, total: int | None = None) -> None: ...

    async def check_cancelled(self) -> None: ...


class LocalWork:
    """Work done where it was asked for, by a command or the demo, without a job."""

    def __init__(
        self, database: Database, seed: ScopeSeed, on_progress: Callable[[int, int | None], None]
    ) -> None:
        self._database, self._seed, self._on_progress = database, seed, on_progress

    @asynccontextmanager
    async def _open(self, source: str) -> AsyncIterator[Scope]:
        async with self._database.transaction(self._seed, source=source) as scope:
            yield scope

    def scope(self, *, source: str = "job") -> AbstractAsyncContextManager[Scope]:
        return self._open(source)

    async def progress(self, done: int, total: int | None = None) -> None:
        self._on_progress(done, total)

    async def check_cancelled(self) -> None:
        return None
