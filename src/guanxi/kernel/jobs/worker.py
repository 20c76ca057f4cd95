"""The process, or thread, that runs queued jobs.

Procrastinate fetches and finishes the queue's entries; we add that a job whose worker fell silent is offered again,
and that the worker comes back after the database did.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import psycopg
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.jobs import Job as QueueEntry
from procrastinate.worker import Worker as QueueWorker

from guanxi.kernel.db import Database
from guanxi.kernel.jobs.chores import TASK, run_chore
from guanxi.kernel.jobs.claiming import FairJobs
from guanxi.kernel.jobs.recurring import Periodic, periodic_jobs
from guanxi.kernel.jobs.runner import TRANSIENT, JobRunner, TryAgain
from guanxi.settings import Settings

logger = logging.getLogger(__name__)

SILENT_INTERVALS = 3
SECONDS_BEFORE_RESTART = 1.0
SECONDS_TO_FINISH = 5.0  # how long a stopping worker lets jobs reach their next step


class Worker:
    """Runs jobs until `stop()`. Several may run on one database, in any number of processes."""

    def __init__(
        self,
        database_url: str,
        *,
        concurrency: int = 4,
        heartbeat_seconds: float = 5,
        niceness: int = 0,
        settings: Settings | None = None,
    ) -> None:
        """`settings` are for periodic work, which reads from them how long things are kept. With `niceness` what the
        database does for jobs gives way, where it may be told so.
        """
        self._url = database_url
        self._settings = settings or Settings()
        self._concurrency = concurrency
        self._heartbeat = heartbeat_seconds
        self._niceness = niceness
        self._stopping = asyncio.Event()
        self._queue_worker: QueueWorker | None = None

    async def run(self, *, others_are_dead: bool = False) -> None:
        """`others_are_dead` offers all unfinished jobs again at once: for the only worker of an embedded database."""
        database = Database(
            self._url,
            statement_seconds=self._settings.job_timeout_seconds,
            niceness=self._niceness,
        )
        await database.start()
        try:
            while not self._stopping.is_set():
                try:
                    await self._run_once(database, silence=0 if others_are_dead else self._silence)
                except Exception:
                    logger.exception("The worker lost its database and starts again.")
                others_are_dead = False
                await self._pause(SECONDS_BEFORE_RESTART)
        finally:
            await database.stop()

    def stop(self) -> None:
        """Lets running jobs come to their next step, then gives them back to the queue. Call in the worker's loop."""
        self._stopping.set()
        if self._queue_worker:
            self._queue_worker.stop()

    @property
    def _silence(self) -> float:
        return self._heartbeat * SILENT_INTERVALS

    async def _run_once(self, database: Database, silence: float) -> None:
        share = self._settings.company_jobs
        app, jobs = queue_app(self._url, self._concurrency, share, JobRunner(database).run)
        _add_chores(app, database, self._settings)
        for each in periodic_jobs().values():
            _add_periodic(app, each, database, self._settings)
        async with app.open_async():
            await jobs.offer_again(silence)
            self._queue_worker = QueueWorker(
                app,
                concurrency=self._concurrency,
                delete_jobs="always",  # guanxi.job keeps what people want to know
                install_signal_handlers=False,
                update_heartbeat_interval=self._heartbeat,
                fetch_job_polling_interval=self._heartbeat,  # for delayed jobs; others are announced
                stalled_worker_timeout=self._silence,
                shutdown_graceful_timeout=SECONDS_TO_FINISH,
            )
            sweeper = asyncio.create_task(self._sweep(jobs))
            try:
                if not self._stopping.is_set():
                    await self._queue_worker.run()
            finally:
                sweeper.cancel()
                await asyncio.gather(sweeper, return_exceptions=True)

    async def _sweep(self, jobs: FairJobs) -> None:
        while True:
            await asyncio.sleep(self._heartbeat)
            try:
                await jobs.offer_again(self._silence)
            except Exception:
                logger.exception("Looking for abandoned jobs failed.")

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            pass


class WorkerThread:
    """A worker beside other work of this process, with an event loop of its own so that neither delays the other.

    `prepare` is called in the thread before the first job, for what takes long, such as loading the kinds of job.
    """

    def __init__(
        self, database_url: str, *, prepare: Callable[[], None], others_are_dead: bool = False, **options: Any
    ) -> None:
        self._url, self._options, self._others_are_dead = database_url, options, others_are_dead
        self._prepare = prepare
        self._thread = threading.Thread(target=self._run, name="guanxi-jobs", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._worker: Worker | None = None

    def start(self) -> None:
        self._thread.start()
        self._ready.wait()

    def stop(self, timeout: float = SECONDS_TO_FINISH + 5) -> None:
        """Waits until running jobs were finished or given back."""
        if self._loop and self._worker and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._worker.stop)
        self._thread.join(timeout)

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._worker = Worker(self._url, **self._options)
        self._ready.set()
        self._prepare()
        await self._worker.run(others_are_dead=self._others_are_dead)


def queue_app(
    url: str, concurrency: int, share: int, run: Callable[[int, UUID, UUID], Awaitable[None]]
) -> tuple[App, FairJobs]:
    """Procrastinate with its one task, through which every kind of job goes; and what it takes jobs from."""
    connector = PsycopgConnector(conninfo=url, min_size=1, max_size=concurrency + 3, configure=_find_queue)
    app = App(connector=connector)
    app.job_manager = jobs = FairJobs(connector, places=concurrency, share=share)

    @app.task(name="guanxi.run", retry=_Retry())
    async def run_job(tenant_id: int, user_id: str, job_id: str) -> None:
        await run(tenant_id, UUID(user_id), UUID(job_id))

    return app, jobs


def _add_chores(app: App, database: Database, settings: Settings) -> None:
    @app.task(name=TASK, retry=_Always())
    async def run(tenant_id: int, chore: str) -> None:
        await run_chore(app, database, settings, tenant_id, chore)


def _add_periodic(app: App, periodic: Periodic, database: Database, settings: Settings) -> None:
    """No queueing lock: an abandoned run could not be offered again beside the next one that waits."""

    @app.periodic(cron=periodic.cron)
    @app.task(name=f"guanxi.{periodic.name}")
    async def run(timestamp: int) -> None:
        try:
            await periodic.run(database, settings)
        except TRANSIENT as problem:  # one server of a sharded database is enough
            logger.warning("The next run of %s does what this one could not: %s", periodic.name, problem)


async def _find_queue(connection: psycopg.AsyncConnection[Any]) -> None:
    await connection.set_autocommit(True)
    await connection.execute("SET search_path = jobs")


class _Retry(BaseRetryStrategy):
    """Offers a job again when it was interrupted or met a passing obstacle, later each time."""

    def get_retry_decision(self, *, exception: BaseException, job: QueueEntry) -> RetryDecision | None:
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_in={"seconds": min(60, 2**job.attempts)})
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return None


class _Always(BaseRetryStrategy):
    """A chore that failed is needed all the same: offered again, later each time, without end."""

    def get_retry_decision(self, *, exception: BaseException, job: QueueEntry) -> RetryDecision | None:
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_in={"seconds": 0})
        return RetryDecision(retry_in={"seconds": min(60, 2 ** min(job.attempts, 6))})
