"""guanxi user"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import click
import psycopg

from guanxi import catalogue
from guanxi.cli.opened import Addresses, opened_database
from guanxi.cli.output import answer, json_option
from guanxi.edge.invalidations import announce
from guanxi.features.invitations.schemas import Acceptance, InvitationCreate, Role
from guanxi.features.invitations.service.accepting import accept
from guanxi.features.invitations.service.inviting import invite
from guanxi.features.sessions.facade import (
    AttemptLimits,
    Browser,
    check_password,
    find_identity,
    hash_password,
)
from guanxi.features.sessions.queries import identities, sessions
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import open_scope
from guanxi.settings import Settings

ADMINISTRATOR = """
SELECT u.tenant_id, u.id FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
WHERE t.slug = %(company)s AND u.role = 'admin' AND u.status = 'active' AND u.deleted_at IS NULL
ORDER BY u.created_at LIMIT 1
"""


@click.group("user")
def command() -> None:
    """Create people and reset passwords."""


@command.command("create")
@click.option("--company", required=True, help="Slug of the company, as `guanxi tenant list` shows it.")
@click.option("--email", required=True)
@click.option("--name", help="The e-mail's first part otherwise.")
@click.option("--role", type=click.Choice(["admin", "member", "viewer"]), default="member", show_default=True)
@click.option(
    "--password", help="Lets the person in at once; otherwise the answer is a link with which to join."
)
@json_option
def create(
    company: str, email: str, name: str | None, role: Role, password: str | None, as_json: bool
) -> None:
    """Add a person to a company, in the name of its first administrator."""
    settings = Settings.from_environment()
    form = InvitationCreate(email, role, name)
    catalogue.load()
    with opened_database(settings) as addresses:
        tenant_id, administrator = _administrator(addresses, company)
        token, user_id = asyncio.run(_invite(addresses, tenant_id, administrator, form, password))
    data: dict[str, Any] = {"user": {"id": user_id, "email": email, "role": role}}
    if password:
        answer(data, f"{email} can sign in as {role} of {company}.", as_json=as_json)
        return
    data["url"] = f"{settings.address}/invitations/{token}"
    answer(data, f"Pass this link on; it works once, for seven days:\n{data['url']}", as_json=as_json)


@command.command("reset-password")
@click.option("--email", required=True)
@click.option("--password", help="The new password; one is made and shown otherwise.")
@json_option
def reset_password(email: str, password: str | None, as_json: bool) -> None:
    """Set a new password and end every open session of the person."""
    made = password or secrets.token_urlsafe(12)
    with opened_database(Settings.from_environment()) as addresses:
        asyncio.run(_reset(addresses, email, made))
    answer({"email": email, "password": made}, f"New password of {email}: {made}", as_json=as_json)


def _administrator(addresses: Addresses, company: str) -> tuple[int, UUID]:
    with psycopg.connect(addresses.owner) as connection:
        connection.execute("SET LOCAL ROLE guanxi_definer")
        found = connection.execute(ADMINISTRATOR, {"company": company}).fetchone()
    if found is None:
        raise click.ClickException(f"No company is called {company!r}. See: guanxi tenant list")
    return found[0], found[1]


async def _invite(
    addresses: Addresses, tenant_id: int, administrator: UUID, form: InvitationCreate, password: str | None
) -> tuple[str, UUID]:
    async with _opened(addresses) as database:
        async with open_scope(database, tenant_id, administrator, source="cli") as scope:
            invited = await invite(scope, form)
        if password:
            await accept(
                database,
                invited.token,
                Acceptance(password, form.name),
                Browser("command line"),
                AttemptLimits(),
            )
        return invited.token, invited.user_id


async def _reset(addresses: Addresses, email: str, password: str) -> None:
    async with _opened(addresses) as database:
        person = await find_identity(database, email)
        if person is None:
            raise click.ClickException(f"Nobody signs in as {email}.")
        check_password(password, resembling=(email,))
        password_hash, now = await hash_password(password), utc_now()
        async with database.auth() as tx:
            values = {"password_hash": password_hash, "password_changed_at": now, "updated_at": now}
            await identities.update_identity(tx, person["id"], values)
            for ended in await sessions.delete_other_sessions(tx, person["id"], None):
                await announce(tx, ended["tenant_id"], ended["user_id"])


@asynccontextmanager
async def _opened(addresses: Addresses) -> AsyncIterator[Database]:
    database = Database(addresses.login)
    await database.start()
    try:
        yield database
    finally:
        await database.stop()
