"""Signing in with e-mail and password, and choosing the company to enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.sessions.queries import identities, sessions
from guanxi.features.sessions.service import attempts, passwords
from guanxi.features.sessions.service.attempts import AttemptLimits
from guanxi.features.sessions.service.emails import email_key
from guanxi.features.sessions.service.open_sessions import Browser, open_session
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.errors import Problem


@dataclass(frozen=True, slots=True)
class Credentials:
    email: str
    password: str
    tenant: int | str | None = None


async def sign_in(
    database: Database, credentials: Credentials, browser: Browser, limits: AttemptLimits
) -> str:
    """The token of a new session. Raises 401 `wrong_credentials`, alike and as slowly for unknown addresses; 429."""
    identity_id = await verify_credentials(database, credentials, browser.address, limits)
    now = utc_now()
    async with database.auth() as tx:
        company = await choose_company(tx, identity_id, credentials.tenant)
        await identities.note_sign_in(tx, identity_id, now)
        await attempts.forget_attempts(tx, credentials.email, limits, now)
        await sessions.delete_expired_sessions(tx, now)
        return await open_session(
            tx,
            identity_id=identity_id,
            tenant_id=company["tenant_id"],
            user_id=company["user_id"],
            browser=browser,
            now=now,
        )


async def verify_credentials(
    database: Database, credentials: Credentials, address: str, limits: AttemptLimits
) -> UUID:
    """The id of the identity whose password this is."""
    async with database.auth() as tx:
        refusal = await attempts.count_attempt(tx, credentials.email, address, limits, utc_now())
        found = await identities.find_identity(tx, email_key(credentials.email)) if refusal is None else None
    if refusal is not None:
        raise refusal
    password_hash = found["password_hash"] if found else None
    # No transaction is open here: hashing takes longer than all our statements together.
    if not await passwords.is_password(credentials.password, password_hash):
        raise Problem("wrong_credentials", status=401)
    assert found is not None
    identity_id: UUID = found["id"]
    if passwords.is_outdated(found["password_hash"]):
        renewed = await passwords.hash_password(credentials.password)
        async with database.auth() as tx:
            await identities.update_identity(tx, identity_id, {"password_hash": renewed})
    return identity_id


async def choose_company(tx: Transaction, identity_id: UUID, wanted: int | str | None) -> Any:
    """The company asked for, or the one last used, of those that answer.

    Raises 403 `company_unknown`, also for one of strangers, and 503 `not_ready` when it may be one that does not answer.
    """
    companies = await identities.list_companies_of_identity(tx, identity_id)
    active = [company for company in companies if company["status"] == "active"]
    is_any_away = any(company["status"] == "away" for company in companies)
    if wanted is not None:
        chosen = next((c for c in active if str(wanted) in (str(c["tenant_id"]), c["slug"])), None)
        if chosen is None and is_any_away:
            raise Problem("not_ready", status=503, headers={"Retry-After": "5"})
        if chosen is None:
            raise Problem("company_unknown", status=403, field="tenant")
        return chosen
    if not active and is_any_away:
        raise Problem("not_ready", status=503, headers={"Retry-After": "5"})
    if not active:
        raise Problem("user_inactive", status=403)
    latest = await sessions.latest_company_of_identity(tx, identity_id)
    return next((company for company in active if company["tenant_id"] == latest), active[0])
