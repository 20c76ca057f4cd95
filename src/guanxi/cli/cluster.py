"""guanxi cluster: the database spread over several servers by Citus"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

import click
import psycopg

from guanxi.cli.opened import Addresses, opened_database, prepare_schema
from guanxi.cli.output import Progress, answer, json_option, table
from guanxi.kernel.db.sharding import (
    DEFAULT_SHARDS,
    Finding,
    Layout,
    ShardingRefused,
    check_layout,
    distribute,
    isolate,
    read_layout,
)
from guanxi.kernel.db.sharding.isolating import Transfer
from guanxi.settings import Settings

COMPANY = "SELECT tenant_id FROM guanxi.tenant WHERE slug = %s OR tenant_id::text = %s"


@click.group("cluster")
def command() -> None:
    """Spread the companies over several servers by Citus.

    All of these sign in with GUANXI_ADMIN_DATABASE_URL, to the coordinator.
    """


@command.command("distribute")
@click.option(
    "--shards",
    type=click.IntRange(1, 1024),
    default=DEFAULT_SHARDS,
    show_default=True,
    help="Parts that the companies are spread over. Counts the first time only.",
)
@click.option("--coordinator", metavar="HOST:PORT", help="Where the other nodes reach this server.")
@json_option
def distribute_(shards: int, coordinator: str | None, as_json: bool) -> None:
    """Lay the database out by company.

    Each table is locked while it is copied, so stop Guanxi before. Safe to run again: after an interruption, and after
    nodes have joined.
    """
    with _opened() as addresses, Progress() as progress:
        prepare_schema(addresses, upgrade=False)
        login = addresses.account
        layout = distribute(
            addresses.owner,
            login=login,
            shards=shards,
            coordinator=coordinator,
            said=progress.show,
        )
        findings = check_layout(addresses.owner, login=login)
    answer(_as_json(layout, findings), "\n".join([_sentence(layout), *_lines(findings)]), as_json=as_json)
    if findings:
        raise click.exceptions.Exit(1)


@command.command("check")
@json_option
def check(as_json: bool) -> None:
    """Say whether every table lies where it belongs and every node answers; exit 1 otherwise."""
    with _opened() as addresses:
        layout, findings = (
            read_layout(addresses.owner),
            check_layout(addresses.owner, login=addresses.account),
        )
    text = "\n".join(_lines(findings)) or f"All is well. {_sentence(layout)}"
    answer(_as_json(layout, findings), text, as_json=as_json)
    if findings:
        raise click.exceptions.Exit(1)


@command.command("status")
@json_option
def status(as_json: bool) -> None:
    """Show the nodes and how many shards each holds."""
    with _opened() as addresses:
        layout = read_layout(addresses.owner)
    nodes = [
        {
            "node": node.address,
            "role": "coordinator" if node.is_coordinator else "worker",
            "shards": node.shards,
            "active": "yes" if node.is_active else "no",
        }
        for node in layout.nodes
    ]
    answer(_as_json(layout), f"{_sentence(layout)}\n\n{table(nodes)}", as_json=as_json)


@command.command("isolate")
@click.argument("company")
@click.option("--node", metavar="HOST:PORT", help="Move it there besides.")
@click.option(
    "--transfer",
    type=click.Choice(get_args(Transfer)),
    default="auto",
    show_default=True,
    help="How it is moved. block_writes needs no logical replication, but makes writers wait.",
)
@json_option
def isolate_(company: str, node: str | None, transfer: Transfer, as_json: bool) -> None:
    """Give one company (its slug or number) a shard of its own.

    While its shard is divided, the companies in it can read and have to wait to write; others are not held up.
    """
    with _opened() as addresses:
        home = isolate(addresses.owner, _number_of(addresses, company), node=node, transfer=transfer)
    answer(asdict(home), f"{company} has shard {home.shard} on {home.address} to itself.", as_json=as_json)


def _opened() -> Any:
    from guanxi import main  # Imports every model, and with it where its table belongs.

    main.load_features()
    return opened_database(Settings.from_environment())


def _number_of(addresses: Addresses, company: str) -> int:
    with psycopg.connect(addresses.owner) as connection:
        found = connection.execute(COMPANY, [company, company]).fetchone()
    if found is None:
        raise ShardingRefused(f"There is no company {company!r}. See: guanxi tenant list")
    return int(found[0])


def _sentence(layout: Layout) -> str:
    if not layout.is_distributed:
        return f"Citus {layout.citus}; nothing is distributed yet."
    of_companies = sum(table.is_sharded for table in layout.tables)
    local = len(layout.tables) - of_companies
    return f"Citus {layout.citus}: {of_companies} tables in {layout.shards} shards each, {local} on the coordinator only."


def _lines(findings: list[Finding]) -> list[str]:
    return [f"{finding.what} {finding.remedy}" for finding in findings]


def _as_json(layout: Layout, findings: list[Finding] | None = None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "citus": layout.citus,
        "shards": layout.shards,
        "nodes": [asdict(node) for node in layout.nodes],
        "tables": {
            each.name: {"declared": each.declared, "is_in_place": each.is_in_place} for each in layout.tables
        },
    }
    return data if findings is None else {**data, "findings": [asdict(finding) for finding in findings]}
