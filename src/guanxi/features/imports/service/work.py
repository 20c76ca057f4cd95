"""What a long piece of work needs around it: transactions, progress, and a way to be stopped. A job's context is one."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from guanxi.kernel.tenancy import Scope


class Work(Protocol):
    def scope(self, *, source: str = "job") -> AbstractAsyncContextManager[Scope]: ...

    async def keep(self, scope: Scope, **arguments: Any) -> None:
        """Says, in the transaction of a step, that the work got further; and with what a further attempt is to be called."""
        ...

    async def progress(self, done: int, total: int | None = None) -> None: ...

    async def check_cancelled(self) -> None: ...

    async def keep_statistics(self, table: str) -> None:
        """Call between transactions, as a table grows: look-ups among new rows would read them all."""
        ...
