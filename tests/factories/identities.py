"""Signed-in callers, without a database."""

from __future__ import annotations

from uuid import UUID, uuid4

from guanxi.edge.identities import Identity
from guanxi.kernel.tenancy import Actor, ScopeSeed, Tenant, rights_of
from guanxi.kernel.tenancy.rights import definition_of_role

ADA, BOB = UUID(int=1), UUID(int=2)


def an_identity(
    role: str = "admin", user_id: UUID = ADA, tenant_id: int = 1, sharing: dict[str, str] | None = None
) -> Identity:
    tenant = Tenant(tenant_id, "Acme", "acme", "USD", "UTC", "en", 1, 10, {"sharing": sharing or {}})
    actor = Actor(
        user_id, "Ada", "ada@acme.example", role, 11, (10, 11), rights_of(role, [definition_of_role(role)])
    )
    return Identity("session", uuid4(), uuid4(), ScopeSeed(tenant, actor))
