"""Work that outlives a request: queued in the caller's transaction, run by a worker, resumed after a crash.

A job is a row of `guanxi.job`, which people see, and an entry of the queue (Procrastinate), which workers see; both are
written together. Knows nothing of what jobs do, nor of HTTP.
"""

from guanxi.kernel.jobs.chores import Chore, call, chore, chores
from guanxi.kernel.jobs.context import JobCancelled, JobContext, JobLost
from guanxi.kernel.jobs.lifecycle import (
    enqueue,
    enqueue_few,
    find_latest,
    get_job,
    list_own_jobs,
    request_cancellation,
    stop_latest,
)
from guanxi.kernel.jobs.recurring import Periodic, periodic, periodic_jobs
from guanxi.kernel.jobs.registry import JobKind, job, job_kinds
from guanxi.kernel.jobs.state import Job, JobState

__all__ = [
    "Chore",
    "Job",
    "JobCancelled",
    "JobContext",
    "JobKind",
    "JobLost",
    "JobState",
    "Periodic",
    "call",
    "chore",
    "chores",
    "enqueue",
    "enqueue_few",
    "find_latest",
    "get_job",
    "job",
    "job_kinds",
    "list_own_jobs",
    "periodic",
    "periodic_jobs",
    "request_cancellation",
    "stop_latest",
]
