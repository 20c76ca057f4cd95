"""The columns of a user that tie it to a sign-in: status, identity, and the address it is invited under."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, text

from guanxi.kernel.db import Transaction, prepare
from guanxi.kernel.tenancy import Scope

_TENANT, _USER = bindparam("tenant_id", type_=BigInteger), bindparam("user_id", type_=Uuid)
_FIND = prepare(
    text(
        "SELECT id, name, email, role, licence, status FROM guanxi.app_user "
        "WHERE tenant_id = :tenant_id AND id = :user_id AND kind = 'person' AND deleted_at IS NULL"
    ).bindparams(_TENANT, _USER)
)
_FIND_BY_EMAIL = prepare(
    text(
        "SELECT id, name, email, role, licence, status FROM guanxi.app_user "
        "WHERE tenant_id = :tenant_id AND lower(email) = :email_key AND deleted_at IS NULL ORDER BY created_at LIMIT 1"
    ).bindparams(_TENANT, bindparam("email_key", type_=Text))
)
_ATTACH = prepare(
    text(
        "UPDATE guanxi.app_user SET identity_id = :identity_id, locale = coalesce(:locale, locale) "
        "WHERE tenant_id = :tenant_id AND id = :user_id AND deleted_at IS NULL"
    ).bindparams(bindparam("identity_id", type_=Uuid), bindparam("locale", type_=Text), _TENANT, _USER)
)


async def find_user(scope: Scope, user_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_FIND, {"tenant_id": scope.tenant.id, "user_id": user_id})


async def find_user_by_email(scope: Scope, email_key: str) -> Any | None:
    return await scope.tx.fetchrow(_FIND_BY_EMAIL, {"tenant_id": scope.tenant.id, "email_key": email_key})


async def attach_identity(
    tx: Transaction, tenant_id: int, user_id: UUID, *, identity_id: UUID, locale: str | None
) -> bool:
    """False when the user was deleted meanwhile. `tx` must have entered the company."""
    params = {"identity_id": identity_id, "locale": locale, "tenant_id": tenant_id, "user_id": user_id}
    return await tx.execute(_ATTACH, params) == 1
