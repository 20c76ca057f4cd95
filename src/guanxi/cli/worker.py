"""guanxi worker"""

from __future__ import annotations

import asyncio
import signal

import click

from guanxi.cli.logs import configure_logs
from guanxi.cli.opened import opened_database, prepare_schema
from guanxi.cli.running import give_way_as_process, prepare_process
from guanxi.kernel.jobs.worker import Worker
from guanxi.settings import Settings


@click.command("worker")
@click.option(
    "--concurrency", type=click.IntRange(1), help="Jobs at the same time; GUANXI_JOB_CONCURRENCY otherwise."
)
def command(concurrency: int | None) -> None:
    """Run queued jobs until Ctrl-C or SIGTERM.

    Any number of workers may run. When one dies, another takes over its jobs.
    """
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    give_way_as_process(settings)
    prepare_process(settings)
    with opened_database(settings) as addresses:
        prepare_schema(addresses, upgrade=False)
        asyncio.run(_run(addresses.login, settings, concurrency or settings.job_concurrency))


async def _run(url: str, settings: Settings, concurrency: int) -> None:
    worker = Worker(
        url,
        concurrency=concurrency,
        heartbeat_seconds=settings.job_heartbeat_seconds,
        niceness=settings.job_niceness,
        settings=settings,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, worker.stop)
    await worker.run()
