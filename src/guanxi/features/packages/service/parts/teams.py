"""Teams, queues and territories. Who belongs to one, and what a queue holds, is the company's own affair."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.organisation import facade as organisation
from guanxi.features.organisation.facade import DeclaredTeam
from guanxi.features.packages.service.parts.part import (
    Body,
    Found,
    Key,
    PartRefused,
    converted,
    named,
    without_defaults,
)
from guanxi.features.packages.service.parts.places import places_named
from guanxi.kernel.bundles.documents import Path
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

_TOP = "teams"


class Teams:
    name = "team"
    label = Label("Teams and queues", "团队与队列")

    def shapes(self) -> Iterator[tuple[Path, Any]]:
        yield (_TOP, "*"), DeclaredTeam

    def found_in(self, content: Mapping[str, Any]) -> Iterator[Found]:
        for name, raw in named(content.get(_TOP), (_TOP,)).items():
            path = (_TOP, name)
            yield name, _body(converted(raw, DeclaredTeam, path)), path

    def placed(self, key: Key, body: Body, content: dict[str, Any]) -> None:
        content.setdefault(_TOP, {})[key] = body

    async def read(self, scope: Scope, keys: Collection[Key]) -> dict[Key, Body]:
        if not keys:
            return {}
        found = await organisation.declared_teams(scope)
        return {key: _body(found[key]) for key in keys if key in found}

    async def everything(self, scope: Scope, objects: Collection[str] | None) -> dict[Key, Body]:
        """Of some objects those that their sharing rules and definitions name."""
        found = await organisation.declared_teams(scope)
        wanted = found if objects is None else (await places_named(scope, objects)).teams
        return {name: _body(each) for name, each in found.items() if name in wanted}

    async def write(self, scope: Scope, bodies: Mapping[Key, Body]) -> Scope:
        for key, body in bodies.items():
            try:
                await organisation.declare_team(scope, key, converted(body, DeclaredTeam, ()))
            except Problem as problem:
                raise PartRefused(key, problem) from None
        return scope

    async def remove(self, scope: Scope, keys: Collection[Key]) -> Scope:
        await organisation.remove_declared_teams(scope, keys)
        return scope

    def label_of(self, body: Body) -> Label:
        return Label.from_json(body["label"])


def _body(declared: DeclaredTeam) -> Body:
    return without_defaults(declared)


TEAMS = Teams()
