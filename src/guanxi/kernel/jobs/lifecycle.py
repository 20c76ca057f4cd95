"""What a request does with jobs: queue one, look at it, ask it to stop."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.kernel.errors import NotFound, TooMany
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import queries
from guanxi.kernel.jobs.registry import job_kinds
from guanxi.kernel.jobs.state import Job
from guanxi.kernel.tenancy import Scope

_LAST = UUID(int=2**128 - 1)
MOST_UNFINISHED = 5  # of one kind in one company


async def enqueue(
    scope: Scope, kind: str, args: Mapping[str, Any] | None = None, *, delay_seconds: float = 0
) -> UUID:
    """Queues a job in the caller's transaction: it runs if, and only if, that commits. `args` is JSON."""
    if kind not in job_kinds():
        raise LookupError(f"No job is called {kind!r}.")
    job_id, user_id = new_id(), scope.actor.user_id
    await queries.insert_job(
        scope,
        job_id=job_id,
        kind=kind,
        args=json.dumps(dict(args or {}), default=str),
        user_id=user_id,
    )
    await queries.add_to_queue(scope, job_id, user_id, delay_seconds)
    return job_id


async def enqueue_few(scope: Scope, kind: str, args: Mapping[str, Any]) -> UUID:
    """As `enqueue`, for work that costs its caller nothing to ask for. Raises 429 `jobs_waiting` when the company has
    enough of this kind unfinished.
    """
    if await queries.count_unfinished(scope, kind) >= MOST_UNFINISHED:
        raise TooMany("jobs_waiting", params={"limit": MOST_UNFINISHED}, headers={"Retry-After": "10"})
    return await enqueue(scope, kind, args)


async def get_job(scope: Scope, job_id: UUID) -> Job:
    """The job; raises NotFound for one of another company, and for a colleague's unless the caller administers."""
    job = await queries.find_job(scope, job_id)
    if job is None or (job.created_by != scope.actor.user_id and scope.actor.role != "admin"):
        raise NotFound()
    return job


async def list_own_jobs(
    scope: Scope, kinds: Sequence[str] = (), *, before: UUID | None = None, limit: int = 20
) -> list[Job]:
    """Those that the caller started, the latest first; `before` is the last one already seen."""
    return await queries.list_jobs(scope, scope.actor.user_id, kinds, before or _LAST, limit)


async def request_cancellation(scope: Scope, job_id: UUID) -> Job:
    """Cancels a waiting job at once; a running one stops at its next check. A finished one stays as it is."""
    job = await get_job(scope, job_id)
    cancelled = await queries.cancel(scope, job_id)
    if cancelled is None:
        return job
    await announce(scope, cancelled)
    return cancelled


async def find_latest(scope: Scope, kind: str) -> Job | None:
    """The company's last job of this kind, whoever started it: for features that ask for a right of their own."""
    return await queries.find_latest(scope, kind)


async def stop_latest(scope: Scope, kind: str) -> None:
    """As `request_cancellation`, of the job that `find_latest` finds."""
    job = await find_latest(scope, kind)
    if job is not None and (cancelled := await queries.cancel(scope, job.id)) is not None:
        await announce(scope, cancelled)


async def announce(scope: Scope, job: Job) -> None:
    """Tells listeners about the job's state when the transaction commits."""
    await queries.notify(
        scope,
        {
            "tenant": scope.tenant.id,
            "type": "job",
            "id": str(job.id),
            "kind": job.kind,
            "state": job.state.value,
            "done": job.done,
            "total": job.total,
            "user": str(job.created_by) if job.created_by else None,
        },
    )
