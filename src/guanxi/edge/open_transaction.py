"""The transaction of one request, and how it ends."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from guanxi.edge.idempotency import Recording
from guanxi.kernel.tenancy import Scope


class RolledBack(Exception):
    """Thrown into the transaction to undo it; never leaves this module."""


class OpenTransaction:
    """The transaction of one request."""

    def __init__(
        self,
        context: AbstractAsyncContextManager[Scope],
        scope: Scope,
        *,
        on_replica: bool = False,
        only_reads: bool = False,
    ) -> None:
        self.scope = scope
        self.on_replica = on_replica
        self.only_reads = only_reads
        self._context: AbstractAsyncContextManager[Scope] | None = context
        self.recording: Recording | None = None

    @property
    def is_open(self) -> bool:
        return self._context is not None

    async def commit(self) -> None:
        context, self._context = self._context, None
        if context is not None:
            await context.__aexit__(None, None, None)

    async def roll_back(self) -> None:
        context, self._context = self._context, None
        if context is None:
            return
        cause = RolledBack()
        try:
            await context.__aexit__(RolledBack, cause, None)
        except RolledBack:
            pass
