"""The trail of reveals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Uuid, bindparam, text

from guanxi.features.secrets.models import secret_reveal
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_LIST = prepare(
    text(
        "SELECT r.id, r.at, r.object, r.field, r.record_id, r.actor_id, u.name AS actor_name FROM guanxi.secret_reveal r"
        " LEFT JOIN guanxi.app_user u ON u.tenant_id = r.tenant_id AND u.id = r.actor_id"
        " WHERE r.tenant_id = :tenant_id AND r.id < :before AND (:record_id IS NULL OR r.record_id = :record_id)"
        " ORDER BY r.id DESC LIMIT :most"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("before", type_=Uuid),
        bindparam("record_id", type_=Uuid),
        bindparam("most", type_=Integer),
    )
)


async def insert_reveal(scope: Scope, values: Mapping[str, Any]) -> None:
    await scope.tx.insert(secret_reveal, [{"tenant_id": scope.tenant.id, **values}])


async def list_reveals(scope: Scope, record_id: UUID | None, before: UUID, most: int) -> list[Any]:
    """The latest first."""
    params = {"tenant_id": scope.tenant.id, "record_id": record_id, "before": before, "most": most}
    return list(await scope.tx.fetch(_LIST, params))
