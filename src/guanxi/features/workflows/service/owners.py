"""The people who answer for workflows, with the rights that they have at this moment."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import ScopeSeed, load_seeds


async def owners_of(
    database: Database, tenant_id: int, users: Iterable[UUID | None]
) -> dict[UUID, ScopeSeed]:
    """Those who may still administer the company; the others' workflows do nothing until somebody else saves them."""
    wanted = {user for user in users if user is not None}
    if not wanted:
        return {}
    async with database.auth() as tx:
        seeds = await load_seeds(tx, tenant_id, sorted(wanted))
    return {user: seed for user, seed in seeds.items() if seed.actor.rights.allow("company.manage")}
