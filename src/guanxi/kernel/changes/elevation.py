"""Stepping up to the application's role, for what follows from a write that was checked as the caller."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from guanxi.kernel.tenancy import Scope


@asynccontextmanager
async def elevated(scope: Scope) -> AsyncIterator[None]:
    """The application's role: the tenant's wall still stands, record sharing does not. Not to be nested."""
    if scope.sees_all:
        yield
        return
    await scope.tx.take_role("guanxi_app")
    yield
    await scope.tx.take_role("guanxi_member")
