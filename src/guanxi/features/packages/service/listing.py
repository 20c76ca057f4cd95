"""Which packages a company has, and what of them it changed."""

from __future__ import annotations

from typing import Any

from guanxi.features.packages import queries
from guanxi.features.packages.schemas import Action, PackageRead, PlannedPart, Validated
from guanxi.features.packages.service.installing import MANAGE
from guanxi.features.packages.service.parts import TYPES
from guanxi.features.packages.service.planning import Planned, part_as_read
from guanxi.features.packages.service.reading import read_package
from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope


async def list_packages(scope: Scope) -> list[PackageRead]:
    """By name. A company has as many as somebody installed by hand: a few."""
    scope.require(MANAGE)
    counts = await queries.count_parts(scope)
    changed = await _changed_here(scope)
    return [
        _read(scope, row, counts.get(row["name"], {}), len(changed.get(row["name"], ())))
        for row in await queries.list_packages(scope)
    ]


async def get_parts(scope: Scope, name: str) -> list[PlannedPart]:
    """What the package brought: `keep` marks what the company changed since, `remove` what it took away."""
    scope.require(MANAGE)
    if await queries.find_package(scope, name) is None:
        raise NotFound("package_unknown", params={"name": name[:80]})
    rows = await queries.parts_of(scope, name)
    parts = []
    for type_ in TYPES:
        own = {row["key"]: row["installed"] for row in rows if row["type"] == type_.name}
        current = await type_.read(scope, own)
        for key, installed in own.items():
            now = current.get(key)
            action: Action = "remove" if now is None else "unchanged" if now == installed else "keep"
            parts.append(part_as_read(scope, Planned(type_.name, key, action, installed, now)))
    return parts


def validate(scope: Scope, name: str, content: bytes) -> Validated:
    """Raises 403, `bundle_…`."""
    scope.require(MANAGE)
    package, problems = read_package(name, content, scope.locale)
    if package is None:
        return Validated(None, None, {}, problems)
    manifest = package.manifest
    counts = {type_name: len(parts) for type_name, parts in package.parts.items() if parts}
    return Validated(manifest.name, manifest.version, counts, problems)


async def _changed_here(scope: Scope) -> dict[str, list[str]]:
    changed: dict[str, list[str]] = {}
    for type_ in TYPES:
        rows = {row["key"]: row for row in await queries.parts_of_type(scope, type_.name)}
        current = await type_.read(scope, rows)
        for key, row in rows.items():
            if current.get(key) != row["installed"]:
                changed.setdefault(row["package"], []).append(key)
    return changed


def _read(scope: Scope, row: Any, counts: dict[str, int], changed: int) -> PackageRead:
    manifest = row["manifest"]
    label, description = (
        Label.from_json(manifest[name]).in_locale(scope.locale) for name in ("label", "description")
    )
    return PackageRead(
        row["name"],
        row["version"],
        label,
        description,
        counts,
        changed,
        row["installed_at"],
        row["updated_at"],
    )
