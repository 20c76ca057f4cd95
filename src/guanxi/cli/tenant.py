"""guanxi tenant"""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import click
import psycopg
from psycopg.rows import dict_row

from guanxi import catalogue
from guanxi.cli.opened import Addresses, opened_database, prepare_schema
from guanxi.cli.output import answer, json_option, table
from guanxi.features.sessions.facade import AttemptLimits, Browser
from guanxi.features.signups.schemas import SignUp
from guanxi.features.signups.service import Founded, sign_up
from guanxi.kernel.db import Database
from guanxi.settings import Settings

# guanxi_definer may read across companies; the owner of the database holds it, also where the owner is no superuser.
LIST = """
SELECT t.tenant_id AS id, t.slug, t.name, t.plan, t.created_at,
  (SELECT count(*) FROM guanxi.app_user u WHERE u.tenant_id = t.tenant_id AND u.deleted_at IS NULL) AS users
FROM guanxi.tenant t ORDER BY t.tenant_id
"""


@click.group("tenant")
def command() -> None:
    """Create and list companies."""


@command.command("create")
@click.option("--name", required=True, help="Name of the company.")
@click.option("--email", required=True, help="E-mail of its first administrator.")
@click.option("--admin-name", help="Name of the administrator; the e-mail's first part otherwise.")
@click.option("--password", help="Password of the administrator; one is made and shown otherwise.")
@click.option("--locale", default="en", show_default=True, help="zh-CN or en.")
@click.option("--currency", help="Three letters; what is usual for the language otherwise.")
@click.option("--timezone", help="For example Asia/Shanghai; what is usual for the language otherwise.")
@json_option
def create(
    name: str, email: str, admin_name: str | None, password: str | None, locale: str, currency: str | None,
    timezone: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Create a company with its first administrator.

    The answer holds an API key, shown only once.
    """
    made = None if password else secrets.token_urlsafe(12)
    form = SignUp(
        name, admin_name or email.split("@")[0], email, password or made or "", locale, timezone, currency
    )
    catalogue.load()
    with opened_database(Settings.from_environment()) as addresses:
        prepare_schema(addresses, upgrade=addresses.embedded)
        founded = asyncio.run(_found(addresses, form))
    data: dict[str, Any] = {
        "tenant": {"id": founded.tenant_id, "name": founded.company, "slug": founded.slug},
        "user": {"id": founded.user_id, "name": founded.name, "email": founded.email},
        "token": founded.api_token,
    }
    lines = [f"Created {founded.company} ({founded.slug}).", f"Sign in:  {founded.email}"]
    if made:
        data["password"] = made
        lines.append(f"Password: {made}")
    answer(data, "\n".join([*lines, f"API key:  {founded.api_token}"]), as_json=as_json)


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the companies of this installation."""
    with opened_database(Settings.from_environment()) as addresses:
        with psycopg.connect(addresses.owner, row_factory=dict_row) as connection:
            connection.execute("SET LOCAL ROLE guanxi_definer")
            companies = connection.execute(LIST).fetchall()
    answer({"data": companies}, table(companies), as_json=as_json)


async def _found(addresses: Addresses, form: SignUp) -> Founded:
    database = Database(addresses.login)
    await database.start()
    try:
        return await sign_up(database, form, Browser("command line"), AttemptLimits())
    finally:
        await database.stop()
