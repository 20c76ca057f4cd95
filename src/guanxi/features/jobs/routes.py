"""GET /jobs/{id} and POST /jobs/{id}/cancellation."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post

from guanxi.features.jobs.schemas import JobStatus
from guanxi.kernel.errors import render
from guanxi.kernel.jobs import Job, get_job, request_cancellation
from guanxi.kernel.tenancy import Scope

TAGS = ["Jobs"]


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


handlers = [read_job, cancel_job]
