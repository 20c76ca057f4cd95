"""Declaring, changing and removing definitions: checked, kept in history with before and after, taken back."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Text, Uuid, bindparam, delete, func, select

from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.db import prepare
from guanxi.kernel.definitions.kinds import B, Declared, Definition, Kind, kind_named
from guanxi.kernel.definitions.reading import NO_OBJECT, find_definition, read_by_id, read_named
from guanxi.kernel.definitions.tables import definition as table
from guanxi.kernel.errors import Conflict, Invalid, render
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata, next_version
from guanxi.kernel.tenancy import Scope

HISTORY = "definition"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")

_TENANT = table.c.tenant_id == bindparam("tenant_id", type_=BigInteger)
_COUNT = prepare(
    select(func.count()).select_from(table).where(_TENANT, table.c.kind == bindparam("kind", type_=Text))
)
_DELETE = prepare(delete(table).where(_TENANT, table.c.id == bindparam("id", type_=Uuid)))
_REPLACE = "ON CONFLICT (tenant_id, id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}"
    for name in ("object_id", "label", "active", "position", "body", "version", "updated_at", "updated_by")
)


async def declare(
    scope: Scope, kind: Kind[B], declared: Declared[B], *, seen: int | None = None, is_new: bool = False
) -> tuple[Scope, Definition[B], UUID | None]:
    """Makes it, or replaces the one of that name. Returns the scope that sees it, and the change-set unless nothing is different.

    `seen` is the version that the writer saw; `is_new` refuses to replace. Raises 409 `definition_changed`,
    `definition_name_taken`, `definitions_too_many`, 422 `definition_name_invalid`, `definition_too_large`, `definition_object`,
    and whatever the kind's own check finds.
    """
    scope = await lock_metadata(scope)
    current = await read_named(scope, kind, declared.name)
    if current is not None and is_new:
        raise Conflict("definition_name_taken", params={"name": declared.name})
    _require_version(current, seen, declared.name)
    if current is None:
        await _require_room(scope, kind, declared.name)
    await _check(scope, kind, declared)
    return await _write(scope, kind, current, declared, undoes=None)


async def remove(scope: Scope, kind: Kind[B], name: str, *, seen: int | None = None) -> tuple[Scope, UUID]:
    """The scope that no longer sees it, and the change-set. Raises 404, 409 `definition_changed`."""
    scope = await lock_metadata(scope)
    current = await find_definition(scope, kind, name)
    _require_version(current, seen, name)
    return await _remove(scope, kind, current, undoes=None)


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> tuple[Scope, UUID] | None:
    """As it was before; None where somebody changed it since. Raises what forbids it to be as it was."""
    scope = await lock_metadata(scope)
    kind = kind_named((change.after or change.before)["kind"])
    current = await read_by_id(scope, kind, change.subject)
    if (None if current is None else as_kept(kind, current)) != change.after:
        return None
    if change.before is None:
        assert current is not None
        return await _remove(scope, kind, current, undoes=undoes)
    declared = declared_from(kind, change.before)
    if current is None and await read_named(scope, kind, declared.name) is not None:
        return None
    await _check(scope, kind, declared)
    scope, _, change_set_id = await _write(scope, kind, current, declared, undoes=undoes, id_=change.subject)
    assert change_set_id is not None
    return scope, change_set_id


def describe_change(change: AdministrativeChange, locale: str) -> str:
    what = "changed" if change.before and change.after else "added" if change.after else "removed"
    kind = kind_named((change.after or change.before)["kind"])
    params = {"kind": kind.label.in_locale(locale), "name": _label(change).in_locale(locale)}
    return render(f"definition_history_{what}", params, locale)


def name_of_change(change: AdministrativeChange) -> str:
    return _label(change).en


def as_kept(kind: Kind[Any], declared: Declared[Any]) -> dict[str, Any]:
    """As history and packages hold it."""
    return {
        "kind": kind.name,
        "name": declared.name,
        "object": declared.object,
        "label": declared.label.as_json(),
        "active": declared.active,
        "position": declared.position,
        "body": msgspec.json.decode(msgspec.json.encode(declared.body)),
    }


def declared_from(kind: Kind[B], kept: dict[str, Any]) -> Declared[B]:
    return Declared(
        kept["name"],
        kept["object"],
        Label.from_json(kept["label"]),
        msgspec.convert(kept["body"], kind.body),
        kept["active"],
        kept["position"],
    )


async def _check(scope: Scope, kind: Kind[B], declared: Declared[B]) -> None:
    if not _NAME.fullmatch(declared.name):
        raise Invalid("definition_name_invalid", field="name", params={"name": declared.name[:80]})
    if (declared.object is not None) != kind.of_object:
        raise Invalid(
            "definition_object", field="object", params={"kind": kind.label.in_locale(scope.locale)}
        )
    registry = await registry_of(scope)
    if declared.object is not None:
        registry.object(declared.object)
    if len(msgspec.json.encode(declared.body)) > kind.most_bytes:
        raise Invalid("definition_too_large", field="body", params={"limit": kind.most_bytes})
    await kind.check(scope, registry, declared)


async def _write(
    scope: Scope,
    kind: Kind[B],
    current: Definition[B] | None,
    declared: Declared[B],
    *,
    undoes: UUID | None,
    id_: UUID | None = None,
) -> tuple[Scope, Definition[B], UUID | None]:
    before = None if current is None else as_kept(kind, current)
    after = as_kept(kind, declared)
    if current is not None and before == after:
        return scope, current, None
    written = Definition(
        declared.name,
        declared.object,
        declared.label,
        declared.body,
        declared.active,
        declared.position,
        id=current.id if current else id_ or new_id(),
        version=current.version + 1 if current else 1,
        updated_at=scope.now,
        updated_by=scope.actor.user_id,
    )
    registry = await registry_of(scope)
    number = NO_OBJECT if declared.object is None else registry.object(declared.object).number
    row = {
        "tenant_id": scope.tenant.id, "id": written.id, "kind": kind.name, "name": written.name, "object_id": number,
        "label": after["label"], "active": written.active, "position": written.position, "body": after["body"],
        "version": written.version, "created_at": scope.now, "updated_at": scope.now,
        "updated_by": written.updated_by,
    }  # fmt: skip
    await scope.tx.insert(table, [row], on_conflict=_REPLACE)
    change_set_id = await record_administration(scope, HISTORY, written.id, before, after, undoes=undoes)
    scope = await next_version(scope)
    await kind.moved(scope, current, written)
    return scope, written, change_set_id


async def _remove(
    scope: Scope, kind: Kind[B], current: Definition[B], *, undoes: UUID | None
) -> tuple[Scope, UUID]:
    await scope.tx.execute(_DELETE, {"tenant_id": scope.tenant.id, "id": current.id})
    kept = as_kept(kind, current)
    change_set_id = await record_administration(scope, HISTORY, current.id, kept, None, undoes=undoes)
    scope = await next_version(scope)
    await kind.moved(scope, current, None)
    return scope, change_set_id


async def _require_room(scope: Scope, kind: Kind[Any], name: str) -> None:
    count: int = await scope.tx.fetchval(_COUNT, {"tenant_id": scope.tenant.id, "kind": kind.name})
    if count >= kind.most:
        params = {"limit": kind.most, "kinds": kind.plural.in_locale(scope.locale)}
        raise Conflict("definitions_too_many", params=params)


def _require_version(current: Definition[Any] | None, seen: int | None, name: str) -> None:
    if seen is not None and (current is None or current.version != seen):
        raise Conflict("definition_changed", params={"name": name[:80]})


def _label(change: AdministrativeChange) -> Label:
    return Label.from_json((change.after or change.before)["label"])
