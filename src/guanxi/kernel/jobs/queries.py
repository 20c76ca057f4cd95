"""All statements on `guanxi.job` and the queue. Each names the company, by which a sharded database finds the row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from guanxi.kernel.db import Placement, Prepared, place, prepare
from guanxi.kernel.jobs.state import Job, JobState
from guanxi.kernel.tenancy import Scope

place("job", Placement.COMPANY)


def _statement(sql: str) -> Prepared:
    return prepare(text(sql))


# A sharded database takes no now() inside CASE and coalesce, and mistakes `CASE state WHEN`.
# JSON travels as text, whatever codec the connection has for jsonb.
COLUMNS = """id, kind, state, done, total, args::text AS args, result::text AS result, error::text AS error,
  created_by, created_at, started_at, finished_at, cancel_requested, attempts, progressed_attempt"""

THIS = "WHERE tenant_id = CAST(:tenant_id AS bigint) AND id = CAST(:id AS uuid)"
ATTEMPT = f"{THIS} AND attempts = CAST(:attempt AS int)"

INSERT = _statement("""
INSERT INTO guanxi.job (tenant_id, id, kind, args, state, done, created_by, created_at, attempts, cancel_requested)
VALUES (CAST(:tenant_id AS bigint), CAST(:id AS uuid), CAST(:kind AS text), CAST(CAST(:args AS text) AS jsonb),
  'queued', 0, CAST(:user_id AS uuid), now(), 0, false)
""")
ENQUEUE = _statement("SELECT jobs.enqueue(CAST(:id AS uuid), CAST(:user_id AS uuid), CAST(:delay AS float8))")
SELECT = _statement(f"SELECT {COLUMNS} FROM guanxi.job {THIS}")
# Without what only the job itself needs of its arguments, which may be long.
LIST = _statement(f"""
SELECT {COLUMNS.replace("args::text", "(args - 'ids' - 'refused' - 'kept')::text")} FROM guanxi.job
WHERE tenant_id = CAST(:tenant_id AS bigint) AND created_by = CAST(:user_id AS uuid) AND id < CAST(:before AS uuid)
  AND (CAST(:kinds AS text[]) = '{{}}' OR kind = ANY (CAST(:kinds AS text[])))
ORDER BY id DESC LIMIT CAST(:most AS int)
""")
LATEST = _statement(f"""
SELECT {COLUMNS} FROM guanxi.job
WHERE tenant_id = CAST(:tenant_id AS bigint) AND kind = CAST(:kind AS text) ORDER BY id DESC LIMIT 1
""")
# Stronger than the KEY SHARE lock that a running attempt holds in each of its transactions: a new attempt waits for it.
SELECT_FOR_START = _statement(f"SELECT {COLUMNS} FROM guanxi.job {THIS} FOR UPDATE")
START = _statement(f"""
UPDATE guanxi.job SET state = 'running', attempts = attempts + 1, heartbeat_at = now(),
  started_at = coalesce(started_at, CAST(:now AS timestamptz))
{THIS} RETURNING {COLUMNS}
""")
REQUEUE = _statement(f"""
UPDATE guanxi.job SET state = 'queued', attempts = attempts - CAST(:uncount AS int)
{ATTEMPT} AND state = 'running' RETURNING {COLUMNS}
""")
FENCE = _statement(f"""
SELECT cancel_requested FROM guanxi.job
{ATTEMPT} AND state = 'running' FOR KEY SHARE
""")
PROGRESS = _statement(f"""
UPDATE guanxi.job SET done = CAST(:done AS bigint), total = CAST(:total AS bigint), heartbeat_at = now()
{ATTEMPT} AND state = 'running' RETURNING {COLUMNS}
""")
KEEP = _statement(f"""
UPDATE guanxi.job SET args = args || CAST(CAST(:args AS text) AS jsonb), progressed_attempt = attempts
{ATTEMPT} AND state = 'running'
""")
FINISH = _statement(f"""
UPDATE guanxi.job SET state = CAST(:state AS text), finished_at = now(),
  result = CAST(CAST(:result AS text) AS jsonb), error = CAST(CAST(:error AS text) AS jsonb)
{ATTEMPT} AND state IN ('queued', 'running') RETURNING {COLUMNS}
""")
UNFINISHED = _statement("""
SELECT count(*) FROM guanxi.job
WHERE tenant_id = CAST(:tenant_id AS bigint) AND kind = CAST(:kind AS text) AND state IN ('queued', 'running') AND created_at > now() - interval '1 day'
""")
CANCEL = _statement(f"""
UPDATE guanxi.job SET cancel_requested = true,
  state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
  finished_at = CASE WHEN state = 'queued' THEN CAST(:now AS timestamptz) END
{THIS} AND state IN ('queued', 'running') RETURNING {COLUMNS}
""")


async def insert_job(scope: Scope, *, job_id: UUID, kind: str, args: str, user_id: UUID) -> None:
    await scope.tx.execute(INSERT, _of(scope, job_id, kind=kind, args=args, user_id=user_id))


async def add_to_queue(scope: Scope, job_id: UUID, user_id: UUID, delay: float) -> None:
    await scope.tx.execute(ENQUEUE, {"id": job_id, "user_id": user_id, "delay": delay})


async def count_unfinished(scope: Scope, kind: str) -> int:
    """Of a day: what is older was lost."""
    return int(await scope.tx.fetchval(UNFINISHED, {"tenant_id": scope.tenant.id, "kind": kind}))


async def list_jobs(scope: Scope, user_id: UUID, kinds: Sequence[str], before: UUID, most: int) -> list[Job]:
    """The latest first; of all kinds where none is named."""
    values = {
        "tenant_id": scope.tenant.id, "user_id": user_id, "kinds": list(kinds), "before": before, "most": most
    }  # fmt: skip
    return [job for row in await scope.tx.fetch(LIST, values) if (job := _job(row))]


async def find_latest(scope: Scope, kind: str) -> Job | None:
    return _job(await scope.tx.fetchrow(LATEST, {"tenant_id": scope.tenant.id, "kind": kind}))


async def find_job(scope: Scope, job_id: UUID) -> Job | None:
    return _job(await scope.tx.fetchrow(SELECT, _of(scope, job_id)))


async def find_job_for_start(scope: Scope, job_id: UUID) -> Job | None:
    return _job(await scope.tx.fetchrow(SELECT_FOR_START, _of(scope, job_id)))


async def start_attempt(scope: Scope, job_id: UUID) -> Job | None:
    return _job(await scope.tx.fetchrow(START, _of(scope, job_id, now=scope.now)))


async def requeue(scope: Scope, job_id: UUID, attempt: int, *, counted: bool) -> Job | None:
    return _job(
        await scope.tx.fetchrow(REQUEUE, _of(scope, job_id, attempt=attempt, uncount=0 if counted else 1))
    )


async def cancel_requested_of_attempt(scope: Scope, job_id: UUID, attempt: int) -> bool | None:
    """None when this attempt no longer owns the job. Keeps any new attempt out until the transaction ends."""
    value: bool | None = await scope.tx.fetchval(FENCE, _of(scope, job_id, attempt=attempt))
    return value


async def write_progress(
    scope: Scope, job_id: UUID, attempt: int, done: int, total: int | None
) -> Job | None:
    values = _of(scope, job_id, attempt=attempt, done=done, total=total)
    return _job(await scope.tx.fetchrow(PROGRESS, values))


async def keep_arguments(scope: Scope, job_id: UUID, attempt: int, args: str) -> None:
    await scope.tx.execute(KEEP, _of(scope, job_id, attempt=attempt, args=args))


async def finish(
    scope: Scope, job_id: UUID, attempt: int, state: JobState, *, result: Any = None, error: Any = None
) -> Job | None:
    values = _of(
        scope,
        job_id,
        attempt=attempt,
        state=state.value,
        result=None if result is None else json.dumps(result),
        error=None if error is None else json.dumps(error),
    )
    return _job(await scope.tx.fetchrow(FINISH, values))


async def cancel(scope: Scope, job_id: UUID) -> Job | None:
    return _job(await scope.tx.fetchrow(CANCEL, _of(scope, job_id, now=scope.now)))


async def notify(scope: Scope, payload: dict[str, Any]) -> None:
    await scope.tx.notify("guanxi_events", json.dumps(payload))


def _of(scope: Scope, job_id: UUID, **values: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, "id": job_id, **values}


def _job(row: Any) -> Job | None:
    if row is None:
        return None
    values = dict(row)
    for name in ("args", "result", "error"):
        values[name] = None if values[name] is None else json.loads(values[name])
    values["state"] = JobState(values["state"])
    return Job(**values)
