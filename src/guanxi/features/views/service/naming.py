"""The names by which packages know shared views: given as a view is shared, and kept when it is called otherwise."""

from __future__ import annotations

from typing import Any

from guanxi.features.views import queries
from guanxi.kernel.search.api_names import api_name
from guanxi.kernel.tenancy import Scope


async def free_name(scope: Scope, object_name: str, name: str) -> str:
    taken = {row["api_name"] for row in await queries.shared_views(scope, [object_name])}
    return api_name(name, taken, "view")


def named_views(rows: list[Any]) -> dict[tuple[str, str], Any]:
    """Shared views by object and name. Views from before there were names, and those that two people shared at the same
    moment, get theirs by their age.
    """
    found: dict[tuple[str, str], Any] = {}
    unnamed = []
    for row in rows:
        key = (row["object"], row["api_name"])
        if row["api_name"] is None or key in found:
            unnamed.append(row)
        else:
            found[key] = row
    for row in unnamed:
        taken = {name for object_name, name in found if object_name == row["object"]}
        found[row["object"], api_name(row["name"], taken, "view")] = row
    return found
