"""How a signed-in person and the company look on the wire."""

from __future__ import annotations

from guanxi.edge.identities import Identity
from guanxi.features.sessions.schemas import Company, CompanyChoice, Session, Support, User
from guanxi.features.sessions.service.identities import list_companies
from guanxi.features.sessions.service.permissions import permissions_of
from guanxi.kernel.db import Database
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Actor, Tenant


async def describe_entry(database: Database, identity: Identity, csrf_token: str | None) -> Session:
    """The answer to every way in, and to "who am I?"."""
    companies = await list_companies(database, identity.identity_id) if identity.identity_id else []
    async with database.transaction(identity.seed, source="ui", locale=None) as scope:
        registry = await registry_of(scope)
    return Session(
        user=describe_user(identity),
        tenant=describe_company(identity.seed.tenant),
        csrf_token=csrf_token,
        permissions=permissions_of(identity.seed.actor.rights, registry),
        tenants=[CompanyChoice(c["tenant_id"], c["tenant_name"], c["slug"]) for c in companies],
        support=_support_of(identity),
    )


def _support_of(identity: Identity) -> Support | None:
    here = identity.support
    return None if here is None else Support(here.operator, here.reason, here.level, here.expires_at)


def describe_user(identity: Identity) -> User:
    actor: Actor = identity.seed.actor
    tenant = identity.seed.tenant
    return User(
        id=actor.user_id,
        name=actor.name,
        email=actor.email,
        role=actor.role,
        title=identity.profile.title,
        locale=actor.locale or tenant.locale,
        timezone=actor.timezone or tenant.timezone,
        theme=identity.profile.theme or "auto",
    )


def describe_company(tenant: Tenant) -> Company:
    return Company(
        id=tenant.id,
        name=tenant.name,
        slug=tenant.slug,
        currency=tenant.currency,
        currencies=list(tenant.currencies),
        timezone=tenant.timezone,
        locale=tenant.locale,
        fiscal_month=tenant.fiscal_month,
    )
