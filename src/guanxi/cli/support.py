"""guanxi support"""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import click
import psycopg
from psycopg.rows import dict_row

from guanxi import catalogue
from guanxi.cli.opened import Addresses, opened_database, prepare_schema
from guanxi.cli.output import answer, json_option, table
from guanxi.features.support.service import operating
from guanxi.features.support.service.states import state_of
from guanxi.kernel.db import Database
from guanxi.settings import Settings

T = TypeVar("T")

COMPANY = "SELECT tenant_id FROM guanxi.tenant WHERE slug = %s"
LIST = """
SELECT g.id, t.slug AS company, g.operator, u.email AS acts_as, g.level, g.minutes, g.reason, g.requested_at, g.approved,
  g.expires_at, g.revoked_at, g.entries, g.tenant_id
FROM guanxi.support_grant g JOIN guanxi.tenant t ON t.tenant_id = g.tenant_id
LEFT JOIN guanxi.app_user u ON u.tenant_id = g.tenant_id AND u.id = g.user_id
WHERE (%(company)s::text IS NULL OR t.slug = %(company)s::text) AND (%(id)s::uuid IS NULL OR g.id = %(id)s::uuid)
ORDER BY g.id DESC LIMIT %(most)s
"""
SHOWN = ("id", "state", "company", "operator", "acts_as", "level", "minutes", "entries", "reason")


@click.group("support")
def command() -> None:
    """Look into a company, once one of its administrators approves.

    Nobody enters without an approval; it ends by itself, and the administrator can end it at any time. What is
    changed meanwhile stands in the history of records with the source "support".
    """


@command.command("request")
@click.option("--company", required=True, help="Slug of the company, as `guanxi tenant list` shows it.")
@click.option("--as", "email", required=True, help="E-mail of the person to act as.")
@click.option("--reason", required=True, help="Shown to the administrator and kept.")
@click.option("--minutes", type=click.IntRange(5, 1440), default=60, show_default=True)
@click.option("--change", is_flag=True, help="Also change records; otherwise only look.")
@click.option("--operator", envvar="GUANXI_OPERATOR", help="Who asks; the account of this machine otherwise.")
@json_option
def request(
    company: str, email: str, reason: str, minutes: int, change: bool, operator: str | None, as_json: bool
) -> None:
    """Ask a company's administrators for access."""
    wish = operating.Wish(
        operator or getpass.getuser(), reason, email, minutes, "change" if change else "read"
    )
    catalogue.load()
    with opened_database(Settings.from_environment()) as addresses:
        prepare_schema(addresses, upgrade=False)
        tenant_id = _tenant_of(addresses, company)
        grant_id = _run(addresses, lambda database: operating.request_access(database, tenant_id, wish))
    answer(
        {"id": grant_id, "state": "waiting"},
        f"Asked as {grant_id}. An administrator of {company} approves it under Settings, Support access; then run\n"
        f"guanxi support enter {grant_id}",
        as_json=as_json,
    )


@command.command("list")
@click.option("--company", help="Slug of a company; all companies otherwise.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@json_option
def list_(company: str | None, limit: int, as_json: bool) -> None:
    """List requests and how they stand, the latest first."""
    with opened_database(Settings.from_environment()) as addresses:
        prepare_schema(addresses, upgrade=False)
        rows = _grants(addresses, company=company, most=limit)
    shown = [{name: row[name] for name in SHOWN} for row in rows]
    full = [{name: value for name, value in row.items() if name != "tenant_id"} for row in rows]
    answer({"data": full}, table(shown), as_json=as_json)


@command.command("enter")
@click.argument("grant_id", type=click.UUID)
@json_option
def enter(grant_id: UUID, as_json: bool) -> None:
    """Print a link that begins a session; it works once, for ten minutes."""
    settings = Settings.from_environment()
    catalogue.load()
    with opened_database(settings) as addresses:
        prepare_schema(addresses, upgrade=False)
        tenant_id = _find(addresses, grant_id)["tenant_id"]
        ticket = _run(addresses, lambda database: operating.enter(database, tenant_id, grant_id))
    # Behind the # it reaches no log of any server.
    url = f"{settings.address}/support#{ticket.ticket}"
    data = {"url": url, "ticket": ticket.ticket, "expires_at": ticket.expires_at}
    answer(data, f"Open this link; access ends {ticket.expires_at:%H:%M} UTC:\n{url}", as_json=as_json)


@command.command("end")
@click.argument("grant_id", type=click.UUID)
@json_option
def end(grant_id: UUID, as_json: bool) -> None:
    """Give access back before its time, or withdraw a request."""
    catalogue.load()
    with opened_database(Settings.from_environment()) as addresses:
        prepare_schema(addresses, upgrade=False)
        tenant_id = _find(addresses, grant_id)["tenant_id"]
        _run(addresses, lambda database: operating.end(database, tenant_id, grant_id))
    answer({"id": grant_id, "state": "ended"}, f"Ended {grant_id}.", as_json=as_json)


def _tenant_of(addresses: Addresses, company: str) -> int:
    with psycopg.connect(addresses.owner) as connection:
        connection.execute("SET LOCAL ROLE guanxi_definer")
        found = connection.execute(COMPANY, [company]).fetchone()
    if found is None:
        raise click.ClickException(f"No company is called {company!r}. See: guanxi tenant list")
    return int(found[0])


def _find(addresses: Addresses, grant_id: UUID) -> dict[str, Any]:
    found = _grants(addresses, grant_id=grant_id, most=1)
    if not found:
        raise click.ClickException(f"No request is called {grant_id}. See: guanxi support list")
    return found[0]


def _grants(
    addresses: Addresses, *, company: str | None = None, grant_id: UUID | None = None, most: int
) -> list[dict[str, Any]]:
    with psycopg.connect(addresses.owner, row_factory=dict_row) as connection:
        connection.execute("SET LOCAL ROLE guanxi_definer")
        values = {"company": company, "id": grant_id, "most": most}
        rows = connection.execute(LIST, values).fetchall()
    now = datetime.now(UTC)
    return [{"state": state_of(row, now), **row} for row in rows]


def _run(addresses: Addresses, work: Callable[[Database], Awaitable[T]]) -> T:
    async def run() -> T:
        database = Database(addresses.login, largest=1)
        await database.start()
        try:
            return await work(database)
        finally:
            await database.stop()

    return asyncio.run(run())
