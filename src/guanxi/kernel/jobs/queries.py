"""All statements on `guanxi.job` and the queue. Tenant keys come from row-level security."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from guanxi.kernel.db import Prepared, Transaction, prepare
from guanxi.kernel.jobs.state import Job, JobState


def _statement(sql: str) -> Prepared:
    return prepare(text(sql))


# JSON travels as text, whatever codec the connection has for jsonb.
COLUMNS = """id, kind, state, done, total, args::text AS args, result::text AS result, error::text AS error,
  created_by, created_at, started_at, finished_at, cancel_requested, attempts, progressed_attempt"""

INSERT = _statement("""
INSERT INTO guanxi.job (tenant_id, id, kind, args, state, done, created_by, created_at, attempts, cancel_requested)
VALUES (CAST(:tenant_id AS bigint), CAST(:id AS uuid), CAST(:kind AS text), CAST(CAST(:args AS text) AS jsonb),
  'queued', 0, CAST(:user_id AS uuid), now(), 0, false)
""")
ENQUEUE = _statement("SELECT jobs.enqueue(CAST(:id AS uuid), CAST(:user_id AS uuid), CAST(:delay AS float8))")
SELECT = _statement(f"SELECT {COLUMNS} FROM guanxi.job WHERE id = CAST(:id AS uuid)")
# Without what only the job itself needs of its arguments, which may be long.
LIST = _statement(f"""
SELECT {COLUMNS.replace("args::text", "(args - 'ids' - 'refused' - 'kept')::text")} FROM guanxi.job
WHERE created_by = CAST(:user_id AS uuid) AND id < CAST(:before AS uuid)
  AND (CAST(:kinds AS text[]) = '{{}}' OR kind = ANY (CAST(:kinds AS text[])))
ORDER BY id DESC LIMIT CAST(:most AS int)
""")
# Stronger than the KEY SHARE lock that a running attempt holds in each of its transactions: a new attempt waits for it.
SELECT_FOR_START = _statement(f"SELECT {COLUMNS} FROM guanxi.job WHERE id = CAST(:id AS uuid) FOR UPDATE")
START = _statement(f"""
UPDATE guanxi.job SET state = 'running', attempts = attempts + 1, heartbeat_at = now(),
  started_at = coalesce(started_at, now())
WHERE id = CAST(:id AS uuid) RETURNING {COLUMNS}
""")
REQUEUE = _statement(f"""
UPDATE guanxi.job SET state = 'queued', attempts = attempts - CAST(:uncount AS int)
WHERE id = CAST(:id AS uuid) AND attempts = CAST(:attempt AS int) AND state = 'running' RETURNING {COLUMNS}
""")
FENCE = _statement("""
SELECT cancel_requested FROM guanxi.job
WHERE id = CAST(:id AS uuid) AND attempts = CAST(:attempt AS int) AND state = 'running' FOR KEY SHARE
""")
PROGRESS = _statement(f"""
UPDATE guanxi.job SET done = CAST(:done AS bigint), total = CAST(:total AS bigint), heartbeat_at = now()
WHERE id = CAST(:id AS uuid) AND attempts = CAST(:attempt AS int) AND state = 'running' RETURNING {COLUMNS}
""")
KEEP = _statement("""
UPDATE guanxi.job SET args = args || CAST(CAST(:args AS text) AS jsonb), progressed_attempt = attempts
WHERE id = CAST(:id AS uuid) AND attempts = CAST(:attempt AS int) AND state = 'running'
""")
FINISH = _statement(f"""
UPDATE guanxi.job SET state = CAST(:state AS text), finished_at = now(),
  result = CAST(CAST(:result AS text) AS jsonb), error = CAST(CAST(:error AS text) AS jsonb)
WHERE id = CAST(:id AS uuid) AND attempts = CAST(:attempt AS int) AND state IN ('queued', 'running') RETURNING {COLUMNS}
""")
UNFINISHED = _statement("""
SELECT count(*) FROM guanxi.job
WHERE kind = CAST(:kind AS text) AND state IN ('queued', 'running') AND created_at > now() - interval '1 day'
""")
CANCEL = _statement(f"""
UPDATE guanxi.job SET cancel_requested = true,
  state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END,
  finished_at = CASE state WHEN 'queued' THEN now() END
WHERE id = CAST(:id AS uuid) AND state IN ('queued', 'running') RETURNING {COLUMNS}
""")


async def insert_job(
    tx: Transaction, *, tenant_id: int, job_id: UUID, kind: str, args: str, user_id: UUID
) -> None:
    values = {"tenant_id": tenant_id, "id": job_id, "kind": kind, "args": args, "user_id": user_id}
    await tx.execute(INSERT, values)


async def add_to_queue(tx: Transaction, job_id: UUID, user_id: UUID, delay: float) -> None:
    await tx.execute(ENQUEUE, {"id": job_id, "user_id": user_id, "delay": delay})


async def count_unfinished(tx: Transaction, kind: str) -> int:
    """Of a day: what is older was lost."""
    return int(await tx.fetchval(UNFINISHED, {"kind": kind}))


async def find_job(tx: Transaction, job_id: UUID) -> Job | None:
    return _job(await tx.fetchrow(SELECT, {"id": job_id}))


async def list_jobs(
    tx: Transaction, user_id: UUID, kinds: Sequence[str], before: UUID, most: int
) -> list[Job]:
    """The latest first; of all kinds where none is named."""
    values = {"user_id": user_id, "kinds": list(kinds), "before": before, "most": most}
    return [job for row in await tx.fetch(LIST, values) if (job := _job(row))]


async def find_job_for_start(tx: Transaction, job_id: UUID) -> Job | None:
    return _job(await tx.fetchrow(SELECT_FOR_START, {"id": job_id}))


async def start_attempt(tx: Transaction, job_id: UUID) -> Job | None:
    return _job(await tx.fetchrow(START, {"id": job_id}))


async def requeue(tx: Transaction, job_id: UUID, attempt: int, *, counted: bool) -> Job | None:
    return _job(
        await tx.fetchrow(REQUEUE, {"id": job_id, "attempt": attempt, "uncount": 0 if counted else 1})
    )


async def cancel_requested_of_attempt(tx: Transaction, job_id: UUID, attempt: int) -> bool | None:
    """None when this attempt no longer owns the job. Keeps any new attempt out until the transaction ends."""
    value: bool | None = await tx.fetchval(FENCE, {"id": job_id, "attempt": attempt})
    return value


async def write_progress(
    tx: Transaction, job_id: UUID, attempt: int, done: int, total: int | None
) -> Job | None:
    values = {"id": job_id, "attempt": attempt, "done": done, "total": total}
    return _job(await tx.fetchrow(PROGRESS, values))


async def keep_arguments(tx: Transaction, job_id: UUID, attempt: int, args: str) -> None:
    await tx.execute(KEEP, {"id": job_id, "attempt": attempt, "args": args})


async def finish(
    tx: Transaction, job_id: UUID, attempt: int, state: JobState, *, result: Any = None, error: Any = None
) -> Job | None:
    values = {
        "id": job_id,
        "attempt": attempt,
        "state": state.value,
        "result": None if result is None else json.dumps(result),
        "error": None if error is None else json.dumps(error),
    }
    return _job(await tx.fetchrow(FINISH, values))


async def cancel(tx: Transaction, job_id: UUID) -> Job | None:
    return _job(await tx.fetchrow(CANCEL, {"id": job_id}))


async def notify(tx: Transaction, payload: dict[str, Any]) -> None:
    await tx.notify("guanxi_events", json.dumps(payload))


def _job(row: Any) -> Job | None:
    if row is None:
        return None
    values = dict(row)
    for name in ("args", "result", "error"):
        values[name] = None if values[name] is None else json.loads(values[name])
    values["state"] = JobState(values["state"])
    return Job(**values)
