"""Shares by hand and places in the team of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.permissions import record_share
from guanxi.kernel.tenancy import Scope

_OF_RECORD = (
    record_share.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
    record_share.c.record_id == bindparam("record_id", type_=Uuid),
)
_LIST = prepare(
    select(record_share).where(*_OF_RECORD).order_by(record_share.c.created_at, record_share.c.principal)
)
_OF_SEVERAL = prepare(
    select(record_share)
    .where(
        record_share.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        record_share.c.record_id == bindparam("records", type_=ARRAY(Uuid)).any_(),
    )
    .order_by(record_share.c.created_at, record_share.c.principal)
)
_DELETE = prepare(
    delete(record_share).where(
        *_OF_RECORD,
        record_share.c.principal == bindparam("principal", type_=BigInteger),
        record_share.c.reason == bindparam("reason", type_=Text),
    )
)
_NAMES = prepare(
    text("SELECT id, name FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY(:ids)").bindparams(
        bindparam("tenant_id", type_=BigInteger), bindparam("ids", type_=ARRAY(Uuid))
    )
)
_CHANGE = (
    "ON CONFLICT (tenant_id, record_id, principal, reason)"
    " DO UPDATE SET level = excluded.level, part = excluded.part"
)


async def list_shares(scope: Scope, record_id: UUID) -> list[Any]:
    return await scope.tx.fetch(_LIST, {"tenant_id": scope.tenant.id, "record_id": record_id})


async def shares_of(scope: Scope, records: Sequence[UUID]) -> list[Any]:
    """Of several records."""
    return await scope.tx.fetch(_OF_SEVERAL, {"tenant_id": scope.tenant.id, "records": list(records)})


async def put_shares(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    given = [{"tenant_id": scope.tenant.id, **each} for each in rows]
    await scope.tx.insert(record_share, given, on_conflict=_CHANGE)


async def delete_share(scope: Scope, record_id: UUID, principal: int, reason: str) -> None:
    params = {
        "tenant_id": scope.tenant.id, "record_id": record_id, "principal": principal, "reason": reason,
    }  # fmt: skip
    await scope.tx.execute(_DELETE, params)


async def names_of_users(scope: Scope, ids: list[UUID]) -> dict[UUID, str]:
    rows = await scope.tx.fetch(_NAMES, {"tenant_id": scope.tenant.id, "ids": ids}) if ids else []
    return {row["id"]: row["name"] for row in rows}


async def titles_of(scope: Scope, definition: ObjectDef, ids: list[UUID]) -> dict[UUID, str]:
    """Of the records that the caller sees."""
    table = definition.table
    title = table.c[definition.fields[definition.title_field].column]
    statement = select(table.c.id, title.label("title")).where(
        table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
        table.c.deleted_at.is_(None),
    )
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": ids}) if ids else []
    return {row["id"]: row["title"] for row in rows}
