"""Permission sets, and what the company gives the roles `member` and `viewer`. Who holds a set is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from guanxi.features.packages.service.parts.part import Key
from guanxi.features.packages.service.parts.top_level import TopLevel
from guanxi.features.permissions import facade as permissions
from guanxi.features.permissions.facade import DeclaredSet
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


class PermissionSets(TopLevel[DeclaredSet]):
    name = "permission_set"
    label = Label("Permission sets", "权限集")
    below = "permission_sets"
    shape = DeclaredSet

    async def declared(self, scope: Scope) -> Mapping[Key, DeclaredSet]:
        return await permissions.declared_sets(scope)

    async def wanted(
        self, scope: Scope, objects: Collection[str], found: Mapping[Key, DeclaredSet]
    ) -> Collection[Key]:
        """A set speaks of many objects: it belongs to none of them alone."""
        return ()

    async def declare(self, scope: Scope, key: Key, declared: DeclaredSet) -> None:
        await permissions.declare_set(scope, key, declared)

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        for key in keys:
            await permissions.remove_declared_set(scope, key)
        return scope

    def kept(self, declared: DeclaredSet) -> DeclaredSet:
        return permissions.as_declared(declared)


PERMISSION_SETS = PermissionSets()
