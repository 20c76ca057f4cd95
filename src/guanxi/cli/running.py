"""Server and job worker in one command, stopped together."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from guanxi import catalogue
from guanxi.kernel.files import FileStore, use_file_store
from guanxi.kernel.jobs.worker import WorkerThread
from guanxi.serving import serve
from guanxi.settings import Settings


def prepare_process(settings: Settings) -> None:
    """What jobs and services need in a process that is no web server: the features' registrations, and files."""
    catalogue.load()
    use_file_store(FileStore(settings.files_dir, settings.max_upload_bytes))


def run_server(
    settings: Settings,
    *,
    workers: int,
    with_worker: bool,
    only_worker: bool = False,
    on_ready: Callable[[], None] | None = None,
    stop_on_hangup: bool = False,
) -> None:
    """`only_worker` says that no other worker can be alive, so jobs that a crash interrupted go on at once."""
    assert settings.database_url
    worker = None
    if with_worker:
        worker = WorkerThread(
            settings.database_url,
            others_are_dead=only_worker,
            concurrency=settings.job_concurrency,
            heartbeat_seconds=settings.job_heartbeat_seconds,
        )
        worker.start()
    try:
        serve(settings, workers=workers, on_ready=on_ready, stop_on_hangup=stop_on_hangup)
    finally:
        if worker:
            worker.stop()


@contextmanager
def termination_as_interrupt() -> Iterator[None]:
    """Until the server takes over the signals, SIGTERM and a closed terminal end the command like Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before: dict[int, Any] = {
        number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
