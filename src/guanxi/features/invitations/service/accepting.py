"""Accepting an invitation: the one-time token lets exactly one person in, as exactly one user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.edge.roles import acting_as
from guanxi.edge.tokens import hash_of_token
from guanxi.features.companies.facade import checked_line, checked_locale
from guanxi.features.invitations.queries import invitations as queries
from guanxi.features.invitations.queries import people
from guanxi.features.invitations.schemas import Acceptance
from guanxi.features.sessions.facade import (
    AttemptLimits,
    Browser,
    Credentials,
    check_password,
    create_identity,
    find_identity,
    hash_password,
    join_company,
    open_session,
    verify_credentials,
)
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Details:
    company: str
    email: str
    name: str
    inviter: str
    has_account: bool


async def describe(database: Database, token: str) -> Details:
    """Raises 404 for a token that is unknown, used or expired: all three alike."""
    found = await _find(database, token)
    has_account = await find_identity(database, found["email"]) is not None
    return Details(found["company"], found["email"], found["name"], found["inviter"], has_account)


async def accept(
    database: Database, token: str, form: Acceptance, browser: Browser, limits: AttemptLimits
) -> str:
    """The token of a new session. Somebody who has a sign-in already must give its password (401)."""
    found = await _find(database, token)
    email = found["email"]
    name = checked_line(form.name, "name") if form.name is not None else None
    locale = checked_locale(form.locale) if form.locale else None

    identity_id: UUID | None = None
    password_hash = ""
    if await find_identity(database, email) is not None:
        credentials = Credentials(email, form.password)
        identity_id = await verify_credentials(database, credentials, browser.address, limits)
    else:
        check_password(form.password, resembling=(email, name or "", found["company"]))
        password_hash = await hash_password(form.password)

    now = utc_now()
    tenant_id, user_id = found["tenant_id"], found["user_id"]
    async with database.auth() as tx:
        if not await queries.mark_accepted(tx, found["id"], now):
            raise NotFound("invitation_unknown")
        if identity_id is None:
            identity_id = await create_identity(tx, email, password_hash, now)
        async with acting_as(tx, tenant_id, user_id) as scope:
            if not await people.attach_identity(
                tx, tenant_id, user_id, identity_id=identity_id, locale=locale
            ):
                raise NotFound("invitation_unknown")
            values = {"status": "active", "email": email} | ({"name": name} if name else {})
            await apply(scope, [Change("update", "user", id=user_id, values=values, system=True)])
            await announce(tx, tenant_id, user_id)
        await join_company(tx, identity_id, tenant_id, user_id)
        return await open_session(
            tx, identity_id=identity_id, tenant_id=tenant_id, user_id=user_id, browser=browser, now=now
        )


async def _find(database: Database, token: str) -> Any:
    async with database.auth() as tx:
        found = await queries.find_open_invitation(tx, hash_of_token(token), utc_now())
    if found is None:
        raise NotFound("invitation_unknown")
    return found
