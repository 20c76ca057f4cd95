"""Permission sets as they stand: those of roles, as they came or as the company has changed them, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.features.permissions import schemas
from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.service.definitions import shown, warnings_of
from guanxi.kernel.errors import NotFound, render
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Rights, Scope
from guanxi.kernel.tenancy.rights import ROLE_DEFINITIONS, definition_of_role, rights_from

BUILT_IN = tuple(ROLE_DEFINITIONS)


@dataclass(frozen=True, slots=True)
class FoundSet:
    """`role` is set for a built-in one; `row_id` is None for a built-in one that is as it came."""

    row_id: UUID | None
    role: str | None
    name: str
    description: str
    definition: Mapping[str, Any]
    version: int
    users: int
    updated_at: datetime | None
    api_name: str | None = None

    @property
    def id(self) -> str:
        return self.role or str(self.row_id)

    @property
    def rights(self) -> Rights:
        return rights_from(self.definition)


async def find_set(scope: Scope, set_id: str) -> FoundSet:
    """By id, or a built-in one by its role. Raises 404 `permission_set_unknown`."""
    if set_id in BUILT_IN:
        overrides, counts = await sets.overrides_of_roles(scope), await holders.count_by_role(scope)
        return _built_in(scope, set_id, overrides.get(set_id), counts)
    row = await sets.get_set(scope, _as_uuid(set_id))
    if row is None or row["key"] is not None:
        raise NotFound("permission_set_unknown")
    return _own(row)


async def built_in_sets(scope: Scope) -> list[FoundSet]:
    overrides, counts = await sets.overrides_of_roles(scope), await holders.count_by_role(scope)
    return [_built_in(scope, role, overrides.get(role), counts) for role in BUILT_IN]


async def own_sets(scope: Scope, after: UUID | None, limit: int) -> list[FoundSet]:
    return [_own(row) for row in await sets.list_sets(scope, after, limit)]


async def definitions_of_roles(scope: Scope) -> dict[str, Mapping[str, Any]]:
    """What comes with each role in this company."""
    overrides = await sets.overrides_of_roles(scope)
    return {
        role: overrides[role]["definition"] if role in overrides else definition_of_role(role)
        for role in BUILT_IN
    }


def entry_of(found: FoundSet) -> schemas.PermissionSetEntry:
    return schemas.PermissionSetEntry(**_entry(found))


async def describe_set(scope: Scope, found: FoundSet) -> schemas.PermissionSet:
    registry = await registry_of(scope)
    return schemas.PermissionSet(
        **_entry(found),
        definition=shown(registry, found.definition),
        warnings=warnings_of(scope, registry, found.definition),
    )


def name_of_role_set(role: str, locale: str) -> str:
    return render(f"permission_set_{role}", {}, locale)


def _entry(found: FoundSet) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "built_in": found.role is not None,
        "changed": found.role is not None and found.row_id is not None,
        "users": found.users,
        "version": found.version,
        "updated_at": found.updated_at,
    }


def _built_in(scope: Scope, role: str, row: Any | None, counts: Mapping[str, int]) -> FoundSet:
    return FoundSet(
        row_id=row["id"] if row else None,
        role=role,
        name=name_of_role_set(role, scope.locale),
        description=render(f"permission_set_{role}_description", {}, scope.locale),
        definition=row["definition"] if row else definition_of_role(role),
        version=row["version"] if row else 0,
        users=counts.get(role, 0),
        updated_at=row["updated_at"] if row else None,
    )


def _own(row: Any) -> FoundSet:
    names = ("name", "description", "definition", "version", "users", "updated_at", "api_name")
    return FoundSet(row_id=row["id"], role=None, **{name: row[name] for name in names})


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("permission_set_unknown") from None
