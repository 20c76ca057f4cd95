"""Versions, clocks and addresses: what follows a definition, and what its runs do when it is switched off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.features.workflows.models import workflow_version
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_NOW = bindparam("now", type_=DateTime(timezone=True))
_HOLD = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'held', updated_at = :now WHERE tenant_id = :tenant_id AND workflow_id = :id "
        "AND state IN ('ready', 'waiting')"
    ).bindparams(_T, _ID, _NOW)
)
# What they waited for may have happened meanwhile; those whose time has not come wait again, and those that others must
# answer (children, mail, calls) wait for that alone.
_RELEASE = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = CASE WHEN due_at IS NULL THEN 'waiting' ELSE 'ready' END, "
        "due_at = CASE WHEN watches THEN :now ELSE due_at END, updated_at = :now "
        "WHERE tenant_id = :tenant_id AND workflow_id = :id AND state = 'held'"
    ).bindparams(_T, _ID, _NOW)
)
_CANCEL = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'cancelled', watches = false, due_at = NULL, finished_at = :now, "
        "updated_at = :now WHERE tenant_id = :tenant_id AND workflow_id = :id AND state IN ('ready', 'waiting', 'held')"
    ).bindparams(_T, _ID, _NOW)
)
# Of several losers the oldest run of a workflow goes along. One that the same occasion began for the winner was made already.
_CANCEL_DOUBLES = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'cancelled', watches = false, due_at = NULL, finished_at = :now, "
        "updated_at = :now, error = :error WHERE tenant_id = :tenant_id AND id IN (SELECT r.id FROM guanxi.workflow_run r "
        "WHERE r.tenant_id = :tenant_id AND r.record_id = ANY (:losers) AND r.state IN ('ready', 'waiting', 'held', 'failed') "
        "AND EXISTS (SELECT FROM guanxi.workflow_run o WHERE o.tenant_id = :tenant_id AND o.workflow_id = r.workflow_id "
        "AND ((o.record_id = :winner AND (o.state IN ('ready', 'waiting', 'held', 'failed') OR o.occasion = r.occasion)) "
        "OR (o.record_id = ANY (:losers) AND o.state IN ('ready', 'waiting', 'held', 'failed') AND o.id < r.id))))"
    ).bindparams(
        _T,
        _NOW,
        bindparam("winner", type_=Uuid),
        bindparam("losers", type_=ARRAY(Uuid)),
        bindparam("error", type_=JSONB),
    )
)
_SET_CLOCK = prepare(
    text(
        "INSERT INTO guanxi.workflow_clock (tenant_id, workflow_id, due_at, since) VALUES (:tenant_id, :id, :due, :now) "
        "ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET due_at = excluded.due_at, since = excluded.since, position = NULL"
    ).bindparams(_T, _ID, _NOW, bindparam("due", type_=DateTime(timezone=True)))
)
_STOP_CLOCK = prepare(
    text("DELETE FROM guanxi.workflow_clock WHERE tenant_id = :tenant_id AND workflow_id = :id").bindparams(
        _T, _ID
    )
)
_DUE_CLOCK = prepare(
    text(
        "SELECT workflow_id, due_at, since, position FROM guanxi.workflow_clock WHERE tenant_id = :tenant_id "
        "AND due_at <= :now ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED"
    ).bindparams(_T, _NOW)
)
_MOVE_CLOCK = prepare(
    text(
        "UPDATE guanxi.workflow_clock SET due_at = :due, since = :now, position = :position "
        "WHERE tenant_id = :tenant_id AND workflow_id = :id"
    ).bindparams(
        _T,
        _ID,
        _NOW,
        bindparam("due", type_=DateTime(timezone=True)),
        bindparam("position", type_=Uuid),
    )
)
_TURN = prepare(
    text(
        "SELECT turn FROM guanxi.workflow_hook WHERE tenant_id = :tenant_id AND workflow_id = :id"
    ).bindparams(_T, _ID)
)
_NEW_TURN = prepare(
    text(
        "INSERT INTO guanxi.workflow_hook (tenant_id, workflow_id, turn, created_at) VALUES (:tenant_id, :id, :turn, :now) "
        "ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET turn = workflow_hook.turn + 1, created_at = excluded.created_at "
        "RETURNING turn"
    ).bindparams(_T, _ID, _NOW, bindparam("turn", type_=Integer))
)
_LATEST = prepare(
    text(
        "SELECT * FROM guanxi.workflow_version WHERE tenant_id = :tenant_id AND workflow_id = :id ORDER BY version DESC LIMIT 1"
    ).bindparams(_T, _ID)
)


async def add_version(scope: Scope, row: Mapping[str, Any]) -> None:
    row = {"tenant_id": scope.tenant.id, "created_at": scope.now, **row}
    await scope.tx.insert(workflow_version, [row], on_conflict="ON CONFLICT DO NOTHING")


async def latest_version(scope: Scope, workflow_id: UUID) -> Any:
    return await scope.tx.fetchrow(_LATEST, _of(scope, workflow_id))


async def hold(scope: Scope, workflow_id: UUID) -> int:
    return await scope.tx.execute(_HOLD, _of(scope, workflow_id))


async def release(scope: Scope, workflow_id: UUID) -> int:
    return await scope.tx.execute(_RELEASE, _of(scope, workflow_id))


async def cancel(scope: Scope, workflow_id: UUID) -> int:
    return await scope.tx.execute(_CANCEL, _of(scope, workflow_id))


async def set_clock(scope: Scope, workflow_id: UUID, due: datetime) -> None:
    await scope.tx.execute(_SET_CLOCK, _of(scope, workflow_id) | {"due": due})


async def stop_clock(scope: Scope, workflow_id: UUID) -> None:
    await scope.tx.execute(_STOP_CLOCK, _of(scope, workflow_id))


async def due_clock(scope: Scope) -> Any:
    """The one that is due the longest, locked; None where none is."""
    return await scope.tx.fetchrow(_DUE_CLOCK, {"tenant_id": scope.tenant.id, "now": scope.now})


async def move_clock(
    scope: Scope, workflow_id: UUID, due: datetime, since: datetime, position: UUID | None
) -> None:
    params = {"tenant_id": scope.tenant.id, "id": workflow_id, "due": due, "now": since, "position": position}
    await scope.tx.execute(_MOVE_CLOCK, params)


async def turn_of(scope: Scope, workflow_id: UUID) -> int | None:
    found: int | None = await scope.tx.fetchval(_TURN, {"tenant_id": scope.tenant.id, "id": workflow_id})
    return found


async def new_turn(scope: Scope, workflow_id: UUID) -> int:
    found: int = await scope.tx.fetchval(_NEW_TURN, _of(scope, workflow_id) | {"turn": 1})
    return found


def _of(scope: Scope, workflow_id: UUID) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "id": workflow_id, "now": scope.now}


async def cancel_doubles(scope: Scope, winner: UUID, losers: Sequence[UUID], error: Mapping[str, Any]) -> int:
    """Open runs of these records, of workflows that have an open run for the winner, or for an earlier loser."""
    params = {
        "tenant_id": scope.tenant.id, "now": scope.now, "winner": winner, "losers": list(losers), "error": dict(error),
    }  # fmt: skip
    return await scope.tx.execute(_CANCEL_DOUBLES, params)
