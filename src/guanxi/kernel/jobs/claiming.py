"""Which job a worker takes next: companies take turns, and none runs more than its share at a time.

A worker goes through the companies that have work waiting as through a ring, one job of each. Its last free place it
gives only to a company that runs nothing: a company that comes later does not wait for another's long jobs. Jobs of a
worker that fell silent are offered again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from psycopg.errors import RaiseException

logger = logging.getLogger(__name__)

COLUMNS = "id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name, attempts, worker_id"
CLAIM = f"SELECT {COLUMNS} FROM jobs.claim(%(worker_id)s, %(behind)s, %(share)s, %(only_idle)s)"
WAKE = "SELECT jobs.wake(%(queue)s)"

# Under a new number: a worker that fell silent and comes back ends the entry that it had, not the one of its successor.
OFFER_AGAIN = """
WITH stalled AS (
  SELECT job.id FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
  WHERE job.status = 'doing'
    AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %(silence)s))
  FOR UPDATE OF job SKIP LOCKED),
gone AS (DELETE FROM procrastinate_jobs job USING stalled WHERE job.id = stalled.id RETURNING job.*),
again AS (
  INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, attempts, scheduled_at)
  SELECT queue_name, task_name, priority, lock, queueing_lock, args, attempts + 1, now() FROM gone RETURNING id)
SELECT count(*) AS offered FROM again
"""


class FairJobs(JobManager):
    """One per worker. `share` is the most jobs of one company that run at a time, on all workers together."""

    def __init__(self, connector: BaseConnector, *, places: int, share: int) -> None:
        super().__init__(connector)
        self._places = places
        self._share = share
        self._running = 0
        self._ended = 0
        self._behind = ""
        self._worker_id: int | None = None

    async def register_worker(self) -> int:
        self._worker_id = await super().register_worker()
        return self._worker_id

    async def offer_again(self, silence: float) -> None:
        """Gives away the jobs of workers that said nothing for so many seconds. Of others: who asks lives, however
        long something kept the process from saying so.
        """
        if self._worker_id is not None:
            await self.update_heartbeat(self._worker_id)
        row = await self.connector.execute_query_one_async(OFFER_AGAIN, silence=silence)
        if row["offered"]:
            logger.warning("%s abandoned job(s) are offered again.", row["offered"])

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        while True:
            ended = self._ended
            row = await self._claim(worker_id)
            if row is not None:
                self._running += 1
                self._behind = row["queue_name"]
                return Job.from_row(row)
            # A job that ended meanwhile made room that the claim did not see yet, and its waking may have come too soon.
            if ended == self._ended:
                return None

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        try:
            await super().finish_job(job, status, delete_job)
        except ConnectorException as problem:
            if not isinstance(problem.__cause__, RaiseException):
                raise
            logger.warning("Entry %s of the queue was given to another worker.", job.id)
        finally:
            await self._leave(job)

    async def retry_job(self, job: Job, *args: Any, **options: Any) -> None:
        try:
            await super().retry_job(job, *args, **options)
        finally:
            await self._leave(job)

    async def _claim(self, worker_id: int) -> dict[str, Any] | None:
        rows = await self.connector.execute_query_all_async(
            CLAIM,
            worker_id=worker_id,
            behind=self._behind,
            share=self._share,
            only_idle=self._places > 1 and self._running >= self._places - 1,
        )
        return rows[0] if rows else None

    async def _leave(self, job: Job) -> None:
        self._running -= 1
        self._ended += 1
        await self.connector.execute_query_async(WAKE, queue=job.queue)
