"""Teams, queues and territories as packages declare them, by name. Who belongs to one is no part of it."""

from __future__ import annotations

from collections.abc import Collection

from guanxi.features.organisation.queries import named
from guanxi.features.organisation.schemas import DeclaredTeam, TeamCreate, TeamUpdate
from guanxi.features.organisation.service.api_names import teams_by_name
from guanxi.features.organisation.service.teams import create_team, delete_team, update_team
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


async def declared_teams(scope: Scope) -> dict[str, DeclaredTeam]:
    """By name, in the order of names."""
    found = await teams_by_name(scope)
    return {
        name: DeclaredTeam(row["name"], row["kind"], row["description"])
        for name, row in sorted(found.items(), key=lambda each: each[0])
    }


async def declare_team(scope: Scope, name: str, given: DeclaredTeam) -> None:
    """Makes it, or changes the one of that name. Raises as `create_team` and `update_team` do, 409 `team_kind_fixed`."""
    label, description = (
        Label.from_json(each).in_locale(scope.tenant.locale) for each in (given.label, given.description)
    )
    row = (await teams_by_name(scope)).get(name)
    if row is None:
        await create_team(scope, TeamCreate(label, given.kind, description), name)
        return
    if row["kind"] != given.kind:
        raise Conflict("team_kind_fixed", field="kind", params={"name": row["name"]})
    if row["api_name"] is None:
        await named.name_team(scope, row["id"], name)
    await update_team(scope, row["id"], TeamUpdate(label, description))


async def remove_declared_teams(scope: Scope, names: Collection[str]) -> None:
    """With who belongs to them. Nothing where there is none. Raises as `delete_team` does."""
    known = await teams_by_name(scope)
    for name in names:
        if name in known:
            await delete_team(scope, known[name]["id"])
