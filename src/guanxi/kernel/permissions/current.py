"""What a company shares at this very moment, whatever the caller's scope remembers of it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BigInteger, bindparam, text

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope, Tenant

_TENANT = prepare(
    text("SELECT meta_version, settings FROM guanxi.tenant WHERE tenant_id = :tenant_id").bindparams(
        bindparam("tenant_id", type_=BigInteger)
    )
)


async def at_current_version(scope: Scope) -> Scope:
    """To be asked after the records have been locked: whoever waited for a lock shares them by what holds now."""
    tenant = await current_tenant(scope)
    same = tenant.meta_version == scope.tenant.meta_version
    return scope if same else replace(scope, tenant=tenant)


async def current_tenant(scope: Scope) -> Tenant:
    """The company with the version and settings of now; a scope that holds the metadata's lock may know the version alone."""
    row = await scope.tx.fetchrow(_TENANT, {"tenant_id": scope.tenant.id})
    if row is None:
        return scope.tenant
    return replace(scope.tenant, meta_version=row["meta_version"], settings=row["settings"])
