"""Changing the role inside a transaction: for the few decisions that touch both a company's and the global tables.

The sign-in role of the pool is a member of all our roles, so PostgreSQL allows the change; nothing a caller sends is
ever formatted into these statements.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID

from guanxi.kernel.db import Transaction
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy import EVERYTHING, Scope, load_seed, settings_of_principals


@asynccontextmanager
async def global_tables(scope: Scope) -> AsyncIterator[Transaction]:
    """The caller's own transaction, for a moment under the role that may touch identities and invitations."""
    await scope.tx.take_role("guanxi_auth")
    yield scope.tx
    # An error ends the transaction as a whole, so the way back is needed after success only.
    await scope.tx.take_role(scope.database_role)


@asynccontextmanager
async def above_sharing(scope: Scope) -> AsyncIterator[Scope]:
    """The same person and transaction, for a moment above record sharing and limits of fields.

    For decisions that a right of its own allows over everything somebody owns, seen or not.
    """
    await scope.tx.take_role("guanxi_app")
    yield replace(scope, actor=replace(scope.actor, role="admin", rights=EVERYTHING))
    if not scope.sees_all:
        await scope.tx.take_role("guanxi_member")


async def enter_company(tx: Transaction, tenant_id: int, principals: tuple[int, ...] = ()) -> None:
    """From here on a transaction on the global tables acts inside one company, above record sharing."""
    await tx.take_role("guanxi_app")
    await tx.connection.execute(
        f"SET LOCAL app.tenant_id = '{int(tenant_id)}'; {settings_of_principals(principals)}"
    )


@asynccontextmanager
async def acting_as(
    tx: Transaction, tenant_id: int, user_id: UUID, *, source: str = "ui"
) -> AsyncIterator[Scope]:
    """For a moment inside one company, as one of its people but above record sharing and roles.

    For the little that everybody may do to his or her own user, whatever the role. `tx` is on the global tables.
    Raises NotFound for an unknown user.
    """
    seed = await load_seed(tx, tenant_id, user_id)
    if seed is None:
        raise NotFound()
    seed = replace(seed, actor=replace(seed.actor, role="admin", rights=EVERYTHING))
    await enter_company(tx, tenant_id, seed.actor.principals)
    yield seed.bind(tx, source=source, locale=None)
    await tx.take_role("guanxi_auth")
