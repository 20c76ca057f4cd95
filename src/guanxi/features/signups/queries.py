"""All SQL of founding a company. One transaction, which changes roles on the way."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.db import Transaction, prepare

_NUMBERS = (
    "SELECT nextval('guanxi.tenant_seq') AS tenant, nextval('guanxi.principal_seq') AS everyone, "
    "nextval('guanxi.principal_seq') AS first_user"
)
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
_INSERT_USER = prepare(
    text(
        "INSERT INTO guanxi.app_user (tenant_id, id, name, email, role, status, principal, identity_id, locale, "
        "timezone, owner_id, acl, created_at, updated_at, created_by, updated_by) "
        "VALUES (:tenant_id, :id, :name, :email, 'admin', 'active', :principal, :identity_id, :locale, "
        ":timezone, :id, :acl, now(), now(), :id, :id)"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("id", type_=Uuid),
        bindparam("name", type_=Text),
        bindparam("email", type_=Text),
        bindparam("principal", type_=BigInteger),
        bindparam("identity_id", type_=Uuid),
        bindparam("locale", type_=Text),
        bindparam("timezone", type_=Text),
        bindparam("acl", type_=ARRAY(BigInteger)),
    )
)


async def take_numbers(tx: Transaction) -> tuple[int, int, int]:
    """The new company's id, the principal that all its people will hold, and that of the first of them."""
    row: Any = await tx.fetchrow(_NUMBERS)
    return row["tenant"], row["everyone"], row["first_user"]


async def insert_tenant(
    tx: Transaction, *, tenant_id: int, slug: str, name: str, settings: dict[str, Any], everyone: int
) -> None:
    params = {"tenant_id": tenant_id, "slug": slug, "name": name, "settings": settings, "everyone": everyone}
    await tx.execute(_INSERT_TENANT, params)


async def insert_first_user(tx: Transaction, values: dict[str, Any]) -> None:
    await tx.execute(_INSERT_USER, values)
