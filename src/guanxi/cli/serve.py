"""guanxi serve"""

from __future__ import annotations

from contextlib import ExitStack

import click

from guanxi.cli.logs import configure_logs
from guanxi.cli.opened import opened_database, prepare_schema
from guanxi.cli.running import running_worker, termination_as_interrupt
from guanxi.serving import serve
from guanxi.settings import Settings


@click.command("serve")
@click.option("--host", help="Address to listen on; HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; PORT otherwise.")
@click.option(
    "--workers", type=click.IntRange(1), help="Processes that answer requests; GUANXI_WEB_WORKERS otherwise."
)
@click.option(
    "--worker/--no-worker", "with_worker", default=True, help="Also run queued jobs here.", show_default=True
)
@click.option("--migrate", "upgrade", is_flag=True, help="Bring the schema up to date first.")
def command(
    host: str | None, port: int | None, workers: int | None, with_worker: bool, upgrade: bool
) -> None:
    """Serve the web interface and the API until Ctrl-C or SIGTERM.

    SIGHUP replaces the processes one by one without refusing a request. Without GUANXI_DATABASE_URL it runs its own
    PostgreSQL, whose schema it keeps up to date itself.
    """
    given = {"host": host, "port": port, "web_workers": workers}
    settings = Settings.from_environment(
        **{name: value for name, value in given.items() if value is not None}
    )
    configure_logs(settings.log_level)
    with termination_as_interrupt() as interruption, ExitStack() as stack:
        addresses = stack.enter_context(opened_database(settings, exclusive=True))
        prepare_schema(addresses, upgrade=upgrade or addresses.embedded)
        settings = settings.changed(database_url=addresses.login)
        if with_worker:
            stack.enter_context(running_worker(settings, only_worker=addresses.embedded))
        interruption.check()
        serve(
            settings,
            workers=settings.web_workers,
            on_ready=lambda: click.echo(f"Guanxi serves {settings.address}", err=True),
        )
