"""The tree of positions. Who holds one is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from guanxi.features.organisation import facade as organisation
from guanxi.features.organisation.facade import DeclaredPosition
from guanxi.features.packages.service.parts.part import Body, Key
from guanxi.features.packages.service.parts.places import places_named
from guanxi.features.packages.service.parts.top_level import TopLevel
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


class Positions(TopLevel[DeclaredPosition]):
    name = "position"
    label = Label("Positions", "岗位")
    below = "positions"
    shape = DeclaredPosition

    async def declared(self, scope: Scope) -> Mapping[Key, DeclaredPosition]:
        return await organisation.declared_positions(scope)

    async def wanted(
        self, scope: Scope, objects: Collection[str], found: Mapping[Key, DeclaredPosition]
    ) -> Collection[Key]:
        """Those that sharing rules and definitions name, with all above them."""
        wanted: set[str] = set()
        going = set((await places_named(scope, objects)).positions)
        while going := {name for name in going if name in found} - wanted:
            wanted |= going
            going = {above for name in going if (above := found[name].above) is not None}
        return wanted

    async def declare(self, scope: Scope, key: Key, declared: DeclaredPosition) -> None:
        await organisation.declare_position(scope, key, declared)

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        await organisation.remove_declared_positions(scope, keys)
        return scope

    def in_order(self, bodies: Mapping[Key, Body]) -> Iterable[Key]:
        return organisation.top_down({key: body.get("above") for key, body in bodies.items()})


POSITIONS = Positions()
