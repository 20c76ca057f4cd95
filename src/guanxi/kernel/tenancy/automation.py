"""The company's own hand: work that no person does at this moment, and work done in the name of one who is not here.

`automation_seed` opens transactions above record sharing that may read and write what keeps such work going. What touches
records is done under `acting`, as the person who answers for it, with the rights that he has now.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, text

from guanxi.kernel.db import Database, prepare
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy.rights import EVERYTHING
from guanxi.kernel.tenancy.scope import Actor, Scope, ScopeSeed, Tenant, settings_of_principals
from guanxi.kernel.tenancy.seeds import load_seeds, tenant_from

NOBODY = UUID(int=0)
_COMPANY = prepare(
    text(
        "SELECT tenant_id AS id, name, slug, settings, meta_version, everyone FROM guanxi.tenant WHERE tenant_id = :tenant_id"
    ).bindparams(bindparam("tenant_id", type_=BigInteger))
)
_AUTOMATION = Actor(NOBODY, "Automation", None, "admin", 0, (), EVERYTHING)


async def automation_seed(database: Database, tenant_id: int) -> ScopeSeed:
    """Raises NotFound for a company that is gone."""
    blank = Tenant(tenant_id, "", "", "USD", "UTC", "en", 1, 0)
    async with database.transaction(ScopeSeed(blank, _AUTOMATION), source="automation") as scope:
        found: Any = await scope.tx.fetchrow(_COMPANY, {"tenant_id": tenant_id})
    if found is None:
        raise NotFound()
    return ScopeSeed(tenant_from(found), _AUTOMATION)


async def administrators_among(
    database: Database, tenant_id: int, users: Iterable[UUID | None]
) -> dict[UUID, ScopeSeed]:
    """Of people who answer for something that works by itself, those who may still administer the company, with the rights
    that they have at this moment.
    """
    wanted = {user for user in users if user is not None}
    if not wanted:
        return {}
    async with database.auth() as tx:
        seeds = await load_seeds(tx, tenant_id, sorted(wanted))
    return {user: seed for user, seed in seeds.items() if seed.actor.rights.allow("company.manage")}


@asynccontextmanager
async def acting(scope: Scope, seed: ScopeSeed, **changed: Any) -> AsyncIterator[Scope]:
    """Within the transaction of `scope`, which goes on as before afterwards: its role, his principals, his rights."""
    other = replace(
        seed.bind(scope.tx, source=scope.source, locale=None), now=scope.now, tenant=scope.tenant, **changed
    )
    await _take(scope, other)
    yield other
    await _take(other, scope)


async def _take(before: Scope, after: Scope) -> None:
    if before.actor.principals != after.actor.principals:
        await after.tx.connection.execute(settings_of_principals(after.actor.principals))
    if before.database_role != after.database_role:
        await after.tx.take_role(after.database_role)
