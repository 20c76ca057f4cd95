"""The API for one command: of a server, with a key; or of this installation, in the name of one of its people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import click
import psycopg

from guanxi.cli.opened import Addresses, opened_database, prepare_schema
from guanxi.cli.running import prepare_process, running_worker
from guanxi.client import Api, remote_api
from guanxi.client.local import local_api
from guanxi.edge import session_cookie
from guanxi.features.sessions.facade import Browser, open_session
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

# Without --as it is the company's first administrator.
PERSON = """
SELECT u.tenant_id, u.id AS user_id, u.identity_id FROM guanxi.app_user u
JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
WHERE t.slug = %(company)s AND u.identity_id IS NOT NULL AND u.status = 'active' AND u.deleted_at IS NULL
  AND CASE WHEN %(email)s::text IS NULL THEN u.role = 'admin' ELSE lower(u.email) = lower(%(email)s::text) END
ORDER BY u.created_at LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Caller:
    url: str | None
    key: str | None
    company: str | None
    email: str | None


def caller_options(function: F) -> F:
    options = [
        click.option("--url", envvar="GUANXI_URL", help="Address of a server, with --key.", show_envvar=True),
        click.option("--key", envvar="GUANXI_API_KEY", help="API key for that server.", show_envvar=True),
        click.option("--company", help="Without a server: slug of the company in this installation."),
        click.option(
            "--as", "email", help="E-mail of the person to act as; the first administrator otherwise."
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@asynccontextmanager
async def signed_in(caller: Caller) -> AsyncIterator[Api]:
    if caller.url or caller.key:
        if not (caller.url and caller.key):
            raise click.UsageError("--url and --key belong together.")
        async with remote_api(caller.url, caller.key) as api:
            yield api
    elif caller.company:
        async with _here(caller.company, caller.email) as api:
            yield api
    else:
        raise click.UsageError("Say where: --url and --key of a server, or --company of this installation.")


@asynccontextmanager
async def _here(company: str, email: str | None) -> AsyncIterator[Api]:
    """A session of its own, ended afterwards, and a worker for the jobs that calls start."""
    settings = Settings.from_environment()
    with ExitStack() as stack:
        addresses = stack.enter_context(opened_database(settings))
        prepare_schema(addresses, upgrade=False)
        settings = settings.changed(database_url=addresses.login)
        person = _find_person(addresses, company, email)
        prepare_process(settings)
        stack.enter_context(running_worker(settings))
        async with AsyncExitStack() as calls:
            api = await calls.enter_async_context(local_api(settings))
            api.http.cookies.set(session_cookie.NAME, await _begin_session(addresses, person))
            session = await api.get("/session")
            api.http.headers["X-CSRF-Token"] = session["csrf_token"]
            try:
                yield api
            finally:
                await api.http.delete("/api/v1/session")


def _find_person(addresses: Addresses, company: str, email: str | None) -> tuple[int, UUID, UUID]:
    with psycopg.connect(addresses.owner) as connection:
        connection.execute("SET LOCAL ROLE guanxi_definer")
        found = connection.execute(PERSON, {"company": company, "email": email}).fetchone()
    if found is None:
        who = email or "an administrator"
        raise click.ClickException(
            f"{who} does not sign in to a company called {company!r}. See: guanxi tenant list"
        )
    return found


async def _begin_session(addresses: Addresses, person: tuple[int, UUID, UUID]) -> str:
    tenant_id, user_id, identity_id = person
    database = Database(addresses.login, largest=1)
    await database.start()
    try:
        async with database.auth() as tx:
            return await open_session(
                tx,
                identity_id=identity_id,
                tenant_id=tenant_id,
                user_id=user_id,
                browser=Browser("command line"),
                now=utc_now(),
            )
    finally:
        await database.stop()
