"""guanxi attack"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guanxi import __version__
from guanxi.cli.opened import Addresses, prepare_schema
from guanxi.cli.output import Progress, answer, json_option, step
from guanxi.cli.private import private_database
from guanxi.kernel.clock import utc_now
from guanxi.settings import Settings

if TYPE_CHECKING:
    from guanxi.attack import Ledger

WARNING = (
    "This founds two companies in {where} and tries to break into one from the other. Both are removed at the end, but "
    "an open hole would be found by harm done. Do not point it at a database that people work in."
)


@click.command("attack")
@click.option(
    "--database-url",
    help="A database to attack, as its owner. Without it a private one is made and thrown away.",
)
@click.option("--server", help="Send the probes over HTTP to this address, which must serve that database.")
@click.option(
    "--only", "families", multiple=True, help="Only this family of probes; may be given several times."
)
@click.option(
    "--share", type=click.IntRange(1), default=1, show_default=True, help="Send one of so many probes."
)
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the HTML report here.")
@click.option(
    "--report-json", type=click.Path(path_type=Path, dir_okay=False), help="Write the JSON report here."
)
@click.option("--yes", is_flag=True, help="Do not ask before attacking a database that was named.")
@json_option
def command(
    database_url: str | None, server: str | None, families: tuple[str, ...], share: int, report: Path | None,
    report_json: Path | None, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Try to break through the walls between companies and people, by every route, object and job.

    After each refusal the whole database is read again: nothing may have changed. Ends with 1 when something was found.
    """
    from guanxi.attack.attack import FAMILIES
    from guanxi.attack.report import as_html, summary
    from guanxi.attack.report import as_json as report_as_json

    if unknown := set(families) - set(FAMILIES):
        raise click.UsageError(f"No family is called {', '.join(unknown)}. There are: {', '.join(FAMILIES)}.")
    if server and not database_url:
        raise click.UsageError("--server needs --database-url: what was left behind is read there.")
    if database_url and not yes:
        click.confirm(WARNING.format(where="that database") + " Go on?", abort=True, err=True)
    began, at = time.monotonic(), utc_now()
    ledger = _attack(database_url, server, families or FAMILIES, share)
    about = {
        "version": __version__,
        "database": "given" if database_url else "private",
        "sent": f"to {server}" if server else "in process",
        "seconds in all": round(time.monotonic() - began),
    }
    if report:
        report.write_text(as_html(ledger, at, about), encoding="utf-8")
    if report_json:
        report_json.write_text(report_as_json(ledger, at, about), encoding="utf-8")
    answer({**about, **ledger.as_json()}, summary(ledger), as_json=as_json)
    sys.exit(1 if ledger.findings else 0)


def _attack(database_url: str | None, server: str | None, families: tuple[str, ...], share: int) -> Ledger:
    from guanxi.attack import attack

    with ExitStack() as stack:
        if database_url:
            settings, owner = Settings.from_environment(database_url=database_url), database_url
            prepare_schema(Addresses(database_url, database_url, embedded=False), upgrade=False)
        else:
            with step("Making a database"):
                settings, owner = stack.enter_context(private_database())
        progress = stack.enter_context(Progress())
        return asyncio.run(
            attack(
                settings,
                owner,
                is_private=database_url is None,
                server=server,
                families=families,
                share=share,
                progress=progress.show,
            )
        )
