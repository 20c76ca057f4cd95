"""What administrators see of runs, and what they do with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_NOW = bindparam("now", type_=DateTime(timezone=True))
_MOST = bindparam("most", type_=Integer)

_COLUMNS = (
    "r.id, r.workflow_id, r.version, r.object_id, r.record_id, r.state, r.node, r.steps, r.attempts, r.due_at, r.depth, r.cause, "
    "r.error, r.parent_id, r.created_at, r.updated_at, r.finished_at, v.name AS workflow, v.label"
)
_VERSION = "JOIN guanxi.workflow_version v ON v.tenant_id = :tenant_id AND v.workflow_id = r.workflow_id AND v.version = r.version"
_PARTS = {
    "workflow": "r.workflow_id = :workflow",
    "record": "r.record_id = :record",
    "state": "r.state = :state",
    "parent": "r.parent_id = :parent",
}
_TYPES: dict[str, Any] = {"workflow": Uuid, "record": Uuid, "state": Text, "parent": Uuid}
_GET = prepare(
    text(
        f"SELECT {_COLUMNS}, r.outputs, r.memo, v.body FROM guanxi.workflow_run r {_VERSION} "
        "WHERE r.tenant_id = :tenant_id AND r.id = :id"
    ).bindparams(_T, _ID)
)
_STEPS = prepare(
    text(
        "SELECT number, node, type, state, way, input, output, error, change_set_id, at FROM guanxi.workflow_step "
        "WHERE tenant_id = :tenant_id AND run_id = :id ORDER BY number LIMIT :most"
    ).bindparams(_T, _ID, _MOST)
)
_NODE = prepare(
    text("SELECT node FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND id = :id").bindparams(_T, _ID)
)
_LOCK = prepare(
    text(
        "SELECT id, workflow_id, version, node, state, steps FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND id = :id FOR UPDATE"
    ).bindparams(_T, _ID)
)
# Its parent went on without it; what it does now is nobody's to wait for.
_GO_ON = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'ready', node = :node, memo = NULL, attempts = 0, error = NULL, due_at = :now, "
        "finished_at = NULL, parent_id = NULL, updated_at = :now, depth = 0 WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(_T, _ID, _NOW, bindparam("node", type_=Text))
)
_END = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = :state, due_at = NULL, watches = false, finished_at = :now, updated_at = :now "
        "WHERE tenant_id = :tenant_id AND (id = :id OR (parent_id = :id AND :state = 'cancelled')) "
        "AND state IN ('ready', 'waiting', 'held', 'failed')"
    ).bindparams(_T, _ID, _NOW, bindparam("state", type_=Text))
)
_RETRY_ALL = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'ready', memo = NULL, attempts = 0, error = NULL, due_at = :now, "
        "finished_at = NULL, parent_id = NULL, updated_at = :now, depth = 0 WHERE tenant_id = :tenant_id AND id = ANY (ARRAY("
        "SELECT id FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND workflow_id = :id AND state = 'failed' "
        "ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED))"
    ).bindparams(_T, _ID, _NOW, _MOST)
)
_CANCEL_OPEN = prepare(
    text(
        "UPDATE guanxi.workflow_run SET state = 'cancelled', due_at = NULL, watches = false, finished_at = :now, "
        "updated_at = :now WHERE tenant_id = :tenant_id AND id = ANY (ARRAY(SELECT id FROM guanxi.workflow_run "
        "WHERE tenant_id = :tenant_id AND workflow_id = :id AND state IN ('ready', 'waiting', 'held') "
        "ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED))"
    ).bindparams(_T, _ID, _NOW, _MOST)
)
# Of the latest runs only: what a screen shows must not read the whole past of a busy workflow.
_LATELY = prepare(
    text(
        "SELECT w.id, l.* FROM unnest(:ids) AS w(id), LATERAL ("
        "SELECT count(*) FILTER (WHERE state = 'succeeded') AS succeeded, "
        "count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state IN ('ready', 'waiting', 'held')) AS open, "
        "max(created_at) AS last_at FROM (SELECT state, created_at FROM guanxi.workflow_run "
        "WHERE tenant_id = :tenant_id AND workflow_id = w.id ORDER BY id DESC LIMIT :most) AS latest) AS l"
    ).bindparams(_T, _IDS, _MOST)
)
_BY_NODE = prepare(
    text(
        "SELECT s.node, s.state, count(*) AS n FROM guanxi.workflow_step s JOIN ("
        "SELECT id FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND workflow_id = :id ORDER BY id DESC LIMIT :most) r "
        "ON s.run_id = r.id WHERE s.tenant_id = :tenant_id GROUP BY 1, 2"
    ).bindparams(_T, _ID, _MOST)
)
_FAILED = prepare(
    text(
        "SELECT count(*) FROM (SELECT FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND state = 'failed' LIMIT :most) f"
    ).bindparams(_T, _MOST)
)


async def list_runs(
    scope: Scope, wanted: dict[str, Any], before: tuple[datetime, UUID], most: int
) -> Sequence[Any]:
    """The latest first; those of loops and of other workflows' steps by their parent only. `wanted`: workflow, record,
    state, parent.
    """
    parts = [_PARTS[name] for name in sorted(wanted)]
    if "parent" not in wanted:
        parts.append("r.parent_id IS NULL")
    where = "".join(f" AND {part}" for part in parts)
    # The page first, then what belongs to it: how many versions there are must not decide how runs are read.
    page = f"SELECT * FROM guanxi.workflow_run r WHERE r.tenant_id = :tenant_id{where} AND r.id < :before"
    statement = text(
        f"SELECT {_COLUMNS} FROM ({page} ORDER BY r.id DESC LIMIT :most) r {_VERSION} ORDER BY r.id DESC"
    ).bindparams(
        _T, bindparam("before", type_=Uuid), _MOST, *(bindparam(name, type_=_TYPES[name]) for name in wanted)
    )
    params = {"tenant_id": scope.tenant.id, "before": before[1], "most": most, **wanted}
    return await scope.tx.fetch(statement, params)


async def find_run(scope: Scope, run_id: UUID) -> Any:
    return await scope.tx.fetchrow(_GET, {"tenant_id": scope.tenant.id, "id": run_id})


async def steps_of(scope: Scope, run_id: UUID, most: int) -> Sequence[Any]:
    return await scope.tx.fetch(_STEPS, {"tenant_id": scope.tenant.id, "id": run_id, "most": most})


async def node_of(scope: Scope, run_id: UUID) -> str | None:
    found: str | None = await scope.tx.fetchval(_NODE, {"tenant_id": scope.tenant.id, "id": run_id})
    return found


async def lock_run(scope: Scope, run_id: UUID) -> Any:
    return await scope.tx.fetchrow(_LOCK, {"tenant_id": scope.tenant.id, "id": run_id})


async def go_on(scope: Scope, run_id: UUID, node: str | None) -> None:
    await scope.tx.execute(
        _GO_ON, {"tenant_id": scope.tenant.id, "id": run_id, "node": node, "now": scope.now}
    )


async def end(scope: Scope, run_id: UUID, state: str) -> int:
    params = {"tenant_id": scope.tenant.id, "id": run_id, "state": state, "now": scope.now}
    return await scope.tx.execute(_END, params)


async def retry_failed(scope: Scope, workflow_id: UUID, most: int) -> int:
    params = {"tenant_id": scope.tenant.id, "id": workflow_id, "now": scope.now, "most": most}
    return await scope.tx.execute(_RETRY_ALL, params)


async def cancel_open(scope: Scope, workflow_id: UUID, most: int) -> int:
    params = {"tenant_id": scope.tenant.id, "id": workflow_id, "now": scope.now, "most": most}
    return await scope.tx.execute(_CANCEL_OPEN, params)


async def lately(scope: Scope, workflow_ids: Sequence[UUID], most: int) -> dict[UUID, Any]:
    params = {"tenant_id": scope.tenant.id, "ids": list(workflow_ids), "most": most}
    return {row["id"]: row for row in await scope.tx.fetch(_LATELY, params)}


async def counts_by_node(scope: Scope, workflow_id: UUID, most: int) -> Sequence[Any]:
    return await scope.tx.fetch(_BY_NODE, {"tenant_id": scope.tenant.id, "id": workflow_id, "most": most})


async def count_failed(scope: Scope, most: int) -> int:
    found: int = await scope.tx.fetchval(_FAILED, {"tenant_id": scope.tenant.id, "most": most})
    return found
