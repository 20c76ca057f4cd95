"""Installed packages as they stand in the company's history, and how an installation is taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from guanxi.features.packages import queries
from guanxi.features.packages.service.format import Manifest
from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

KIND = "package"


async def as_kept(scope: Scope, name: str) -> dict[str, Any] | None:
    """The package with what it brought; None where it is not installed."""
    row = await queries.find_package(scope, name)
    if row is None:
        return None
    parts = [
        {field: part[field] for field in ("type", "key", "declared", "installed")}
        for part in await queries.parts_of(scope, name)
    ]
    parts.sort(key=lambda part: (part["type"], part["key"]))
    return {
        "name": name,
        "version": row["version"],
        "manifest": row["manifest"],
        "installed_at": row["installed_at"].isoformat(),
        "parts": parts,
    }


async def record(scope: Scope, name: str, before: Any, after: Any, *, undoes: UUID | None = None) -> UUID:
    return await record_administration(scope, KIND, _subject(name), before, after, undoes=undoes)


def manifest_as_kept(manifest: Manifest) -> dict[str, Any]:
    kept: dict[str, Any] = msgspec.to_builtins(manifest)
    for name in ("label", "description"):
        kept[name] = Label.from_json(kept[name]).as_json()
    return kept


def describe(change: AdministrativeChange, locale: str) -> str:
    before, after = change.before, change.after
    params = {"name": name_of(change, locale), "version": (after or before)["version"]}
    if before is None or after is None:
        return render(f"package_history_{'installed' if after else 'removed'}", params, locale)
    return render("package_history_upgraded", params | {"from": before["version"]}, locale)


def name_of(change: AdministrativeChange, locale: str = "en") -> str:
    kept = change.after or change.before
    return Label.from_json(kept["manifest"]["label"]).in_locale(locale)


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    """What the company knows of the package; its parts are taken back for themselves."""
    name = (change.after or change.before)["name"]
    current = await as_kept(scope, name)
    if current != change.after:
        return None
    if current is not None:
        await queries.forget_package(scope, name)
    if change.before is not None:
        await _put(scope, change.before)
    return await record(scope, name, current, change.before, undoes=undoes)


async def _put(scope: Scope, kept: dict[str, Any]) -> None:
    await queries.keep_package(
        scope,
        {
            "name": kept["name"],
            "version": kept["version"],
            "manifest": kept["manifest"],
            "installed_at": datetime.fromisoformat(kept["installed_at"]),
            "updated_at": scope.now,
            "updated_by": scope.actor.user_id,
        },
    )
    rows = [{**part, "package": kept["name"]} for part in kept["parts"]]
    if rows:
        await queries.keep_parts(scope, rows)


def _subject(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"package.{name}")
