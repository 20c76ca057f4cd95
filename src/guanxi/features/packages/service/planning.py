"""What an installation would do: three sides are compared, part by part and name by name.

The package's side changed where it says something else than the version that is installed; the company's side where it is no longer
as that version left it. What only one side changed is taken. What both did is a conflict, which `take` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guanxi.features.packages import queries
from guanxi.features.packages.schemas import Action, Plan, PlannedPart
from guanxi.features.packages.service.parts import BY_NAME, TYPES, Body, Key
from guanxi.features.packages.service.reading import Package
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.tenancy import Scope

Take = Literal["mine", "package"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a part that a package brought."""

    package: str
    declared: Body
    installed: Body


@dataclass(frozen=True, slots=True)
class Planned:
    """`after` is what will be written; None where the part goes, or stays as it is."""

    type: str
    key: Key
    action: Action
    before: Body | None
    after: Body | None
    fields: tuple[str, ...] = ()


async def plan(scope: Scope, package: Package, take: Take) -> tuple[Planned, ...]:
    """In the order of doing: what is written, then what goes. Raises 409 `package_part_taken`, 422 `package_older`, `package_required`."""
    await _require_room(scope, package)
    steps: list[Planned] = []
    gone: list[Planned] = []
    for type_ in TYPES:
        wanted = package.parts[type_.name]
        kept = await _kept(scope, type_.name)
        own = {key: part for key, part in kept.items() if part.package == package.manifest.name}
        current = await type_.read(scope, {*wanted, *own})
        for key, body in wanted.items():
            if key in kept and kept[key].package != package.manifest.name:
                raise Conflict("package_part_taken", params={"key": key, "package": kept[key].package})
            steps.append(_step(type_.name, key, body, current.get(key), own.get(key), take))
        for key in reversed([key for key in own if key not in wanted]):
            gone.append(leaving(type_.name, key, current.get(key), own[key], take))
    return (*steps, *reversed(gone))


def _step(
    type_name: str, key: Key, wanted: Body, current: Body | None, kept: Kept | None, take: Take
) -> Planned:
    if current is None:
        if kept is not None and kept.declared == wanted and take == "mine":
            return Planned(type_name, key, "keep", None, None)  # The company took it away.
        return Planned(type_name, key, "add", None, wanted)
    if current == wanted:
        return Planned(type_name, key, "unchanged", current, None)
    if kept is None:
        fields = _different(current, wanted)
        after = wanted if take == "package" else None
        return Planned(type_name, key, "conflict", current, after, fields)
    return _merged(type_name, key, wanted, current, kept, take)


def _merged(type_name: str, key: Key, wanted: Body, current: Body, kept: Kept, take: Take) -> Planned:
    after: Body = {}
    both: list[str] = []
    for name in dict.fromkeys((*current, *wanted)):
        theirs = wanted.get(name) != kept.declared.get(name)
        ours = current.get(name) != kept.installed.get(name)
        if theirs and ours and wanted.get(name) != current.get(name):
            both.append(name)
        takes_theirs = theirs and (not ours or take == "package")
        source: Mapping[str, Any] = wanted if takes_theirs else current
        if name in source:
            after[name] = source[name]
    fields = tuple(both) or _different(current, after)
    if both:
        return Planned(type_name, key, "conflict", current, after if after != current else None, fields)
    if after == current:
        return Planned(type_name, key, "keep" if current != kept.installed else "unchanged", current, None)
    return Planned(type_name, key, "change", current, after, fields)


def leaving(type_name: str, key: Key, current: Body | None, kept: Kept, take: Take) -> Planned:
    """No longer in the package: it goes, unless the company made it its own."""
    if current is None:
        return Planned(type_name, key, "unchanged", None, None)
    if current != kept.installed and take == "mine":
        return Planned(type_name, key, "keep", current, None, _different(current, kept.installed))
    return Planned(type_name, key, "remove", current, None)


async def _require_room(scope: Scope, package: Package) -> None:
    manifest = package.manifest
    versions = await queries.versions(scope)
    current = versions.get(manifest.name)
    if current is not None and _numbers(manifest.version) < _numbers(current):
        raise Invalid("package_older", params={"version": manifest.version, "installed": current})
    for name, least in manifest.requires.items():
        if name not in versions or _numbers(versions[name]) < _numbers(least):
            raise Invalid("package_required", params={"package": name[:80], "version": least})


async def _kept(scope: Scope, type_name: str) -> dict[Key, Kept]:
    rows = await queries.parts_of_type(scope, type_name)
    return {row["key"]: Kept(row["package"], row["declared"], row["installed"]) for row in rows}


def as_read(scope: Scope, package: Package, installed: str | None, planned: tuple[Planned, ...]) -> Plan:
    return Plan(
        package.manifest.name,
        package.manifest.version,
        installed,
        [part_as_read(scope, each) for each in planned],
        dict(Counter(each.action for each in planned)),
        sum(len(each.records) for each in package.samples),
    )


def part_as_read(scope: Scope, part: Planned) -> PlannedPart:
    body = part.after or part.before
    label = part.key if body is None else BY_NAME[part.type].label_of(body).in_locale(scope.locale)
    return PlannedPart(part.type, part.key, label, part.action, part.before, part.after, list(part.fields))


def _different(left: Body, right: Body) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*left, *right)) if left.get(name) != right.get(name))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in version.split("."))
