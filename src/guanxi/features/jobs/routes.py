"""GET /jobs, GET /jobs/{id} and POST /jobs/{id}/cancellation."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.params import Parameter

from guanxi.features.jobs.schemas import JobPage, JobStatus, JobSubject
from guanxi.kernel.errors import render
from guanxi.kernel.jobs import Job, get_job, list_own_jobs, request_cancellation
from guanxi.kernel.tenancy import Scope

TAGS = ["Jobs"]


@get("/jobs", summary="List the jobs that the caller started", tags=TAGS)
async def list_jobs(
    caller: Scope,
    kinds: Annotated[
        list[str] | None,
        Parameter(query="kind", max_items=20, description="Only these kinds, such as `records.mass_update`"),
    ] = None,
    cursor: Annotated[
        UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")
    ] = None,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=100)] = 20,
) -> JobPage:
    """The latest first, under way or ended."""
    found = await list_own_jobs(caller, kinds or (), before=cursor, limit=limit + 1)
    shown = found[:limit]
    next_cursor = str(shown[-1].id) if len(found) > limit else None
    return JobPage([_status_of(job, caller.locale) for job in shown], next_cursor)


@get("/jobs/{job_id:uuid}", summary="How far is a job?", tags=TAGS)
async def read_job(caller: Scope, job_id: UUID) -> JobStatus:
    """For who started it and for administrators."""
    return _status_of(await get_job(caller, job_id), caller.locale)


@post("/jobs/{job_id:uuid}/cancellation", status_code=200, summary="Ask a job to stop", tags=TAGS)
async def cancel_job(caller: Scope, job_id: UUID) -> JobStatus:
    """A waiting job ends at once, a running one at its next step; one that has ended stays as it is."""
    return _status_of(await request_cancellation(caller, job_id), caller.locale)


def _status_of(job: Job, locale: str) -> JobStatus:
    error = job.error or {}
    code = error.get("code")
    return JobStatus(
        id=job.id,
        kind=job.kind,
        about=msgspec.convert(job.args, JobSubject),
        state=job.state.value,
        done=job.done,
        total=job.total,
        result=job.result,
        error=render(code, error.get("params") or {}, locale) if code else None,
        error_code=code,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


handlers = [list_jobs, read_job, cancel_job]
