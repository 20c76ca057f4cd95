"""Founding a company: the company, its first administrator, a session and an API key, all or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from pypinyin import lazy_pinyin

from guanxi.edge.roles import enter_company
from guanxi.features.api_keys.facade import create_key
from guanxi.features.companies.facade import (
    checked_currency,
    checked_line,
    checked_locale,
    checked_timezone,
    usual_currency,
    usual_timezone,
)
from guanxi.features.sessions.facade import (
    AttemptLimits,
    Browser,
    Credentials,
    check_password,
    checked_email,
    create_identity,
    find_identity,
    hash_password,
    join_company,
    open_session,
    verify_credentials,
)
from guanxi.features.signups import queries
from guanxi.features.signups.schemas import SignUp
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database, Transaction
from guanxi.kernel.errors import Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import EVERYTHING, Actor, ScopeSeed, Tenant


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of a company before it exists; all values checked."""

    name: str
    currency: str
    timezone: str
    locale: str

    @property
    def settings(self) -> dict[str, str]:
        return {"currency": self.currency, "timezone": self.timezone, "locale": self.locale}


@dataclass(frozen=True, slots=True)
class Founder:
    name: str
    email: str
    identity_id: UUID


@dataclass(frozen=True, slots=True)
class Founded:
    tenant_id: int
    company: str
    slug: str
    user_id: UUID
    name: str
    email: str
    session_token: str
    api_token: str


async def sign_up(database: Database, form: SignUp, browser: Browser, limits: AttemptLimits) -> Founded:
    """Raises 422 for what cannot be used, and 409 `email_taken` when the address has another password."""
    locale = checked_locale(form.locale)
    company = Company(
        name=checked_line(form.company, "company"),
        currency=checked_currency(form.currency or usual_currency(locale)),
        timezone=checked_timezone(form.timezone or usual_timezone(locale)),
        locale=locale,
    )
    name, email = checked_line(form.name, "name"), checked_email(form.email)
    check_password(form.password, resembling=(email, name, company.name))

    known = await _known_identity(database, email, form.password, browser, limits)
    password_hash = None if known else await hash_password(form.password)
    async with database.auth() as tx:
        if known is None:
            assert password_hash is not None
            known = await create_identity(tx, email, password_hash, utc_now())
        return await found(tx, company, Founder(name, email, known), browser)


async def found(tx: Transaction, company: Company, founder: Founder, browser: Browser) -> Founded:
    """`tx` is a transaction of `Database.auth`; it ends in the new company's role, so nothing global can follow."""
    user_id = new_id()
    tenant_id, everyone = await queries.take_numbers(tx)
    slug = slug_of(company.name, tenant_id)
    await join_company(tx, founder.identity_id, tenant_id, user_id)
    session_token = await open_session(
        tx,
        identity_id=founder.identity_id,
        tenant_id=tenant_id,
        user_id=user_id,
        browser=browser,
        now=utc_now(),
    )
    key = await create_key(tx, tenant_id, user_id, "Sign-up")
    await enter_company(tx, tenant_id, (everyone,))
    tenant = Tenant(
        tenant_id, company.name, slug, company.currency, company.timezone, company.locale, 1, everyone,
        company.settings,
    )  # fmt: skip
    await queries.insert_tenant(
        tx, tenant_id=tenant_id, slug=slug, name=company.name, settings=company.settings, everyone=everyone
    )
    await _add_administrator(tx, tenant, founder, user_id)
    return Founded(
        tenant_id, company.name, slug, user_id, founder.name, founder.email, session_token, key.token
    )


async def _add_administrator(tx: Transaction, tenant: Tenant, founder: Founder, user_id: UUID) -> None:
    locale, timezone = tenant.locale, tenant.timezone
    actor = Actor(
        user_id,
        founder.name,
        founder.email,
        "admin",
        tenant.everyone,
        (tenant.everyone,),
        EVERYTHING,
        locale,
        timezone,
    )
    scope = ScopeSeed(tenant, actor).bind(tx, source="ui", locale=locale)
    values = {"name": founder.name, "email": founder.email, "role": "admin", "status": "active"}
    await apply(scope, [Change("create", "user", id=user_id, values=values, system=True)])
    await queries.complete_first_user(
        tx, tenant.id, user_id, identity_id=founder.identity_id, locale=locale, timezone=timezone
    )


async def _known_identity(
    database: Database, email: str, password: str, browser: Browser, limits: AttemptLimits
) -> UUID | None:
    """Somebody who has a sign-in founds another company with the same e-mail and password."""
    if await find_identity(database, email) is None:
        return None
    try:
        return await verify_credentials(database, Credentials(email, password), browser.address, limits)
    except Problem as problem:
        if problem.code != "wrong_credentials":
            raise
        raise Problem("email_taken", status=409, field="email") from None


def slug_of(company: str, tenant_id: int) -> str:
    """A name for addresses: `关系科技` as company 42 → `guan-xi-ke-ji-42`. The number makes it unique."""
    latin = "-".join(lazy_pinyin(company))
    words = re.findall(r"[a-z0-9]+", latin.lower())
    return "-".join(["-".join(words)[:40].strip("-") or "company", str(tenant_id)])
