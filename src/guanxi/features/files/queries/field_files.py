"""All SQL about files that fields hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.files.models import field_file
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Records
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_GET = prepare(
    sa.select(field_file)
    .where(field_file.c.tenant_id == _TENANT, field_file.c.id == _IDS.any_())
    .order_by(field_file.c.id)
    .with_for_update()
)
_READ = prepare(
    sa.select(field_file).where(
        field_file.c.tenant_id == _TENANT, field_file.c.id == bindparam("id", type_=Uuid)
    )
)
_HELD = prepare(
    text(
        "UPDATE guanxi.field_file AS f SET record_id = v.record_id, dropped_at = NULL"
        " FROM json_to_recordset(CAST(:rows AS json)) AS v(id uuid, record_id uuid)"
        " WHERE f.tenant_id = :tenant_id AND f.id = v.id"
    ).bindparams(_TENANT, bindparam("rows", type_=Text))
)
_DROPPED = prepare(
    text(
        "UPDATE guanxi.field_file AS f SET dropped_at = :now"
        " FROM json_to_recordset(CAST(:rows AS json)) AS v(id uuid, record_id uuid)"
        " WHERE f.tenant_id = :tenant_id AND f.id = v.id AND f.record_id = v.record_id"
    ).bindparams(_TENANT, bindparam("rows", type_=Text), bindparam("now", type_=DateTime(timezone=True)))
)
_PAST = prepare(
    text(
        "SELECT id, storage_key, thumbnail_key FROM guanxi.field_file WHERE tenant_id = :tenant_id"
        " AND (dropped_at < :dropped_before OR (record_id IS NULL AND created_at < :uploaded_before))"
        " ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED"
    ).bindparams(
        _TENANT,
        bindparam("dropped_before", type_=DateTime(timezone=True)),
        bindparam("uploaded_before", type_=DateTime(timezone=True)),
        bindparam("most", type_=Integer),
    )
)
_NEXT = prepare(
    text(
        "SELECT min(dropped_at) AS dropped, min(created_at) FILTER (WHERE record_id IS NULL) AS uploaded"
        " FROM guanxi.field_file WHERE tenant_id = :tenant_id AND (dropped_at IS NOT NULL OR record_id IS NULL)"
    ).bindparams(_TENANT)
)
_DELETE = prepare(
    sa.delete(field_file).where(field_file.c.tenant_id == _TENANT, field_file.c.id == _IDS.any_())
)


async def insert_field_file(scope: Scope, values: Mapping[str, Any]) -> None:
    await scope.tx.insert(field_file, [{"tenant_id": scope.tenant.id, **values}])


async def lock_field_files(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Until the transaction ends, so that no two records take the same one."""
    rows = await scope.tx.fetch(_GET, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {row["id"]: row for row in rows}


async def get_field_file(scope: Scope, file_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_READ, {"tenant_id": scope.tenant.id, "id": file_id})


async def mark_held(scope: Scope, rows: str) -> None:
    """`rows` is JSON: [{id, record_id}]."""
    await scope.tx.execute(_HELD, {"tenant_id": scope.tenant.id, "rows": rows})


async def mark_dropped(scope: Scope, rows: str) -> None:
    """As `mark_held`; what another record holds by now stays as it is."""
    await scope.tx.execute(_DROPPED, {"tenant_id": scope.tenant.id, "rows": rows, "now": scope.now})


async def held_by(scope: Scope, records: Records, key: str, record_id: UUID) -> Any | None:
    """What the record holds under this key of its custom values, as JSON text. None for one that is absent, invisible or in the bin."""
    params = {"tenant_id": scope.tenant.id, "id": record_id}
    return await scope.tx.fetchrow(_held_by(records, key), params)


async def lock_past(
    scope: Scope, dropped_before: datetime, uploaded_before: datetime, most: int
) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "most": most}
    return list(
        await scope.tx.fetch(
            _PAST, {**params, "dropped_before": dropped_before, "uploaded_before": uploaded_before}
        )
    )


async def next_past(scope: Scope) -> Any:
    return await scope.tx.fetchrow(_NEXT, {"tenant_id": scope.tenant.id})


async def delete_field_files(scope: Scope, ids: Sequence[UUID]) -> None:
    await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "ids": list(ids)})


@lru_cache(maxsize=512)
def _held_by(records: Records, key: str) -> Prepared:
    table = records.rows
    held = table.c.custom.op("->")(sa.literal_column(f"'{key}'"))
    return prepare(
        sa.select(sa.cast(held, Text).label("held")).where(
            table.c.tenant_id == _TENANT,
            table.c.id == bindparam("id", type_=Uuid),
            table.c.deleted_at.is_(None),
        )
    )
