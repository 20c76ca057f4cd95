"""Changes of what a company's objects are like: written, kept in history with before and after, taken back.

They are change-sets of no record. A history row with the operation M holds the whole list before and after; lists are
compared item by item, so that taking one back leaves alone, and names, the items that somebody changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec
from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.history import record_change_set
from guanxi.kernel.changes.tables import audit_log
from guanxi.kernel.changes.undo import FIRST
from guanxi.kernel.db import prepare
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, Option, Pipeline
from guanxi.kernel.metadata import overlay_writes as overlays
from guanxi.kernel.metadata.custom_fields import custom_field_as_json, option_as_json
from guanxi.kernel.metadata.pipelines import pipeline_as_json
from guanxi.kernel.tenancy import Scope

METADATA = "M"
PIPELINES = "pipelines"
FIELDS = "custom fields"  # no field is called so
OBJECT = "object itself"
LABELS = "field labels"
_KEY_OF: Mapping[str, Literal["value", "key", "name"]] = {
    PIPELINES: "key",
    FIELDS: "name",
    OBJECT: "name",
    LABELS: "name",
}

_FIND = prepare(
    select(
        audit_log.c.id,
        audit_log.c.change_set_id,
        audit_log.c.object_id,
        audit_log.c.record_id,
        audit_log.c.diff,
    )
    .where(
        audit_log.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        audit_log.c.change_set_id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
        audit_log.c.op == METADATA,
    )
    .order_by(audit_log.c.id)
)


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """`name` is a choice field, whose options changed, or `PIPELINES`, `FIELDS`, `LABELS` (of standard fields) or `OBJECT`: the
    object itself, the only item of a list that is empty where there is none. Items are as they are kept, in order.
    """

    object_number: int
    subject: UUID
    name: str
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    history_id: UUID = FIRST  # its place in history


@dataclass(frozen=True, slots=True)
class Merged:
    items: list[dict[str, Any]]
    edited_since: tuple[str, ...]


async def replace_options(
    scope: Scope,
    definition: ObjectDef,
    field: Field,
    options: Sequence[Option],
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """The scope that sees the new options, and the change-set; None where nothing is different."""
    before = [option_as_json(each) for each in field.options]
    after = [option_as_json(each) for each in options]
    if before == after:
        return scope, None
    change_set_id = await _record(scope, definition, field.name, before, after, undoes)
    return await overlays.write_options(scope, definition, field, options), change_set_id


async def replace_pipelines(
    scope: Scope, definition: ObjectDef, pipelines: Sequence[Pipeline], *, undoes: UUID | None = None
) -> tuple[Scope, UUID | None]:
    """As `replace_options`."""
    before = [pipeline_as_json(each) for each in definition.pipelines]
    after = [pipeline_as_json(each) for each in pipelines]
    if before == after:
        return scope, None
    change_set_id = await _record(scope, definition, PIPELINES, before, after, undoes)
    return await overlays.write_pipelines(scope, definition, pipelines), change_set_id


async def replace_custom_fields(
    scope: Scope, definition: ObjectDef, fields: Sequence[Field], *, undoes: UUID | None = None
) -> tuple[Scope, UUID | None]:
    """As `replace_options`. Fields left out are deleted, and may come back."""
    before = [custom_field_as_json(each) for each in definition.custom_fields]
    after = [custom_field_as_json(each) for each in fields]
    if before == after:
        return scope, None
    change_set_id = await _record(scope, definition, FIELDS, before, after, undoes)
    return await overlays.write_custom_fields(scope, definition, before, after), change_set_id


async def replace_object(
    scope: Scope,
    number: int,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """As `replace_options`: an object as by `object_as_json`, None where there is none. One that goes can be restored."""
    if before == after:
        return scope, None
    old, new = ([] if each is None else [dict(each)] for each in (before, after))
    subject = Subject((after or before or {})["name"], number)
    change_set_id = await _record(scope, subject, OBJECT, old, new, undoes)
    if after is None:
        return await overlays.delete_object(scope, number), change_set_id
    return await overlays.write_object(scope, number, after), change_set_id


async def replace_field_labels(
    scope: Scope,
    definition: ObjectDef,
    labels: Mapping[str, Mapping[str, str]],
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """As `replace_options`: other labels for some standard fields, by their names."""
    fields = [
        each
        for each in definition.field_list
        if labels.get(each.name, each.label.as_json()) != each.label.as_json()
    ]
    if not fields:
        return scope, None
    before = [label_as_json(each) for each in fields]
    after = [{"name": each.name, "label": dict(labels[each.name])} for each in fields]
    change_set_id = await _record(scope, definition, LABELS, before, after, undoes)
    changed = [labels[each.name] for each in fields]
    return await overlays.write_field_labels(scope, definition, fields, changed), change_set_id


def label_as_json(field: Field) -> dict[str, Any]:
    return {"name": field.name, "label": field.label.as_json()}


async def settings_changes_of(
    scope: Scope, change_set_ids: Sequence[UUID]
) -> dict[UUID, list[SettingsChange]]:
    """What each of these change-sets changed of the settings; those that changed records only are left out."""
    found: dict[UUID, list[SettingsChange]] = {}
    params = {"tenant_id": scope.tenant.id, "ids": list(change_set_ids)}
    for row in await scope.tx.fetch(_FIND, params):
        for name, (before, after) in row["diff"].items():
            change = SettingsChange(row["object_id"], row["record_id"], name, before, after, row["id"])
            found.setdefault(row["change_set_id"], []).append(change)
    return found


def take_back(change: SettingsChange, current: Sequence[Mapping[str, Any]]) -> Merged:
    """The list as it would be without this change. Items that are no longer as it left them stay as they are."""
    key = key_of(change.name)
    before = {item[key]: item for item in change.before}
    after = {item[key]: item for item in change.after}
    items = {item[key]: dict(item) for item in current}
    touched = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    edited = [name for name in touched if items.get(name) != after.get(name)]
    order = list(before) if list(items) == list(after) else list(items)
    for name in touched:
        if name in edited:
            continue
        if name in before:
            items[name] = before[name]
        else:
            del items[name]
    place = {name: at for at, name in enumerate(order)}
    return Merged(
        [items[name] for name in sorted(items, key=lambda name: place.get(name, len(place)))], tuple(edited)
    )


def key_of(name: str) -> str:
    """Which part of an item tells it from the others."""
    return _KEY_OF.get(name, "value")


@dataclass(frozen=True, slots=True)
class Subject:
    """An object by its name and number, whether it exists or not."""

    name: str
    number: int


async def _record(
    scope: Scope,
    definition: ObjectDef | Subject,
    name: str,
    before: list[Any],
    after: list[Any],
    undoes: UUID | None,
) -> UUID:
    change_set_id = scope.joins or new_id()
    source = scope.source if undoes is None else "undo"
    async with elevated(scope):
        await record_change_set(scope, change_set_id, [], source, None, undoes)
        history = {
            "tenant_id": scope.tenant.id, "actor_id": scope.actor.user_id, "at": scope.now, "id": new_id(),
            "object_id": definition.number, "record_id": uuid5(NAMESPACE_OID, f"{definition.name}.{name}"),
            "source": source, "change_set_id": change_set_id, "op": METADATA, "version": 0,
            "diff": msgspec.json.encode({name: [before, after]}).decode(),
        }  # fmt: skip
        await scope.tx.insert(audit_log, [history])
    return change_set_id
