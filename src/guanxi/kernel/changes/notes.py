"""What a change-set did beside records: kept in its history under an operation of its own, for whoever takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Uuid, bindparam, select

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.history import BESIDE, record_change_set
from guanxi.kernel.changes.tables import audit_log
from guanxi.kernel.db import prepare
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

_FIND = prepare(
    select(audit_log.c.diff)
    .where(
        audit_log.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        audit_log.c.change_set_id == bindparam("change_set_id", type_=Uuid),
        # As they are written below; the change-set may hold a million other rows.
        audit_log.c.record_id == bindparam("change_set_id", type_=Uuid),
        audit_log.c.op == BESIDE,
    )
    .order_by(audit_log.c.id)
)


async def note(
    scope: Scope, definition: ObjectDef, change_set_id: UUID, detail: Mapping[str, Any], reason: str | None
) -> None:
    """`detail` is JSON. The change-set is begun where it has no record yet."""
    async with elevated(scope):
        await record_change_set(scope, change_set_id, [], scope.source, reason, None)
        row = {
            "tenant_id": scope.tenant.id,
            "at": scope.now,
            "id": new_id(),
            "object_id": definition.number,
            # Of no record: it must not appear in the history of one.
            "record_id": change_set_id,
            "actor_id": scope.actor.user_id,
            "source": scope.source,
            "change_set_id": change_set_id,
            "op": BESIDE,
            "version": 0,
            "diff": msgspec.json.encode(detail).decode(),
        }
        await scope.tx.insert(audit_log, [row])


async def notes_of(scope: Scope, change_set_id: UUID) -> list[dict[str, Any]]:
    params = {"tenant_id": scope.tenant.id, "change_set_id": change_set_id}
    return [row["diff"] for row in await scope.tx.fetch(_FIND, params)]
