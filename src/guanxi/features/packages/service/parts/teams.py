"""Teams, queues and territories. Who belongs to one, and what a queue holds, is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from guanxi.features.organisation import facade as organisation
from guanxi.features.organisation.facade import DeclaredTeam
from guanxi.features.packages.service.parts.part import Key
from guanxi.features.packages.service.parts.places import places_named
from guanxi.features.packages.service.parts.top_level import TopLevel
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


class Teams(TopLevel[DeclaredTeam]):
    name = "team"
    label = Label("Teams and queues", "团队与队列")
    below = "teams"
    shape = DeclaredTeam

    async def declared(self, scope: Scope) -> Mapping[Key, DeclaredTeam]:
        return await organisation.declared_teams(scope)

    async def wanted(
        self, scope: Scope, objects: Collection[str], found: Mapping[Key, DeclaredTeam]
    ) -> Collection[Key]:
        """Those that sharing rules and definitions name."""
        return (await places_named(scope, objects)).teams

    async def declare(self, scope: Scope, key: Key, declared: DeclaredTeam) -> None:
        await organisation.declare_team(scope, key, declared)

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        await organisation.remove_declared_teams(scope, keys)
        return scope


TEAMS = Teams()
