"""guanxi bench"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from guanxi.cli.opened import opened_database, prepare_schema
from guanxi.cli.output import Progress, answer, json_option
from guanxi.cli.running import prepare_process
from guanxi.settings import Settings


@click.group("bench")
def command() -> None:
    """Measure this installation with a database that is only for that."""


@command.command("tenants")
@click.option(
    "--companies", type=click.IntRange(1), default=100_000, show_default=True, help="How many there shall be."
)
@click.option(
    "--touched",
    type=click.IntRange(0),
    default=10_000,
    show_default=True,
    help="At how many one process is used, to see whether its memory grows.",
)
@click.option(
    "--deals",
    type=click.IntRange(100),
    default=10_000,
    show_default=True,
    help="Of the company whose lists are looked at.",
)
@json_option
def tenants(companies: int, touched: int, deals: int, as_json: bool) -> None:
    """Found many companies and measure what one takes.

    The companies stay, so that an interrupted run can be taken up again: the same command goes on where it stopped.
    Refuses a database that holds companies of others.
    """
    from guanxi.bench.tenants import Asked, measure_tenants

    settings = Settings.from_environment()
    prepare_process(settings)
    asked = Asked(companies, touched, deals)
    with opened_database(settings) as addresses, Progress() as progress:
        prepare_schema(addresses, upgrade=True)
        show = partial(progress.show, "Founding companies")
        result = asyncio.run(measure_tenants(settings, addresses.login, addresses.owner, asked, show))
    answer(result, "\n".join(_lines(result)), as_json=as_json)


def _lines(result: dict[str, Any]) -> Iterator[str]:
    yield f"{result['companies']:,} companies, {result['founded']:,} of them founded now"
    if took := result.get("founding_ms"):
        yield "Founding one: " + ", ".join(f"{name} {ms} ms" for name, ms in took.items())
        by_table = ", ".join(f"{name} {count}" for name, count in result["bytes_by_table"].items())
        yield f"An idle one takes {result['bytes_per_company']:,} bytes: {by_table}"
    for name, plan in result["plans"].items():
        whole = ", ".join(plan["whole_tables"]) or "none"
        yield f"{name}: {plan['ms']} ms, {plan['rows_removed']} rows read in vain, tables read whole: {whole}"
    for process in ("server", "worker"):
        if memory := result.get(f"{process}_mib"):
            yield (
                f"A {process} at {result['touched']:,} companies: {memory['early']} MiB after a fifth, {memory['late']} at the "
                f"end; its database process {memory['backend_early']} and {memory['backend_late']}"
            )
