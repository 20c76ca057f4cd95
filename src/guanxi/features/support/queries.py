"""All SQL about support access. Times are compared with the caller's clock, except where sessions are let in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from guanxi.features.support.models import support_grant
from guanxi.features.users.facade import app_user
from guanxi.kernel.changes import change_set
from guanxi.kernel.db import Transaction, prepare
from guanxi.kernel.tenancy import Scope

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_ID = sa.bindparam("id", type_=sa.Uuid())
_NOW = sa.bindparam("now", type_=sa.DateTime(timezone=True))
_OF_TENANT = support_grant.c.tenant_id == _TENANT
_ONE = (_OF_TENANT, support_grant.c.id == _ID)

_LOCKED = prepare(sa.select(support_grant).where(*_ONE).with_for_update())
_DECIDE = prepare(
    sa.update(support_grant)
    .where(*_ONE)
    .values(
        approved=sa.bindparam("approved", type_=sa.Boolean()),
        decided_by=sa.bindparam("by", type_=sa.Uuid()),
        decided_at=_NOW,
        expires_at=sa.bindparam("expires_at", type_=sa.DateTime(timezone=True)),
        minutes=sa.bindparam("minutes", type_=sa.Integer()),
        level=sa.bindparam("level", type_=sa.Text()),
    )
)
_END = prepare(
    sa.update(support_grant)
    .where(*_ONE)
    .values(revoked_at=_NOW, revoked_by=sa.bindparam("by", type_=sa.Uuid()))
)
_ENTER = prepare(
    sa.update(support_grant).where(*_ONE).values(entries=support_grant.c.entries + 1, entered_at=_NOW)
)
_PERSON_BY_EMAIL = prepare(
    sa.select(app_user.c.id, app_user.c.name)
    .where(
        app_user.c.tenant_id == _TENANT,
        sa.func.lower(app_user.c.email) == sa.bindparam("email", type_=sa.Text()),
        app_user.c.status == "active",
        app_user.c.kind == "person",
        app_user.c.deleted_at.is_(None),
    )
    .order_by(app_user.c.created_at)
    .limit(1)
)


async def list_grants(scope: Scope, before: UUID | None, most: int) -> list[Any]:
    """The latest request first."""
    statement = _described().order_by(support_grant.c.id.desc()).limit(most)
    params: dict[str, Any] = {"tenant_id": scope.tenant.id}
    if before is not None:
        statement, params["id"] = statement.where(support_grant.c.id < _ID), before
    return await scope.tx.fetch(statement, params)


async def get_grant(scope: Scope, grant_id: UUID) -> Any | None:
    statement = _described().where(support_grant.c.id == _ID)
    return await scope.tx.fetchrow(statement, {"tenant_id": scope.tenant.id, "id": grant_id})


async def lock_grant(tx: Transaction, tenant_id: int, grant_id: UUID) -> Any | None:
    return await tx.fetchrow(_LOCKED, {"tenant_id": tenant_id, "id": grant_id})


async def insert_grant(tx: Transaction, values: dict[str, Any]) -> None:
    await tx.insert(support_grant, [values])


async def decide(tx: Transaction, tenant_id: int, grant_id: UUID, values: dict[str, Any]) -> None:
    await tx.execute(_DECIDE, {"tenant_id": tenant_id, "id": grant_id, **values})


async def end(tx: Transaction, tenant_id: int, grant_id: UUID, by: UUID | None, now: Any) -> None:
    """`by` of None is the operator himself."""
    await tx.execute(_END, {"tenant_id": tenant_id, "id": grant_id, "by": by, "now": now})


async def note_entry(tx: Transaction, tenant_id: int, grant_id: UUID, now: Any) -> None:
    await tx.execute(_ENTER, {"tenant_id": tenant_id, "id": grant_id, "now": now})


async def find_person(tx: Transaction, tenant_id: int, email: str) -> Any | None:
    """Who can sign in. `tx` must have entered the company."""
    return await tx.fetchrow(_PERSON_BY_EMAIL, {"tenant_id": tenant_id, "email": email.strip().lower()})


def _described() -> sa.Select[Any]:
    """With the names of people, and how many change-sets the operator made as that person meanwhile."""
    people = {name: app_user.alias(name) for name in ("acted_as", "decider", "ender")}
    joined: sa.FromClause = support_grant
    for name, column in (("acted_as", "user_id"), ("decider", "decided_by"), ("ender", "revoked_by")):
        person = people[name]
        matches = sa.and_(person.c.tenant_id == _TENANT, person.c.id == support_grant.c[column])
        joined = joined.outerjoin(person, matches)
    changes = (
        sa.select(sa.func.count())
        .select_from(change_set)
        .where(
            change_set.c.tenant_id == _TENANT,
            change_set.c.source == "support",
            change_set.c.actor_id == support_grant.c.user_id,
            change_set.c.created_at >= support_grant.c.decided_at,
            change_set.c.created_at
            <= sa.func.coalesce(support_grant.c.revoked_at, support_grant.c.expires_at),
        )
        .scalar_subquery()
    )
    names = [person.c.name.label(f"{name}_name") for name, person in people.items()]
    return sa.select(support_grant, *names, changes.label("changes")).select_from(joined).where(_OF_TENANT)
