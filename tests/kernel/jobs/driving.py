"""Queueing a job and waiting for it, as a person does."""

import asyncio
from uuid import UUID

from guanxi.kernel.db import Database
from guanxi.kernel.jobs import enqueue, get_job, request_cancellation
from guanxi.kernel.jobs.state import Job, JobState
from guanxi.kernel.tenancy import open_scope
from tests.fixtures.people import Person


async def queue(database: Database, person: Person, kind: str, **args: object) -> UUID:
    async with open_scope(database, person.tenant_id, person.user_id, source="test") as scope:
        return await enqueue(scope, kind, args)


async def look(database: Database, person: Person, job_id: UUID) -> Job:
    async with open_scope(database, person.tenant_id, person.user_id, source="test") as scope:
        return await get_job(scope, job_id)


async def until(
    database: Database, person: Person, job_id: UUID, *states: JobState, seconds: float = 20
) -> Job:
    async with asyncio.timeout(seconds):
        while (job := await look(database, person, job_id)).state not in states:
            await asyncio.sleep(0.02)
        return job


async def ended(database: Database, person: Person, job_id: UUID) -> Job:
    return await until(database, person, job_id, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)


async def cancel(database: Database, person: Person, job_id: UUID) -> Job:
    async with open_scope(database, person.tenant_id, person.user_id, source="test") as scope:
        return await request_cancellation(scope, job_id)
