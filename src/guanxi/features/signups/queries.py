"""All SQL of founding a company. One transaction, which changes roles on the way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import Transaction, prepare

_NUMBERS = "SELECT nextval('guanxi.tenant_seq') AS tenant, nextval('guanxi.principal_seq') AS everyone"
_INSERT_TENANT = prepare(
    text(
        "INSERT INTO guanxi.tenant (tenant_id, slug, name, plan, meta_version, settings, everyone, created_at) "
        "VALUES (:tenant_id, :slug, :name, 'free', 1, :settings, :everyone, now())"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("slug", type_=Text),
        bindparam("name", type_=Text),
        bindparam("settings", type_=JSONB),
        bindparam("everyone", type_=BigInteger),
    )
)
_COMPLETE_USER = prepare(
    text(
        "UPDATE guanxi.app_user SET identity_id = :identity_id, locale = :locale, timezone = :timezone "
        "WHERE tenant_id = :tenant_id AND id = :user_id"
    ).bindparams(
        bindparam("identity_id", type_=Uuid),
        bindparam("locale", type_=Text),
        bindparam("timezone", type_=Text),
        bindparam("tenant_id", type_=BigInteger),
        bindparam("user_id", type_=Uuid),
    )
)


async def take_numbers(tx: Transaction) -> tuple[int, int]:
    """The new company's id, and the principal that all its people will hold."""
    row: Any = await tx.fetchrow(_NUMBERS)
    return row["tenant"], row["everyone"]


async def insert_tenant(
    tx: Transaction, *, tenant_id: int, slug: str, name: str, settings: dict[str, Any], everyone: int
) -> None:
    params = {"tenant_id": tenant_id, "slug": slug, "name": name, "settings": settings, "everyone": everyone}
    await tx.execute(_INSERT_TENANT, params)


async def complete_first_user(
    tx: Transaction, tenant_id: int, user_id: UUID, *, identity_id: UUID, locale: str, timezone: str
) -> None:
    """The columns of a user that are no fields of the record."""
    params = {"identity_id": identity_id, "locale": locale, "timezone": timezone}
    await tx.execute(_COMPLETE_USER, {**params, "tenant_id": tenant_id, "user_id": user_id})
