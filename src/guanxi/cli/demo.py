"""guanxi demo"""

from __future__ import annotations

import asyncio
import locale
import signal
from collections.abc import Callable
from contextlib import ExitStack

import click

from guanxi import demo
from guanxi.cli.logs import configure_logs
from guanxi.cli.opened import opened_database, prepare_schema
from guanxi.cli.output import Progress, step
from guanxi.cli.running import prepare_process, running_worker, termination_as_interrupt
from guanxi.demo.marker import is_loaded
from guanxi.edge.static_files import is_outdated
from guanxi.encryption import with_kept_keys
from guanxi.serving import end_with_parent, refuse_taken_port, serve
from guanxi.settings import Settings

MARKER = "demo-loaded"


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; PORT otherwise, or 8000.")
@click.option(
    "--end-with-parent", "tied", is_flag=True, hidden=True, help="Stop when the caller, such as make, dies."
)
def command(port: int | None, tied: bool) -> None:
    """Run everything on this machine with a demo company, until Ctrl-C.

    Database, server and job worker run in this one command. The data stays in GUANXI_DATA_DIR, so the next start
    takes seconds and shows what you left.
    """
    settings = Settings.from_environment(**({"port": port} if port else {}))
    configure_logs("warning" if settings.log_level == "info" else settings.log_level)
    if tied:
        end_with_parent(signal.SIGTERM)
    click.echo(click.style("Guanxi", bold=True) + " · demo", err=True)
    with termination_as_interrupt() as interruption, ExitStack() as stack:
        with step("Starting the database"):
            addresses = stack.enter_context(opened_database(settings, exclusive=True))
        interruption.check()
        refuse_taken_port(settings)
        with step("Preparing tables"):
            prepare_schema(addresses, upgrade=True)
        settings = with_kept_keys(settings.changed(database_url=addresses.login))
        load = None if is_loaded(addresses.login, settings.data_dir / MARKER) else _loader(settings)
        interruption.check()
        stack.enter_context(running_worker(settings, only_worker=addresses.embedded))
        if load:
            load()
        interruption.check()
        if is_outdated():
            click.echo(
                click.style("  The pages shown are older than their sources in web/: ", fg="yellow")
                + "run `make web` to build them.",
                err=True,
            )
        click.echo("  Starting the server …", err=True)
        serve(settings, workers=1, on_ready=lambda: _welcome(settings), stop_on_hangup=True)
        click.echo("\nStopping …", err=True)
    click.echo("Stopped. Your data is kept; the same command starts again.", err=True)


def _loader(settings: Settings) -> Callable[[], None]:
    """Loading needs the whole application in this process, which later starts do without.

    Everything is imported before the worker's thread imports it too.
    """
    from guanxi.client.local import local_api
    from guanxi.demo.loading import load

    prepare_process(settings)

    async def fill() -> None:
        async with local_api(settings) as api:
            with Progress() as progress:
                await load(api, settings.data_dir / MARKER, progress.show, locale=_language())

    return lambda: asyncio.run(fill())


def _language() -> str:
    """The language of the terminal decides that of the demo user, who can change it."""
    return "zh-CN" if (locale.getlocale()[0] or "").startswith("zh") else "en"


def _welcome(settings: Settings) -> None:
    lines = [
        "",
        "  Guanxi is ready:   " + click.style(settings.address, fg="cyan", underline=True),
        f"  Sign in with       {demo.EMAIL}",
        f"  Password           {demo.PASSWORD}",
        "",
        "  Press Ctrl-C to stop.",
        "",
    ]
    click.echo("\n".join(lines), err=True)
