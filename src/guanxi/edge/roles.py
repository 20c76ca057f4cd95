"""Changing the role inside a transaction: for the few decisions that touch both a company's and the global tables.

The sign-in role of the pool is a member of all our roles, so PostgreSQL allows the change; nothing a caller sends is
ever formatted into these statements.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from guanxi.kernel.db import Transaction
from guanxi.kernel.tenancy import Scope


@asynccontextmanager
async def global_tables(scope: Scope) -> AsyncIterator[Transaction]:
    """The caller's own transaction, for a moment under the role that may touch identities and invitations."""
    await scope.tx.execute("SET LOCAL ROLE guanxi_auth")
    yield scope.tx
    # An error ends the transaction as a whole, so the way back is needed after success only.
    await scope.tx.execute(f"SET LOCAL ROLE {'guanxi_app' if scope.sees_all else 'guanxi_member'}")


async def enter_company(tx: Transaction, tenant_id: int, principals: tuple[int, ...] = ()) -> None:
    """From here on a transaction on the global tables acts inside one company, above record sharing."""
    held = ",".join(str(int(principal)) for principal in principals)
    await tx.connection.execute(
        f"SET LOCAL ROLE guanxi_app; SET LOCAL app.tenant_id = '{int(tenant_id)}'; "
        f"SET LOCAL app.principals = '{{{held}}}'; SET LOCAL app.edit_principals = '{{{held}}}'"
    )


async def leave_company(tx: Transaction) -> None:
    await tx.execute("SET LOCAL ROLE guanxi_auth")
