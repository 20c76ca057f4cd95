"""Whom a layout is for, by names that there must be: a misspelt one would show it to nobody, and say nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from guanxi.features.layouts.schemas import Audience
from guanxi.features.organisation.facade import places_among, some_places
from guanxi.features.permissions.facade import set_names_among, some_set_names
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.tenancy import Scope


async def require_audience(scope: Scope, audience: Audience) -> None:
    """Raises 422 `layout_role_unknown`, `layout_team_unknown`, `layout_permission_set_unknown` with the place in the body."""
    if audience.roles or audience.teams:
        known = await places_among(scope, [*audience.roles, *audience.teams])
        for part, names, there in (
            ("roles", audience.roles, known.roles),
            ("teams", audience.teams, known.teams),
        ):
            if missing := _missing(names, there):
                places = await some_places(scope)
                raise _unknown(part, *missing, places.roles if part == "roles" else places.teams)
    if audience.permission_sets:
        sets = await set_names_among(scope, audience.permission_sets)
        if missing := _missing(audience.permission_sets, sets):
            raise _unknown("permission_sets", *missing, await some_set_names(scope))


def _missing(names: Sequence[str], there: Collection[str]) -> tuple[int, str] | None:
    return next(((at, name) for at, name in enumerate(names) if name not in there), None)


def _unknown(part: str, at: int, name: str, candidates: Collection[str]) -> Invalid:
    code = f"layout_{part.removesuffix('s')}_unknown"
    params = {"name": name, "suggestion": closest(name, sorted(candidates)) or "–"}
    return Invalid(code, field=f"body.for.{part}[{at}]", params=params)
