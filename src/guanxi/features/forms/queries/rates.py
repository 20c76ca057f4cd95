"""Counting in the database, for all processes together."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, LargeBinary, Uuid, bindparam, text

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

WINDOW = timedelta(minutes=1)
_T = bindparam("tenant_id", type_=BigInteger)
_PAST = bindparam("past", type_=DateTime(timezone=True))
_COUNT = prepare(
    text(
        "INSERT INTO guanxi.form_rate AS r (tenant_id, form_id, counted, window_start, count) "
        "VALUES (:tenant_id, :id, :counted, :now, 1) ON CONFLICT (tenant_id, form_id, counted) DO UPDATE SET "
        "count = CASE WHEN r.window_start <= :past THEN 1 ELSE r.count + 1 END, "
        "window_start = CASE WHEN r.window_start <= :past THEN excluded.window_start ELSE r.window_start END "
        "RETURNING count, window_start"
    ).bindparams(
        _T,
        _PAST,
        bindparam("id", type_=Uuid),
        bindparam("counted", type_=LargeBinary),
        bindparam("now", type_=DateTime(timezone=True)),
    )
)
_FORGET = prepare(
    text("DELETE FROM guanxi.form_rate WHERE tenant_id = :tenant_id AND window_start <= :past").bindparams(
        _T, _PAST
    )
)
_LEFT = prepare(
    text("SELECT EXISTS (SELECT FROM guanxi.form_rate WHERE tenant_id = :tenant_id)").bindparams(_T)
)


async def count_one(scope: Scope, form_id: UUID, counted: bytes) -> tuple[int, datetime]:
    """How many in this window, this one included, and when the window ends."""
    params = {
        "tenant_id": scope.tenant.id, "id": form_id, "counted": counted, "now": scope.now, "past": scope.now - WINDOW,
    }  # fmt: skip
    row = await scope.tx.fetchrow(_COUNT, params)
    assert row is not None
    return row["count"], row["window_start"] + WINDOW


async def forget(scope: Scope, past: datetime) -> bool:
    """Whether later ones are left."""
    await scope.tx.execute(_FORGET, {"tenant_id": scope.tenant.id, "past": past})
    left: bool = await scope.tx.fetchval(_LEFT, {"tenant_id": scope.tenant.id})
    return left
