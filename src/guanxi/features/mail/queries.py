"""Reading and writing letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.features.mail.models import mail_message
from guanxi.kernel.db import prepare
from guanxi.kernel.db.trimming import trimming
from guanxi.kernel.tenancy import Scope

TRIM = trimming("trim_mail_message")

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_NOW = bindparam("now", type_=DateTime(timezone=True))
_MOST = bindparam("most", type_=Integer)
# Whoever takes them pushes their time back: should he die, they are sent again then, under the same Message-ID. As an array
# they are chosen once; IN (SELECT … LIMIT …) may be asked anew for every row.
_TAKE = prepare(
    text(
        "UPDATE guanxi.mail_message m SET due_at = :later, attempts = m.attempts + 1 WHERE m.tenant_id = :tenant_id "
        "AND m.id = ANY (ARRAY(SELECT id FROM guanxi.mail_message WHERE tenant_id = :tenant_id AND state = 'queued' "
        "AND due_at <= :now ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED)) "
        "RETURNING m.id, m.message_id, m.recipients, m.subject, m.body, m.reply_to, m.origin, m.origin_key, m.attempts, "
        "m.created_at"
    ).bindparams(_T, _NOW, bindparam("later", type_=DateTime(timezone=True)), _MOST)
)
_END = prepare(
    text(
        "UPDATE guanxi.mail_message SET state = :state, error = :error, sent_at = CASE WHEN :state = 'sent' THEN :now END "
        "WHERE tenant_id = :tenant_id AND id = :id AND state = 'queued'"
    ).bindparams(_T, _ID, _NOW, bindparam("state", type_=Text), bindparam("error", type_=JSONB))
)
_PUT_OFF = prepare(
    text(
        "UPDATE guanxi.mail_message SET due_at = :now, error = :error WHERE tenant_id = :tenant_id AND id = :id "
        "AND state = 'queued'"
    ).bindparams(_T, _ID, _NOW, bindparam("error", type_=JSONB))
)
_NEXT = prepare(
    text(
        "SELECT min(due_at) FROM guanxi.mail_message WHERE tenant_id = :tenant_id AND state = 'queued'"
    ).bindparams(_T)
)
_SENT_SINCE = prepare(
    text(
        "SELECT count(*) FROM guanxi.mail_message WHERE tenant_id = :tenant_id AND sent_at > :now"
    ).bindparams(_T, _NOW)
)
_LIST = prepare(
    text(
        "SELECT id, recipients, subject, origin, object, record_id, state, attempts, error, created_at, sent_at "
        "FROM guanxi.mail_message WHERE tenant_id = :tenant_id AND (created_at, id) < (:now, :id) "
        "AND (:state = '' OR state = :state) ORDER BY created_at DESC, id DESC LIMIT :most"
    ).bindparams(_T, _NOW, _ID, bindparam("state", type_=Text), _MOST)
)
_ADDRESSES = prepare(
    text(
        "SELECT id, email FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids) AND email IS NOT NULL "
        "AND status = 'active' AND deleted_at IS NULL"
    ).bindparams(_T, bindparam("ids", type_=ARRAY(Uuid)))
)


async def insert(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    """One that there is already stays as it is."""
    await scope.tx.insert(mail_message, rows, on_conflict="ON CONFLICT (tenant_id, id) DO NOTHING")


async def take(scope: Scope, later: datetime, most: int) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "now": scope.now, "later": later, "most": most}
    return await scope.tx.fetch(_TAKE, params)


async def end(scope: Scope, message_id: UUID, state: str, error: Mapping[str, Any] | None) -> bool:
    """Whether it was open still."""
    params = {
        "tenant_id": scope.tenant.id,
        "id": message_id,
        "state": state,
        "error": error,
        "now": scope.now,
    }
    return bool(await scope.tx.execute(_END, params))


async def put_off(scope: Scope, message_id: UUID, until: datetime, error: Mapping[str, Any] | None) -> None:
    params = {"tenant_id": scope.tenant.id, "id": message_id, "now": until, "error": error}
    await scope.tx.execute(_PUT_OFF, params)


async def next_due(scope: Scope) -> datetime | None:
    found: datetime | None = await scope.tx.fetchval(_NEXT, {"tenant_id": scope.tenant.id})
    return found


async def sent_since(scope: Scope, moment: datetime) -> int:
    found: int = await scope.tx.fetchval(_SENT_SINCE, {"tenant_id": scope.tenant.id, "now": moment})
    return found


async def list_messages(scope: Scope, before: tuple[datetime, UUID], state: str, most: int) -> Sequence[Any]:
    params = {"tenant_id": scope.tenant.id, "now": before[0], "id": before[1], "state": state, "most": most}
    return await scope.tx.fetch(_LIST, params)


async def addresses_of(scope: Scope, users: Collection[UUID]) -> dict[UUID, str]:
    rows = await scope.tx.fetch(_ADDRESSES, {"tenant_id": scope.tenant.id, "ids": list(users)})
    return {row["id"]: row["email"] for row in rows}
