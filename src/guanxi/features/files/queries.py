"""All SQL about attachments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, delete, exists, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.files.models import file
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

_PARAMS = (
    bindparam("tenant_id", type_=BigInteger),
    bindparam("object", type_=Text),
    bindparam("id", type_=Uuid),
)
_SELECT = (
    "SELECT f.id, f.object, f.record_id, f.name, f.size, f.content_type, f.storage_key, f.created_at, f.created_by, "
    "u.name AS created_by_name FROM guanxi.file f "
    "LEFT JOIN guanxi.app_user u ON u.tenant_id = f.tenant_id AND u.id = f.created_by WHERE f.tenant_id = :tenant_id "
)
_GET = prepare(text(_SELECT + "AND f.id = :id").bindparams(_PARAMS[0], _PARAMS[2]))
_LIST = prepare(
    text(
        _SELECT
        + "AND f.object = :object AND f.record_id = :id ORDER BY f.created_at DESC, f.id DESC LIMIT 500"
    ).bindparams(*_PARAMS)
)


_AMONG = prepare(
    select(file.c.id, file.c.object, file.c.record_id, file.c.name, file.c.size, file.c.created_by).where(
        file.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        file.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
    )
)


async def is_record_visible(scope: Scope, kind: ObjectDef, record_id: UUID) -> bool:
    """Row-level security answers as it would for the record itself."""
    table = kind.table
    statement = select(
        exists().where(
            table.c.tenant_id == bindparam("tenant_id"),
            table.c.id == bindparam("record_id"),
            table.c.deleted_at.is_(None),
        )
    )
    return bool(await scope.tx.fetchval(statement, {"tenant_id": scope.tenant.id, "record_id": record_id}))


async def is_record_editable(scope: Scope, kind: ObjectDef, record_id: UUID) -> bool:
    """Only rows that may be changed can be locked; it stays as it is until what hangs on it is written."""
    table = kind.table
    statement = (
        select(table.c.id)
        .where(table.c.tenant_id == bindparam("tenant_id"), table.c.id == bindparam("record_id"))
        .with_for_update(key_share=True)
    )
    found = await scope.tx.fetchval(statement, {"tenant_id": scope.tenant.id, "record_id": record_id})
    return found is not None


async def insert_file(scope: Scope, values: dict[str, Any]) -> None:
    await scope.tx.insert(file, [{"tenant_id": scope.tenant.id, **values}])


async def get_file(scope: Scope, file_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_GET, {"tenant_id": scope.tenant.id, "id": file_id})


async def files_among(scope: Scope, ids: Collection[UUID]) -> list[Any]:
    return await scope.tx.fetch(_AMONG, {"tenant_id": scope.tenant.id, "ids": list(ids)}) if ids else []


async def list_files(scope: Scope, object_name: str, record_id: UUID) -> list[Any]:
    return await scope.tx.fetch(_LIST, {"tenant_id": scope.tenant.id, "object": object_name, "id": record_id})


async def delete_file(scope: Scope, file_id: UUID) -> None:
    statement = delete(file).where(
        file.c.tenant_id == bindparam("tenant_id"), file.c.id == bindparam("file_id")
    )
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "file_id": file_id})
