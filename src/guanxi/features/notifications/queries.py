"""Reading and writing notifications. Whoever asks gets his own only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.notifications.models import notification
from guanxi.kernel.db import prepare
from guanxi.kernel.db.trimming import trimming
from guanxi.kernel.tenancy import Scope

TRIM = trimming("trim_notification")

_OWN = (bindparam("tenant_id", type_=BigInteger), bindparam("user_id", type_=Uuid))
_MOST = bindparam("most", type_=Integer)
_LIST = prepare(
    text(
        "SELECT id, title, body, object, record_id, created_at, read_at FROM guanxi.notification "
        "WHERE tenant_id = :tenant_id AND user_id = :user_id AND (created_at, id) < (:at, :before) "
        "AND (NOT :unread OR read_at IS NULL) ORDER BY created_at DESC, id DESC LIMIT :most"
    ).bindparams(
        *_OWN,
        bindparam("at", type_=DateTime(timezone=True)),
        bindparam("before", type_=Uuid),
        bindparam("unread", type_=Boolean),
        _MOST,
    )
)
_UNREAD = prepare(
    text(
        "SELECT count(*) FROM (SELECT FROM guanxi.notification WHERE tenant_id = :tenant_id AND user_id = :user_id "
        "AND read_at IS NULL LIMIT :most) AS unread"
    ).bindparams(*_OWN, _MOST)
)
_READ = prepare(
    text(
        "UPDATE guanxi.notification SET read_at = :now WHERE tenant_id = :tenant_id AND user_id = :user_id "
        "AND read_at IS NULL AND (:all_of_them OR id = ANY (:ids))"
    ).bindparams(
        *_OWN,
        bindparam("now", type_=DateTime(timezone=True)),
        bindparam("all_of_them", type_=Boolean),
        bindparam("ids", type_=ARRAY(Uuid)),
    )
)


async def insert(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    """One that there is already stays as it is."""
    await scope.tx.insert(notification, rows, on_conflict="ON CONFLICT (tenant_id, id) DO NOTHING")


async def list_own(scope: Scope, before: tuple[datetime, UUID], *, unread: bool, most: int) -> Sequence[Any]:
    params = _own(scope) | {"at": before[0], "before": before[1], "unread": unread, "most": most}
    return await scope.tx.fetch(_LIST, params)


async def count_unread(scope: Scope, most: int) -> int:
    found: int = await scope.tx.fetchval(_UNREAD, _own(scope) | {"most": most})
    return found


async def mark_read(scope: Scope, ids: Sequence[UUID] | None) -> int:
    params = _own(scope) | {"now": scope.now, "all_of_them": ids is None, "ids": list(ids or ())}
    return await scope.tx.execute(_READ, params)


def _own(scope: Scope) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "user_id": scope.actor.user_id}
