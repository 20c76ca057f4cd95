"""Names by which packages and rules know positions and teams: given when they are made, kept when they are called otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxi.features.organisation.queries import named
from guanxi.kernel.search.api_names import api_name
from guanxi.kernel.tenancy import Scope


async def positions_by_name(scope: Scope) -> dict[str, Any]:
    return _by_name(await named.positions(scope), "position")


async def teams_by_name(scope: Scope) -> dict[str, Any]:
    return _by_name(await named.teams(scope), "team")


async def name_for_position(scope: Scope, called: str) -> str:
    return api_name(called, await positions_by_name(scope), "position")


async def name_for_team(scope: Scope, called: str) -> str:
    return api_name(called, await teams_by_name(scope), "team")


def _by_name(rows: Sequence[Any], otherwise: str) -> dict[str, Any]:
    """Those from before there were names get theirs by the order of what they are called."""
    found = {row["api_name"]: row for row in rows if row["api_name"] is not None}
    for row in rows:
        if row["api_name"] is None:
            found[api_name(row["name"], found, otherwise)] = row
    return found
