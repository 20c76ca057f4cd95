"""guanxi doctor"""

from __future__ import annotations

from dataclasses import asdict

import click

from guanxi.cli.doctor.checks import Check, Verdict
from guanxi.cli.doctor.database import check_database
from guanxi.cli.doctor.machine import check_machine
from guanxi.cli.output import answer, json_option
from guanxi.settings import Settings

MARKS = {Verdict.GOOD: ("✓", "green"), Verdict.WARNING: ("!", "yellow"), Verdict.BAD: ("✗", "red")}


@click.command("doctor")
@json_option
def command(as_json: bool) -> None:
    """Check this installation and say how to mend what is wrong.

    Changes nothing. Exits with 1 if anything keeps Guanxi from working.
    """
    settings = Settings.from_environment()
    checks = [*check_machine(settings), *check_database(settings)]
    healthy = not any(check.verdict is Verdict.BAD for check in checks)
    data = {"healthy": healthy, "checks": [asdict(check) for check in checks]}
    answer(data, "\n".join(map(_line, checks)), as_json=as_json)
    if not healthy:
        raise click.exceptions.Exit(1)


def _line(check: Check) -> str:
    mark, colour = MARKS[check.verdict]
    line = f"{click.style(mark, fg=colour, bold=True)} {check.name}: {check.found}"
    return f"{line}\n    → {check.mend}" if check.mend else line
