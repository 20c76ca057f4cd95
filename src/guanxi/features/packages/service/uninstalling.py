"""Taking a package away: what it brought goes, what the company made its own stays unless asked for."""

from __future__ import annotations

from dataclasses import replace

from guanxi.features.packages import queries
from guanxi.features.packages.schemas import Uninstalled
from guanxi.features.packages.service import history
from guanxi.features.packages.service.installing import MANAGE, SOURCE
from guanxi.features.packages.service.parts import TYPES
from guanxi.features.packages.service.planning import Kept, Planned, Take, leaving, part_as_read
from guanxi.kernel.errors import Conflict, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope


async def plan_removal(scope: Scope, name: str, take: Take) -> list[Planned]:
    """In the order of doing. Raises 404 `package_unknown`."""
    await _require(scope, name)
    by_type: dict[str, dict[str, Kept]] = {}
    for row in await queries.parts_of(scope, name):
        kept = Kept(name, row["declared"], row["installed"])
        by_type.setdefault(row["type"], {})[row["key"]] = kept
    planned = []
    for type_ in reversed(TYPES):
        own = by_type.get(type_.name, {})
        current = await type_.read(scope, own)
        planned += [leaving(type_.name, key, current.get(key), own[key], take) for key in reversed(own)]
    return planned


async def uninstall(scope: Scope, name: str, take: Take) -> Uninstalled:
    """One change-set, which can be undone: fields and objects come back with their values.

    Raises 403, 404, 409 `package_needed` by another package, and what forbids a part to go.
    """
    scope.require(MANAGE)
    row = await _require(scope, name)
    needing = [
        each["name"] for each in await queries.list_packages(scope) if name in each["manifest"]["requires"]
    ]
    if needing:
        raise Conflict("package_needed", params={"packages": ", ".join(needing)})
    scope = replace(scope, joins=new_id(), source=SOURCE, reason=f"{name} {row['version']}")
    scope = await lock_metadata(scope)
    before = await history.as_kept(scope, name)
    planned = await plan_removal(scope, name, take)
    for type_ in reversed(TYPES):
        keys = [each.key for each in planned if each.type == type_.name and each.action == "remove"]
        if keys:
            scope = await type_.remove(scope, keys)
    await queries.forget_package(scope, name)
    await history.record(scope, name, before, None)
    kept = [part_as_read(scope, each) for each in planned if each.action == "keep"]
    return Uninstalled(scope.joins, sum(each.action == "remove" for each in planned), kept)


async def _require(scope: Scope, name: str) -> dict[str, str]:
    row: dict[str, str] | None = await queries.find_package(scope, name)
    if row is None:
        raise NotFound("package_unknown", params={"name": name[:80]})
    return row
