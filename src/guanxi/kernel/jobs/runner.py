"""One attempt at one job: start it, call its function, write down how it ended."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from uuid import UUID

import asyncpg

from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.jobs import queries
from guanxi.kernel.jobs.context import JobCancelled, JobContext, JobLost
from guanxi.kernel.jobs.lifecycle import announce
from guanxi.kernel.jobs.registry import job_kinds
from guanxi.kernel.jobs.state import Job, JobState
from guanxi.kernel.tenancy import Scope, ScopeSeed, load_seed

logger = logging.getLogger(__name__)

# What the database or the way to it does, not the job: worth another attempt.
TRANSIENT = (
    asyncpg.PostgresConnectionError,
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.AdminShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
)


class TryAgain(Exception):
    """The attempt failed for a passing reason; the queue shall offer the job again."""


class JobRunner:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, tenant_id: int, user_id: UUID, job_id: UUID) -> None:
        """Raises TryAgain or CancelledError when the job shall be offered again, nothing otherwise.

        Also when the company cannot be reached to say how the attempt ended, as when its server is away while the queue's
        is there: the job would be forgotten.
        """
        try:
            await self._run(tenant_id, user_id, job_id)
        except TRANSIENT as problem:
            logger.warning("Job %s of company %s will be tried again: %s", job_id, tenant_id, problem)
            raise TryAgain from problem

    async def _run(self, tenant_id: int, user_id: UUID, job_id: UUID) -> None:
        async with self._database.auth() as tx:
            seed = await load_seed(tx, tenant_id, user_id)
        if seed is None:
            logger.error(
                "Job %s belongs to nobody: user %s of company %s is gone.", job_id, user_id, tenant_id
            )
            return
        attempt = _Attempt(self._database, seed, job_id)
        job = await attempt.start()
        if job is None:
            return
        context = JobContext(self._database, seed, job_id, job.attempts)
        try:
            result = await job_kinds()[job.kind].run(context, **job.args)
            await attempt.finish(job, JobState.SUCCEEDED, result=result)
        except JobCancelled:
            await attempt.finish(job, JobState.CANCELLED)
        except JobLost:
            logger.warning("Job %s was taken over by another worker.", job_id)
        except asyncio.CancelledError:
            await asyncio.shield(attempt.give_back(job, counted=False))
            raise
        except TRANSIENT as problem:
            logger.warning("Job %s will be tried again: %s", job_id, problem)
            await attempt.give_back(job, counted=True)
            raise TryAgain from problem
        except asyncpg.QueryCanceledError:
            logger.warning("A statement of job %s (%s) took too long.", job_id, job.kind)
            await attempt.finish(job, JobState.FAILED, error={"code": "job_too_slow", "status": 503})
        except Problem as problem:
            await attempt.finish(job, JobState.FAILED, error=problem_as_json(problem))
        except Exception:
            logger.exception("Job %s (%s) failed.", job_id, job.kind)
            await attempt.finish(job, JobState.FAILED, error={"code": "job_failed", "status": 500})


class _Attempt:
    """The transactions around a job function."""

    def __init__(self, database: Database, seed: ScopeSeed, job_id: UUID) -> None:
        self._database, self._seed, self._job_id = database, seed, job_id

    async def start(self) -> Job | None:
        """The job, now running, or None when there is nothing left to do for it."""
        async with self._database.transaction(self._seed, source="job") as scope:
            job = await queries.find_job_for_start(scope, self._job_id)
            if job is None or job.state.is_final:
                return None
            if refusal := _refusal(job):
                await self._end(scope, job, *refusal)
                return None
            started = await queries.start_attempt(scope, self._job_id)
            if started:
                await announce(scope, started)
            return started

    async def finish(self, job: Job, state: JobState, *, result: Any = None, error: Any = None) -> None:
        async with self._database.transaction(self._seed, source="job") as scope:
            await self._end(scope, job, state, result, error)

    async def give_back(self, job: Job, *, counted: bool) -> None:
        """Lets another attempt begin; one that a shutdown ended does not count."""
        async with self._database.transaction(self._seed, source="job") as scope:
            if queued := await queries.requeue(scope, self._job_id, job.attempts, counted=counted):
                await announce(scope, queued)

    async def _end(
        self, scope: Scope, job: Job, state: JobState, result: Any = None, error: Any = None
    ) -> None:
        finished = await queries.finish(scope, job.id, job.attempts, state, result=result, error=error)
        if finished:
            await announce(scope, finished)


def _refusal(job: Job) -> tuple[JobState, Any, Any] | None:
    """Why a waiting job is not started: how it ends instead."""
    if job.cancel_requested:
        return JobState.CANCELLED, None, None
    kind = job_kinds().get(job.kind)
    if kind is None:
        return (
            JobState.FAILED,
            None,
            {"code": "job_kind_unknown", "status": 500, "params": {"kind": job.kind}},
        )
    if job.vain_attempts >= kind.max_attempts:
        return (
            JobState.FAILED,
            None,
            {"code": "job_gave_up", "status": 500, "params": {"attempts": job.vain_attempts}},
        )
    return None


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """The problem without its sentences: whoever reads it gets them in his own language."""
    return {
        "code": problem.code,
        "status": problem.status,
        "field": problem.field,
        "params": problem.params,
        "errors": [
            {"field": error.field, "code": error.code, "params": error.params, "row": error.row}
            for error in problem.errors
        ],
    }
