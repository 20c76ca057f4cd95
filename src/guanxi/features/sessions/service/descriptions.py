"""How a signed-in person and the company look on the wire."""

from __future__ import annotations

from typing import Any

from guanxi.edge.identities import Identity
from guanxi.features.sessions.schemas import Company, CompanyChoice, Session, User
from guanxi.kernel.tenancy import Actor, Tenant


def describe_session(
    identity: Identity, *, csrf_token: str | None, permissions: list[str], companies: list[Any]
) -> Session:
    return Session(
        user=describe_user(identity),
        tenant=describe_company(identity.seed.tenant),
        csrf_token=csrf_token,
        permissions=permissions,
        tenants=[CompanyChoice(c["tenant_id"], c["tenant_name"], c["slug"]) for c in companies],
    )


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
        timezone=tenant.timezone,
        locale=tenant.locale,
    )
