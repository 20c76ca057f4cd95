"""What strangers uploaded: counted, named by a sending that waits, taken over by a record, forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.forms.models import form_upload
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_TICKET = bindparam("ticket", type_=Uuid)
_MOST = bindparam("most", type_=Integer)
_PAST = bindparam("past", type_=DateTime(timezone=True))
# At most so many rows of a form are kept, so this reads no more.
_FIGURES = prepare(
    text(
        "SELECT count(*) AS files, coalesce(sum(size), 0)::bigint AS bytes, count(*) FILTER (WHERE ticket = :ticket) AS own "
        "FROM guanxi.form_upload WHERE tenant_id = :tenant_id AND form_id = :id"
    ).bindparams(_T, _ID, _TICKET)
)
_LOCK = prepare(
    sa.select(form_upload)
    .where(form_upload.c.tenant_id == _T, form_upload.c.form_id == _ID, form_upload.c.id == _IDS.any_())
    .order_by(form_upload.c.id)
    .with_for_update()
)
_HOLD = prepare(
    text(
        "UPDATE guanxi.form_upload SET submission_id = :submission WHERE tenant_id = :tenant_id AND id = ANY (:ids)"
    ).bindparams(_T, _IDS, bindparam("submission", type_=Uuid))
)
_RELEASE = prepare(
    text(
        "UPDATE guanxi.form_upload SET submission_id = NULL WHERE tenant_id = :tenant_id AND submission_id = :id"
    ).bindparams(_T, _ID)
)
_LOCK_PAST = prepare(
    text(
        "SELECT id, storage_key, thumbnail_key FROM guanxi.form_upload WHERE tenant_id = :tenant_id "
        "AND submission_id IS NULL AND created_at <= :past ORDER BY created_at LIMIT :most FOR UPDATE SKIP LOCKED"
    ).bindparams(_T, _PAST, _MOST)
)
_OLDEST = prepare(
    text(
        "SELECT min(created_at) FROM guanxi.form_upload WHERE tenant_id = :tenant_id AND submission_id IS NULL"
    ).bindparams(_T)
)
_DELETE = prepare(
    text("DELETE FROM guanxi.form_upload WHERE tenant_id = :tenant_id AND id = ANY (:ids)").bindparams(
        _T, _IDS
    )
)


async def insert(scope: Scope, row: Mapping[str, Any]) -> None:
    await scope.tx.insert(form_upload, [{"tenant_id": scope.tenant.id, **row}])


async def figures(scope: Scope, form_id: UUID, ticket: UUID) -> Any:
    """`files` and `bytes` that the form keeps of everybody, and how many files are of this page's."""
    params = {"tenant_id": scope.tenant.id, "id": form_id, "ticket": ticket}
    return await scope.tx.fetchrow(_FIGURES, params)


async def lock(scope: Scope, form_id: UUID, ids: Collection[UUID]) -> dict[UUID, Any]:
    """Those that there are, until the transaction ends."""
    if not ids:
        return {}
    params = {"tenant_id": scope.tenant.id, "id": form_id, "ids": list(ids)}
    return {row["id"]: row for row in await scope.tx.fetch(_LOCK, params)}


async def hold(scope: Scope, ids: Sequence[UUID], submission_id: UUID) -> None:
    params = {"tenant_id": scope.tenant.id, "ids": list(ids), "submission": submission_id}
    await scope.tx.execute(_HOLD, params)


async def release(scope: Scope, submission_id: UUID) -> None:
    """Nothing waits for them any more: they go."""
    await scope.tx.execute(_RELEASE, {"tenant_id": scope.tenant.id, "id": submission_id})


async def lock_past(scope: Scope, past: datetime, most: int) -> Sequence[Any]:
    return await scope.tx.fetch(_LOCK_PAST, {"tenant_id": scope.tenant.id, "past": past, "most": most})


async def oldest(scope: Scope) -> datetime | None:
    found: datetime | None = await scope.tx.fetchval(_OLDEST, {"tenant_id": scope.tenant.id})
    return found


async def delete(scope: Scope, ids: Collection[UUID]) -> None:
    await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "ids": list(ids)})
