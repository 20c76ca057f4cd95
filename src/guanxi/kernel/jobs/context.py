"""What a running job holds: its transactions, its progress, and whether it shall stop."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from guanxi.kernel.db import Database
from guanxi.kernel.db.upkeep import keep_statistics
from guanxi.kernel.jobs import queries
from guanxi.kernel.jobs.lifecycle import announce
from guanxi.kernel.tenancy import Scope, ScopeSeed, open_scope

SECONDS_BETWEEN_REPORTS = 0.25


class JobCancelled(Exception):
    """Somebody asked this job to stop."""


class JobLost(Exception):
    """Another worker has taken this job over, because this one was silent too long. Nothing more may be written."""


class JobContext:
    """Given to every job function as its first argument."""

    def __init__(self, database: Database, seed: ScopeSeed, job_id: UUID, attempt: int) -> None:
        self.job_id = job_id
        self.attempt = attempt
        self._database = database
        self._seed = seed
        self._cancel_requested = False
        self._checked_at = self._reported_at = 0.0
        self._reported: tuple[int, int | None] | None = None

    @property
    def database(self) -> Database:
        return self._database

    @asynccontextmanager
    async def scope(self, *, source: str = "job") -> AsyncIterator[Scope]:
        """One transaction as the person who queued the job. Raises JobLost if another worker runs the job by now.

        Another attempt cannot begin before it ends, so whatever it commits is seen by that attempt.
        """
        tenant_id, user_id = self._seed.tenant.id, self._seed.actor.user_id
        async with open_scope(self._database, tenant_id, user_id, source=source) as scope:
            cancel_requested = await queries.cancel_requested_of_attempt(scope, self.job_id, self.attempt)
            if cancel_requested is None:
                raise JobLost(str(self.job_id))
            self._cancel_requested = cancel_requested
            yield scope

    async def keep(self, scope: Scope, **arguments: Any) -> None:
        """Arguments for a further attempt, should this one die: committed with the chunk of work they tell of.

        Also says that the job got further, without arguments too: only attempts since then count against it.
        `scope` is of this context. Report progress only after it has ended, or the report waits for it forever.
        """
        await queries.keep_arguments(scope, self.job_id, self.attempt, json.dumps(arguments, default=str))

    async def progress(self, done: int, total: int | None = None) -> None:
        """Reports how far the job is; call it as often as you like, it writes four times a second at most.

        Has its own transaction: what it reports is seen even while a long one is open.
        """
        finished = total is not None and done >= total
        if (done, total) == self._reported or (not finished and not _is_due(self._reported_at)):
            return
        async with self._database.transaction(self._seed, source="job") as scope:
            job = await queries.write_progress(scope, self.job_id, self.attempt, done, total)
            if job is None:
                raise JobLost(str(self.job_id))
            await announce(scope, job)
        self._cancel_requested = job.cancel_requested
        self._reported = (done, total)
        self._checked_at = self._reported_at = time.monotonic()

    async def check_cancelled(self) -> None:
        """Raises JobCancelled if somebody asked the job to stop; asks the database at most four times a second."""
        if not self._cancel_requested and _is_due(self._checked_at):
            async with self.scope():
                self._checked_at = time.monotonic()
        if self._cancel_requested:
            raise JobCancelled(str(self.job_id))

    async def keep_statistics(self, table: str) -> None:
        """Call between transactions, as the job makes a table grow; see `kernel.db.upkeep`."""
        await keep_statistics(self._database, table, self._seed.tenant.id)


def _is_due(last: float) -> bool:
    return time.monotonic() - last >= SECONDS_BETWEEN_REPORTS
