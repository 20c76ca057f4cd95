"""What commands that run for long share: preparation, the job worker beside them, and signals."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from guanxi.collector import spare_the_collector
from guanxi.kernel.jobs.worker import WorkerThread
from guanxi.kernel.priorities import give_way_as_session
from guanxi.settings import Settings


def prepare_process(settings: Settings) -> None:
    """What jobs and services need in a process that is no web server: the features' registrations, and files."""
    from guanxi import catalogue  # Half a second of imports, which a starting server need not wait for.
    from guanxi.kernel.files import FileStore, use_file_store
    from guanxi.kernel.mail import mailer_from, use_mailer
    from guanxi.kernel.outbound import Outbound, read_policy, use_outbound

    catalogue.load()
    use_file_store(FileStore(settings.files_dir, settings.max_upload_bytes))
    use_outbound(Outbound(read_policy(settings.outbound_allowed)))
    use_mailer(mailer_from(settings.smtp_url, settings.mail_from))
    spare_the_collector()


def give_way_to_requests(settings: Settings) -> None:
    """For the calling thread and those it starts: on Linux a thread has a priority of its own."""
    if sys.platform == "linux" and settings.job_niceness:
        os.nice(settings.job_niceness)


def give_way_as_process(settings: Settings) -> None:
    """For a process that does nothing but jobs."""
    give_way_to_requests(settings)
    give_way_as_session(os.getpid(), settings.job_niceness)


@contextmanager
def running_worker(settings: Settings, *, only_worker: bool = False) -> Iterator[None]:
    """Runs jobs in a thread of this process until the end of the block, then gives unfinished ones back.

    `only_worker` says that no other worker can be alive, so jobs that a crash interrupted go on at once.
    """
    assert settings.database_url
    worker = WorkerThread(
        settings.database_url,
        prepare=lambda: _prepare_thread(settings),
        others_are_dead=only_worker,
        concurrency=settings.job_concurrency,
        heartbeat_seconds=settings.job_heartbeat_seconds,
        niceness=settings.job_niceness,
        settings=settings,
    )
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def _prepare_thread(settings: Settings) -> None:
    give_way_to_requests(settings)
    prepare_process(settings)


class Interruption:
    """Python drops an exception that a signal raises in a finaliser or a callback: `check` raises it again."""

    def __init__(self) -> None:
        self._is_wanted = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self._is_wanted = True
        raise KeyboardInterrupt

    def check(self) -> None:
        if self._is_wanted:
            raise KeyboardInterrupt


@contextmanager
def termination_as_interrupt() -> Iterator[Interruption]:
    """SIGTERM and a closed terminal end the command like Ctrl-C does; the server takes the signals over while it runs.

    Between the steps that lead to it the command asks `check`.
    """
    interruption = Interruption()
    before: dict[int, Any] = {
        number: signal.signal(number, interruption) for number in (signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
