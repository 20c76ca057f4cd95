"""Loading a caller's company, role and principals. One definer function answers, the only reader across tenants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Database, Placement, Transaction, place, prepare
from guanxi.kernel.errors import NotFound
from guanxi.kernel.tenancy.rights import definition_of_role, rights_of
from guanxi.kernel.tenancy.scope import Actor, Scope, ScopeSeed, Tenant

place("tenant", Placement.COMPANY)

_ACTOR = prepare(
    select(func.guanxi.actor(bindparam("tenant_id", type_=BigInteger), bindparam("user_id", type_=Uuid)))
)

_ACTORS = prepare(
    text("SELECT id, guanxi.actor(:tenant_id, id) AS actor FROM unnest(:ids) AS id").bindparams(
        bindparam("tenant_id", type_=BigInteger), bindparam("ids", type_=ARRAY(Uuid))
    )
)


def seed_from(found: Mapping[str, Any]) -> ScopeSeed:
    """From the JSON of `guanxi.actor`."""
    user = found["user"]
    return ScopeSeed(
        tenant_from(found["tenant"]),
        Actor(
            user_id=UUID(user["id"]),
            name=user["name"],
            email=user["email"],
            role=user["role"],
            principal=user["principal"],
            principals=tuple(found["principals"]),
            rights=rights_of(user["role"], _definitions(found), user["licence"]),
            locale=user["locale"],
            timezone=user["timezone"],
        ),
    )


def tenant_from(found: Mapping[str, Any]) -> Tenant:
    settings = found["settings"]
    return Tenant(
        id=found["id"],
        name=found["name"],
        slug=found["slug"],
        currency=settings.get("currency", "USD"),
        timezone=settings.get("timezone", "UTC"),
        locale=settings.get("locale", "en"),
        meta_version=found["meta_version"],
        everyone=found["everyone"],
        settings=settings,
    )


def _definitions(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The role's set, which the company may have changed, and those assigned."""
    role = found["user"]["role"]
    yield definition_of_role(role) if found["role_set"] is None else found["role_set"]
    yield from found["sets"] or ()


async def load_seed(tx: Transaction, tenant_id: int, user_id: UUID) -> ScopeSeed | None:
    """The caller, or None. `tx` is a transaction of `Database.auth`."""
    found = await tx.fetchval(_ACTOR, {"tenant_id": tenant_id, "user_id": user_id})
    return None if found is None else seed_from(found)


async def load_seeds(tx: Transaction, tenant_id: int, user_ids: Sequence[UUID]) -> dict[UUID, ScopeSeed]:
    """Of many people of one company, in one statement; those who are none are left out."""
    rows = await tx.fetch(_ACTORS, {"tenant_id": tenant_id, "ids": list(user_ids)})
    return {row["id"]: seed_from(row["actor"]) for row in rows if row["actor"] is not None}


@asynccontextmanager
async def open_scope(
    database: Database, tenant_id: int, user_id: UUID, *, source: str, locale: str | None = None
) -> AsyncIterator[Scope]:
    """A transaction for a job, a command or a test. Raises NotFound for an unknown user."""
    async with database.auth() as tx:
        seed = await load_seed(tx, tenant_id, user_id)
    if seed is None:
        raise NotFound()
    async with database.transaction(seed, source=source, locale=locale) as scope:
        yield scope
