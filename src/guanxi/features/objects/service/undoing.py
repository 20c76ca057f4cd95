"""Taking back a change of options, pipelines or custom fields, under the rules for changing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.features.objects.service.custom_fields import put_custom_fields
from guanxi.features.objects.service.custom_objects import put_object
from guanxi.features.objects.service.fields import put_field_labels
from guanxi.features.objects.service.options import put_options
from guanxi.features.objects.service.pipelines import put_pipelines
from guanxi.kernel.changes import Kept
from guanxi.kernel.changes.settings import (
    FIELDS,
    LABELS,
    OBJECT,
    PIPELINES,
    Merged,
    SettingsChange,
    key_of,
    label_as_json,
    settings_changes_of,
    take_back,
)
from guanxi.kernel.errors import Conflict, render
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.metadata.custom_fields import (
    custom_field_as_json,
    custom_field_from_json,
    option_as_json,
    option_from_json,
)
from guanxi.kernel.metadata.custom_objects import object_as_json
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.pipelines import pipeline_as_json, pipeline_from_json
from guanxi.kernel.tenancy import Scope

_MOST_NAMED = 5


async def take_back_settings(
    scope: Scope, change: SettingsChange, change_set_id: UUID
) -> tuple[bool, Kept | None]:
    """Whether anything was put back, and what somebody edited since. What is written belongs to the change-set that the scope
    joins. Raises 403, and 409 where records use what would go.
    """
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = await _subject_of(scope, change)
    merged = take_back(change, await _current(scope, definition, change.name))
    scope, written = await _put(scope, definition, change, merged, change_set_id)
    kept = None
    if merged.edited_since:
        name = _subject(scope, definition, change.name)
        kept = Kept(definition.name, change.subject, name, merged.edited_since, "edited_since")
    return written is not None, kept


async def describe_settings(scope: Scope, change_set_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What those of these change-sets that changed settings did, in the reader's language."""
    registry = await registry_of(scope)
    found = await settings_changes_of(scope, change_set_ids) if change_set_ids else {}
    return {
        change_set_id: " ".join(
            _described(scope, definition, change)
            for change in changes
            if (definition := registry.ever(change.object_number)) is not None
        )
        for change_set_id, changes in found.items()
    }


async def _subject_of(scope: Scope, change: SettingsChange) -> ObjectDef:
    """Raises 409 where the object of fields or options has been deleted; the object itself may come back by an undo."""
    registry = await registry_of(scope)
    definition = registry.ever(change.object_number)
    if definition is None or (change.name != OBJECT and definition.name not in registry):
        raise Conflict("settings_object_gone")
    return definition


def _described(scope: Scope, definition: ObjectDef, change: SettingsChange) -> str:
    key = key_of(change.name)
    before, after = ({item[key]: item for item in items} for items in (change.before, change.after))
    groups = {
        "added": [after[name] for name in after if name not in before],
        "removed": [before[name] for name in before if name not in after],
        "edited": [after[name] for name in after if name in before and before[name] != after[name]],
    }
    parts = [
        render(f"settings_{how}", {"items": _names(scope, items)}, scope.locale)
        for how, items in groups.items()
        if items
    ]
    separator = render("change_set_separator", {}, scope.locale)
    what = separator.join(parts) or render("settings_reordered", {}, scope.locale)
    subject = _subject(scope, definition, change.name)
    object_label = definition.label.in_locale(scope.locale)
    return render(
        "change_set_settings", {"object": object_label, "subject": subject, "what": what}, scope.locale
    )


def _names(scope: Scope, items: Sequence[Mapping[str, Any]]) -> str:
    names = [Label.from_json(item["label"]).in_locale(scope.locale) for item in items[:_MOST_NAMED]]
    more = "…" if len(items) > _MOST_NAMED else ""
    return render("change_set_separator", {}, scope.locale).join(names) + more


def _subject(scope: Scope, definition: ObjectDef, name: str) -> str:
    if name == PIPELINES:
        return render("settings_pipelines", {}, scope.locale)
    if name == OBJECT:
        return render("settings_object", {}, scope.locale)
    if name in (FIELDS, LABELS):
        return render("settings_fields", {}, scope.locale)
    field = definition.fields.get(name)
    return name if field is None else field.label.in_locale(scope.locale)


async def _current(scope: Scope, definition: ObjectDef, name: str) -> list[dict[str, Any]]:
    if name == OBJECT:
        return [object_as_json(definition)] if definition.name in await registry_of(scope) else []
    if name == LABELS:
        return [label_as_json(each) for each in definition.field_list if each.place is None]
    if name == PIPELINES:
        return [pipeline_as_json(each) for each in definition.pipelines]
    if name == FIELDS:
        return [custom_field_as_json(each) for each in definition.custom_fields]
    if name not in definition.fields:
        raise Conflict("settings_field_gone")
    return [option_as_json(each) for each in definition.fields[name].options]


async def _put(
    scope: Scope, definition: ObjectDef, change: SettingsChange, merged: Merged, undoes: UUID
) -> tuple[Scope, UUID | None]:
    if change.name == OBJECT:
        before, after = (next(iter(items), None) for items in (change.after, merged.items))
        if merged.edited_since:
            return scope, None
        return await put_object(scope, definition.number, before, after, undoes=undoes)
    if change.name == LABELS:
        labels = {item["name"]: item["label"] for item in merged.items}
        return await put_field_labels(scope, definition, labels, undoes=undoes)
    if change.name == PIPELINES:
        pipelines = [pipeline_from_json(each) for each in merged.items]
        return await put_pipelines(scope, definition, pipelines, undoes=undoes)
    if change.name == FIELDS:
        slots = {each.name: each.place.slot for each in definition.custom_fields if each.place is not None}
        fields = [custom_field_from_json(each, slots.get(each["name"])) for each in merged.items]
        return await put_custom_fields(scope, definition, fields, undoes=undoes)
    options = [option_from_json(each) for each in merged.items]
    return await put_options(scope, definition, definition.fields[change.name], options, undoes=undoes)
