"""Installing and upgrading: everything in one transaction and one change-set, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from guanxi.features.packages import queries
from guanxi.features.packages.schemas import Installed, Plan
from guanxi.features.packages.service import history
from guanxi.features.packages.service.format import Manifest
from guanxi.features.packages.service.parts import BY_NAME, TYPES, Body, Key
from guanxi.features.packages.service.parts.part import PartRefused
from guanxi.features.packages.service.planning import Planned, Take, as_read, plan
from guanxi.features.packages.service.reading import Package, require_package
from guanxi.features.packages.service.samples import write_samples
from guanxi.kernel.errors import Invalid, render
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
SOURCE = "package"


async def preview(scope: Scope, name: str, content: bytes, take: Take) -> Plan:
    """Raises 403, `bundle_…`, 422 `package_invalid`, and as `plan`."""
    scope.require(MANAGE)
    package = require_package(name, content, scope.locale)
    planned = await plan(scope, package, take)
    return as_read(scope, package, await _installed_version(scope, package), planned)


async def install(scope: Scope, name: str, content: bytes, take: Take, *, samples: bool) -> Installed:
    """A new package, or another version of one that is there. Raises as `preview`, 422 `package_part_refused` with the place
    in the package's files, and whatever the writing of samples is refused for.
    """
    scope.require(MANAGE)
    package = require_package(name, content, scope.locale)
    scope = await lock_metadata(begun(scope, package.manifest))
    installed = await _installed_version(scope, package)
    planned = await plan(scope, package, take)
    before = await history.as_kept(scope, package.manifest.name)
    scope = await _write(scope, package, planned)
    scope = await _take_away(scope, planned)
    await _remember(scope, package, planned)
    written = await write_samples(scope, package) if samples else 0
    after = await history.as_kept(scope, package.manifest.name)
    if before != after:
        await history.record(scope, package.manifest.name, before, after)
    done = before != after or written > 0
    return Installed(scope.joins if done else None, as_read(scope, package, installed, planned))


def begun(scope: Scope, manifest: Manifest) -> Scope:
    """Everything written under the scope returned is one change-set."""
    return replace(scope, joins=new_id(), source=SOURCE, reason=f"{manifest.name} {manifest.version}")


async def _write(scope: Scope, package: Package, planned: Sequence[Planned]) -> Scope:
    for type_ in TYPES:
        bodies = {
            each.key: each.after for each in planned if each.type == type_.name and each.after is not None
        }
        if not bodies:
            continue
        try:
            scope = await type_.write(scope, bodies)
        except PartRefused as refused:
            raise _told(scope, package, type_.name, refused) from None
    return scope


async def _take_away(scope: Scope, planned: Sequence[Planned]) -> Scope:
    for type_ in reversed(TYPES):
        keys = [each.key for each in planned if each.type == type_.name and each.action == "remove"]
        if keys:
            scope = await type_.remove(scope, keys)
    return scope


async def _remember(scope: Scope, package: Package, planned: Sequence[Planned]) -> None:
    manifest = package.manifest
    await queries.keep_package(
        scope,
        {
            "name": manifest.name,
            "version": manifest.version,
            "manifest": history.manifest_as_kept(manifest),
            "installed_at": scope.now,
            "updated_at": scope.now,
            "updated_by": scope.actor.user_id,
        },
    )
    for type_name, type_ in BY_NAME.items():
        wanted: Mapping[Key, Body] = package.parts[type_name]
        current = await type_.read(scope, wanted.keys())
        written = {each.key for each in planned if each.type == type_name and each.after is not None}
        known = {row["key"]: row["installed"] for row in await queries.parts_of_type(scope, type_name)}
        rows: list[dict[str, Any]] = [
            {
                "type": type_name,
                "key": key,
                "package": manifest.name,
                "declared": body,
                # What the company changed itself stays its own doing at the next upgrade.
                "installed": current.get(key, body)
                if key in written
                else known.get(key, current.get(key, body)),
            }
            for key, body in wanted.items()
        ]
        if rows:
            await queries.keep_parts(scope, rows)
        gone = [each.key for each in planned if each.type == type_name and each.key not in wanted]
        if gone:
            await queries.forget_parts(scope, type_name, gone)


async def _installed_version(scope: Scope, package: Package) -> str | None:
    row = await queries.find_package(scope, package.manifest.name)
    return None if row is None else str(row["version"])


def _told(scope: Scope, package: Package, type_name: str, refused: PartRefused) -> Invalid:
    problem = refused.problem
    detail = render(problem.code, problem.params, scope.locale)
    place = package.place_of(type_name, refused.key) or ""
    return Invalid(
        "package_part_refused",
        field=f"{type_name}.{refused.key}",
        params={"place": place, "key": refused.key, "reason": detail},
    )
