"""SQL about installed packages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Text, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.packages.models import package, package_part
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_NAME = bindparam("name", type_=Text)
_PACKAGES = prepare(select(package).where(package.c.tenant_id == _TENANT).order_by(package.c.name))
_PACKAGE = prepare(select(package).where(package.c.tenant_id == _TENANT, package.c.name == _NAME))
_OF_TYPE = prepare(
    select(package_part).where(
        package_part.c.tenant_id == _TENANT, package_part.c.type == bindparam("type", type_=Text)
    )
)
_OF_PACKAGE = prepare(
    select(package_part).where(package_part.c.tenant_id == _TENANT, package_part.c.package == _NAME)
)
_COUNTS = prepare(
    select(package_part.c.package, package_part.c.type, func.count().label("count"))
    .where(package_part.c.tenant_id == _TENANT)
    .group_by(package_part.c.package, package_part.c.type)
)
_FORGET = prepare(
    delete(package_part).where(
        package_part.c.tenant_id == _TENANT,
        package_part.c.type == bindparam("type", type_=Text),
        package_part.c.key == bindparam("keys", type_=ARRAY(Text)).any_(),
    )
)
_FORGET_PACKAGE = prepare(delete(package).where(package.c.tenant_id == _TENANT, package.c.name == _NAME))
_FORGET_PARTS = prepare(
    delete(package_part).where(package_part.c.tenant_id == _TENANT, package_part.c.package == _NAME)
)
_KEEP = (
    "ON CONFLICT (tenant_id, name) DO UPDATE SET version = excluded.version, manifest = excluded.manifest,"
    " updated_at = excluded.updated_at, updated_by = excluded.updated_by"
)
_KEEP_PART = (
    "ON CONFLICT (tenant_id, type, key) DO UPDATE SET package = excluded.package, declared = excluded.declared,"
    " installed = excluded.installed"
)


async def list_packages(scope: Scope) -> list[Any]:
    return await scope.tx.fetch(_PACKAGES, {"tenant_id": scope.tenant.id})


async def find_package(scope: Scope, name: str) -> Any | None:
    return await scope.tx.fetchrow(_PACKAGE, {"tenant_id": scope.tenant.id, "name": name})


async def versions(scope: Scope) -> dict[str, str]:
    return {row["name"]: row["version"] for row in await list_packages(scope)}


async def count_parts(scope: Scope) -> dict[str, dict[str, int]]:
    """By package and type."""
    found: dict[str, dict[str, int]] = {}
    for row in await scope.tx.fetch(_COUNTS, {"tenant_id": scope.tenant.id}):
        found.setdefault(row["package"], {})[row["type"]] = row["count"]
    return found


async def parts_of_type(scope: Scope, type_name: str) -> list[Any]:
    return await scope.tx.fetch(_OF_TYPE, {"tenant_id": scope.tenant.id, "type": type_name})


async def parts_of(scope: Scope, name: str) -> list[Any]:
    return await scope.tx.fetch(_OF_PACKAGE, {"tenant_id": scope.tenant.id, "name": name})


async def keep_package(scope: Scope, row: Mapping[str, Any]) -> None:
    await scope.tx.insert(package, [{"tenant_id": scope.tenant.id, **row}], on_conflict=_KEEP)


async def keep_parts(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    shared = {"tenant_id": scope.tenant.id}
    await scope.tx.insert(package_part, [{**shared, **row} for row in rows], on_conflict=_KEEP_PART)


async def forget_parts(scope: Scope, type_name: str, keys: Collection[str]) -> None:
    params = {"tenant_id": scope.tenant.id, "type": type_name, "keys": list(keys)}
    await scope.tx.execute(_FORGET, params)


async def forget_package(scope: Scope, name: str) -> None:
    params = {"tenant_id": scope.tenant.id, "name": name}
    await scope.tx.execute(_FORGET_PARTS, params)
    await scope.tx.execute(_FORGET_PACKAGE, params)
