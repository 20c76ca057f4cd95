"""All SQL about a company's settings and about a person's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, FromClause, Text, Uuid, bindparam, exists, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import Transaction, prepare
from guanxi.kernel.metadata import Field
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

_TENANT, _USER = bindparam("tenant_id", type_=BigInteger), bindparam("user_id", type_=Uuid)
_UPDATE_COMPANY = prepare(
    text(
        "UPDATE guanxi.tenant SET name = coalesce(:name, name), settings = settings || :settings "
        "WHERE tenant_id = :tenant_id RETURNING name, slug, settings"
    ).bindparams(bindparam("name", type_=Text), bindparam("settings", type_=JSONB), _TENANT)
)
# Absent keys keep their value; an explicit null goes back to the company's.
_UPDATE_ME = prepare(
    text(
        "UPDATE guanxi.app_user SET "
        "locale = CASE WHEN :changes ? 'locale' THEN :changes ->> 'locale' ELSE locale END, "
        "timezone = CASE WHEN :changes ? 'timezone' THEN :changes ->> 'timezone' ELSE timezone END, "
        "theme = CASE WHEN :changes ? 'theme' THEN :changes ->> 'theme' ELSE theme END "
        "WHERE tenant_id = :tenant_id AND id = :user_id"
    ).bindparams(bindparam("changes", type_=JSONB), _TENANT, _USER)
)
_ACTOR = prepare(text("SELECT guanxi.actor(:tenant_id, :user_id)").bindparams(_TENANT, _USER))


async def get_actor(tx: Transaction, tenant_id: int, user_id: UUID) -> dict[str, Any] | None:
    """`tx` is of the role guanxi_auth."""
    actor: dict[str, Any] | None = await tx.fetchval(_ACTOR, {"tenant_id": tenant_id, "user_id": user_id})
    return actor


async def update_company(scope: Scope, name: str | None, settings: dict[str, Any]) -> Any:
    params = {"name": name, "settings": settings, "tenant_id": scope.tenant.id}
    return await scope.tx.fetchrow(_UPDATE_COMPANY, params)


async def update_me(scope: Scope, changes: dict[str, Any]) -> None:
    """What only the person's own screens use; not part of the user as a record."""
    params = {"changes": changes, "tenant_id": scope.tenant.id, "user_id": scope.actor.user_id}
    await scope.tx.execute(_UPDATE_ME, params)


async def has_amounts(scope: Scope, amounts: Sequence[tuple[FromClause, Field]]) -> bool:
    """Whether any of these fields, each of the records beside it, holds something in this company."""
    found = [
        exists().where(table.c.tenant_id == bindparam("tenant_id"), value_of(table, field).is_not(None))
        for table, field in amounts
    ]
    return bool(await scope.tx.fetchval(select(or_(*found)), {"tenant_id": scope.tenant.id}))
