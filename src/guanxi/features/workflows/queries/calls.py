"""Calls to other systems that wait to be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.workflows.models import workflow_call
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_NOW = bindparam("now", type_=DateTime(timezone=True))
# Whoever takes them pushes their time back: should he die, they are made again then, under the same key.
_TAKE = prepare(
    text(
        "UPDATE guanxi.workflow_call c SET due_at = :later, attempts = c.attempts + 1 WHERE c.tenant_id = :tenant_id "
        "AND c.id = ANY (ARRAY(SELECT id FROM guanxi.workflow_call WHERE tenant_id = :tenant_id AND state = 'queued' AND due_at <= :now "
        "ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED)) "
        "RETURNING c.id, c.run_id, c.method, c.url, c.headers, c.content, c.attempts"
    ).bindparams(
        _T, _NOW, bindparam("later", type_=DateTime(timezone=True)), bindparam("most", type_=Integer)
    )
)
_END = prepare(
    text(
        "UPDATE guanxi.workflow_call SET state = :state WHERE tenant_id = :tenant_id AND id = ANY (:ids) AND state = 'queued'"
    ).bindparams(_T, bindparam("state", type_=Text), bindparam("ids", type_=ARRAY(Uuid)))
)
_LATER = prepare(
    text(
        "UPDATE guanxi.workflow_call SET due_at = :now WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(_T, _NOW, bindparam("id", type_=Uuid))
)
_NEXT = prepare(
    text(
        "SELECT min(due_at) FROM guanxi.workflow_call WHERE tenant_id = :tenant_id AND state = 'queued'"
    ).bindparams(_T)
)


async def insert_calls(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(workflow_call, rows)


async def take_calls(scope: Scope, later: datetime, most: int) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "now": scope.now, "later": later, "most": most}
    return await scope.tx.fetch(_TAKE, params)


async def end_call(scope: Scope, call_id: UUID, state: str) -> bool:
    """Whether it was open still."""
    params = {"tenant_id": scope.tenant.id, "ids": [call_id], "state": state}
    return bool(await scope.tx.execute(_END, params))


async def put_off(scope: Scope, call_id: UUID, until: datetime) -> None:
    await scope.tx.execute(_LATER, {"tenant_id": scope.tenant.id, "id": call_id, "now": until})


async def next_call(scope: Scope) -> datetime | None:
    found: datetime | None = await scope.tx.fetchval(_NEXT, {"tenant_id": scope.tenant.id})
    return found
