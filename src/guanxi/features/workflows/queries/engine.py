"""What the engine reads and writes: always whole batches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.workflows.models import workflow_run, workflow_step
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.tenancy import Scope

_T = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_NOW = bindparam("now", type_=DateTime(timezone=True))
_MOST = bindparam("most", type_=Integer)


def _statement(sql: str, *parameters: Any) -> Prepared:
    return prepare(text(sql).bindparams(_T, *parameters))


RUN = "id, workflow_id, version, object_id, record_id, node, steps, attempts, depth, cause, outputs, memo, parent_id, created_at"
_FORGET_RUNS = _statement(
    "DELETE FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND id = ANY (:ids) AND steps = 0", _IDS
)
_CLAIM = _statement(
    f"SELECT {RUN} FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND state IN ('ready', 'waiting') "
    "AND due_at <= :now ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED",
    _NOW,
    _MOST,
)
_NEXT_DUE = _statement(
    "SELECT least((SELECT min(due_at) FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND state IN ('ready', 'waiting')), "
    "(SELECT min(due_at) FROM guanxi.workflow_clock WHERE tenant_id = :tenant_id))"
)
_VERSIONS = _statement(
    "SELECT v.* FROM guanxi.workflow_version v JOIN unnest(CAST(:ids AS uuid[]), CAST(:versions AS integer[])) w (id, version) "
    "ON v.workflow_id = w.id AND v.version = w.version WHERE v.tenant_id = :tenant_id",
    _IDS,
    bindparam("versions", type_=ARRAY(Integer)),
)
_UPDATED = {
    "state": "text", "node": "text", "steps": "integer", "attempts": "integer", "due_at": "timestamptz",
    "watches": "boolean", "outputs": "jsonb", "memo": "jsonb", "error": "jsonb", "children": "integer",
    "finished_at": "timestamptz",
}  # fmt: skip
_UPDATE = (
    "UPDATE guanxi.workflow_run r SET updated_at = $3, "
    + ", ".join(f"{name} = v.{name}" for name in _UPDATED)
    + " FROM json_to_recordset($2::json) AS v(id uuid, "
    + ", ".join(f"{name} {kind}" for name, kind in _UPDATED.items())
    + ") WHERE r.tenant_id = $1 AND r.id = v.id"
)
# A parent goes on when the last of its children has ended.
_CHILDREN_ENDED = (
    "UPDATE guanxi.workflow_run r SET children = r.children - v.n, updated_at = $3, "
    "due_at = CASE WHEN r.children - v.n <= 0 AND r.state = 'waiting' THEN $3 ELSE r.due_at END "
    "FROM json_to_recordset($2::json) AS v(id uuid, n integer) WHERE r.tenant_id = $1 AND r.id = v.id"
)
_WAKE_WATCHERS = _statement(
    "UPDATE guanxi.workflow_run SET due_at = :now WHERE tenant_id = :tenant_id AND record_id = ANY (:ids) AND watches "
    "AND state = 'waiting' AND (due_at IS NULL OR due_at > :now)",
    _IDS,
    _NOW,
)
_DIFFS = _statement(
    "SELECT change_set_id, record_id, version, diff FROM guanxi.audit_log WHERE tenant_id = :tenant_id "
    "AND change_set_id = ANY (:change_sets) AND record_id = ANY (:ids) AND version = ANY (:versions)",
    bindparam("change_sets", type_=ARRAY(Uuid)),
    _IDS,
    bindparam("versions", type_=ARRAY(Integer)),
)
_ACTORS = _statement(
    "SELECT id, actor_id FROM guanxi.change_set WHERE tenant_id = :tenant_id AND id = ANY (:ids)", _IDS
)
_STARTED_LATELY = _statement(
    "SELECT record_id, count(*)::int AS n FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND record_id = ANY (:ids) "
    "AND workflow_id = :id AND created_at > :since GROUP BY record_id",
    _IDS,
    _ID,
    bindparam("since", type_=DateTime(timezone=True)),
)
_USAGE = _statement(
    "SELECT runs, steps FROM guanxi.workflow_usage WHERE tenant_id = :tenant_id AND hour = :hour",
    bindparam("hour", type_=DateTime(timezone=True)),
)
_USE = (
    "INSERT INTO guanxi.workflow_usage (tenant_id, hour, runs, steps) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (tenant_id, hour) DO UPDATE SET runs = workflow_usage.runs + excluded.runs, "
    "steps = workflow_usage.steps + excluded.steps"
)
_SETTLE = (
    "UPDATE guanxi.workflow_run r SET memo = coalesce(r.memo, '{}'::jsonb) || v.memo, due_at = $3, updated_at = $3 "
    "FROM json_to_recordset($2::json) AS v(id uuid, node text, memo jsonb) "
    "WHERE r.tenant_id = $1 AND r.id = v.id AND r.state IN ('waiting', 'held') AND r.node = v.node"
)


async def forget_runs(scope: Scope, ids: Collection[UUID]) -> None:
    """Those that never made a step."""
    await scope.tx.execute(_FORGET_RUNS, {"tenant_id": scope.tenant.id, "ids": list(ids)})


async def claim(scope: Scope, most: int) -> list[Any]:
    """Runs that are due, the longest due first, apart from those that another is just carrying on."""
    return await scope.tx.fetch(_CLAIM, {"tenant_id": scope.tenant.id, "now": scope.now, "most": most})


async def next_due(scope: Scope) -> datetime | None:
    found: datetime | None = await scope.tx.fetchval(_NEXT_DUE, {"tenant_id": scope.tenant.id})
    return found


async def versions(scope: Scope, keys: Collection[tuple[UUID, int]]) -> dict[tuple[UUID, int], Any]:
    params = {
        "tenant_id": scope.tenant.id, "ids": [key[0] for key in keys], "versions": [key[1] for key in keys]
    }  # fmt: skip
    return {(row["workflow_id"], row["version"]): row for row in await scope.tx.fetch(_VERSIONS, params)}


async def insert_runs(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    """Those of an occasion that there was already are left out: the caller asks `begun` first."""
    await scope.tx.insert(workflow_run, rows)


async def update_runs(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        await scope.tx.connection.execute(
            _UPDATE, scope.tenant.id, msgspec.json.encode(rows).decode(), scope.now
        )


async def insert_steps(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> None:
    await scope.tx.insert(workflow_step, rows)


async def children_ended(scope: Scope, ended: Mapping[UUID, int]) -> None:
    if ended:
        rows = [{"id": parent, "n": number} for parent, number in ended.items()]
        await scope.tx.connection.execute(
            _CHILDREN_ENDED, scope.tenant.id, msgspec.json.encode(rows).decode(), scope.now
        )


async def wake_watchers(scope: Scope, record_ids: Collection[UUID]) -> int:
    params = {"tenant_id": scope.tenant.id, "ids": list(record_ids), "now": scope.now}
    return await scope.tx.execute(_WAKE_WATCHERS, params)


async def diffs(
    scope: Scope, change_sets: Collection[UUID], record_ids: Collection[UUID], numbers: Collection[int]
) -> dict[tuple[UUID, UUID, int], dict[str, Any]]:
    """What change-sets did to records, by both and the record's version."""
    params = {
        "tenant_id": scope.tenant.id, "change_sets": list(change_sets), "ids": list(record_ids),
        "versions": list(numbers),
    }  # fmt: skip
    rows = await scope.tx.fetch(_DIFFS, params)
    return {(row["change_set_id"], row["record_id"], row["version"]): row["diff"] for row in rows}


async def actors_of(scope: Scope, change_sets: Collection[UUID]) -> dict[UUID, UUID | None]:
    rows = await scope.tx.fetch(_ACTORS, {"tenant_id": scope.tenant.id, "ids": list(change_sets)})
    return {row["id"]: row["actor_id"] for row in rows}


async def started_lately(
    scope: Scope, workflow_id: UUID, record_ids: Collection[UUID], since: datetime
) -> dict[UUID, int]:
    params = {"tenant_id": scope.tenant.id, "ids": list(record_ids), "id": workflow_id, "since": since}
    return {row["record_id"]: row["n"] for row in await scope.tx.fetch(_STARTED_LATELY, params)}


async def usage(scope: Scope, hour: datetime) -> tuple[int, int]:
    """Runs begun and steps made in this hour."""
    row = await scope.tx.fetchrow(_USAGE, {"tenant_id": scope.tenant.id, "hour": hour})
    return (0, 0) if row is None else (row["runs"], row["steps"])


async def use(scope: Scope, hour: datetime, runs: int, steps: int) -> None:
    if runs or steps:
        await scope.tx.connection.execute(_USE, scope.tenant.id, hour, runs, steps)


async def settle(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    """{id, node, memo} of runs that wait at that step: they go on."""
    if rows:
        await scope.tx.connection.execute(
            _SETTLE, scope.tenant.id, msgspec.json.encode(rows).decode(), scope.now
        )


_BEGUN = _statement(
    "SELECT record_id FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND workflow_id = :id "
    "AND record_id = ANY (:ids) AND occasion = :occasion",
    _ID,
    _IDS,
    bindparam("occasion", type_=Text),
)


async def begun(scope: Scope, workflow_id: UUID, record_ids: Collection[UUID], occasion: str) -> set[UUID]:
    params = {"tenant_id": scope.tenant.id, "id": workflow_id, "ids": list(record_ids), "occasion": occasion}
    return {row["record_id"] for row in await scope.tx.fetch(_BEGUN, params)}


# What is past its time: runs that ended well, or were cancelled; those that failed stay until somebody dealt with them.
_PAST = _statement(
    "SELECT id FROM guanxi.workflow_run WHERE tenant_id = :tenant_id AND finished_at < :before AND state <> 'failed' "
    "ORDER BY finished_at LIMIT :most",
    bindparam("before", type_=DateTime(timezone=True)),
    _MOST,
)
_FORGET = tuple(
    _statement(f"DELETE FROM guanxi.{table} WHERE tenant_id = :tenant_id AND {column} = ANY (:ids)", _IDS)
    for table, column in (("workflow_step", "run_id"), ("workflow_call", "run_id"), ("workflow_run", "id"))
)


async def forget_past(scope: Scope, before: datetime, most: int) -> int:
    """Deletes runs that ended before then, with their steps and calls. Returns how many went."""
    params = {"tenant_id": scope.tenant.id, "before": before, "most": most}
    ids = [row["id"] for row in await scope.tx.fetch(_PAST, params)]
    if ids:
        for statement in _FORGET:
            await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "ids": ids})
    return len(ids)
