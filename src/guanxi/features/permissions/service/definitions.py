"""What a definition may say: known objects, verbs, fields and areas; titles stay visible; nothing without `read`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from guanxi.features.permissions.schemas import Definition, SetWarning
from guanxi.kernel.errors import FieldError, Invalid, render
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.rights import AREAS, HIDDEN, OTHERS, READ, RECORD_VERBS, rights_from


def checked(scope: Scope, registry: Registry, definition: Definition) -> dict[str, Any]:
    """The definition as it is kept. Raises 422 `rights_invalid`, naming every part that cannot be."""
    errors = [
        *_wrong_verbs(registry, definition.objects),
        *_wrong_fields(scope, registry, definition.fields),
        *(
            FieldError("definition.areas", "rights_area_unknown", {"area": area})
            for area in definition.areas
            if area not in AREAS
        ),
    ]
    if errors:
        raise Invalid("rights_invalid", field="definition", errors=errors)
    return ordered(definition.objects, definition.fields, definition.areas)


def ordered(
    objects: Mapping[str, Collection[str]],
    fields: Mapping[str, Mapping[str, str]],
    areas: Collection[str],
) -> dict[str, Any]:
    """The parts of a definition in the one order in which they are kept."""
    return {
        "objects": {
            name: [verb for verb in RECORD_VERBS if verb in verbs] for name, verbs in sorted(objects.items())
        },
        "fields": {name: dict(sorted(limits.items())) for name, limits in sorted(fields.items()) if limits},
        "areas": [area for area in AREAS if area in areas],
    }


def shown(registry: Registry, kept: Mapping[str, Any]) -> Definition:
    """Without what has gone since: objects and fields that are no more."""
    return Definition(
        objects={
            name: [verb for verb in RECORD_VERBS if verb in verbs]
            for name, verbs in kept.get("objects", {}).items()
            if name == OTHERS or name in registry
        },
        fields={
            name: {each: limit for each, limit in limits.items() if registry.object(name).field(each)}
            for name, limits in kept.get("fields", {}).items()
            if name in registry
        },
        areas=[area for area in AREAS if area in kept.get("areas", ())],
    )


def with_rights_to_deleted(
    registry: Registry, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The definition `after`, with what `before` said of objects that are deleted now: restored they are as limited as they
    were.
    """
    parts = {
        part: {name: each for name, each in before.get(part, {}).items() if name in registry.deleted}
        for part in ("objects", "fields")
    }
    return {**after, **{part: dict(sorted({**after[part], **kept}.items())) for part, kept in parts.items()}}


def warnings_of(scope: Scope, registry: Registry, kept: Mapping[str, Any]) -> list[SetWarning]:
    """Where somebody may create records and cannot fill what they need, unless another set helps."""
    rights = rights_from(kept)
    return [
        _warning(scope, definition, field)
        for definition in registry
        if "create" in rights.verbs(definition.name)
        for field in definition.field_list
        if field.required and field.default is None and not field.read_only
        if rights.reach(definition.name, field.name) != "edit"
    ]


def _wrong_verbs(registry: Registry, objects: Mapping[str, list[str]]) -> Iterator[FieldError]:
    for name, verbs in objects.items():
        place = f"definition.objects.{name}"
        if name != OTHERS and name not in registry:
            yield FieldError(place, "rights_object_unknown", {"object": name})
            continue
        for verb in verbs:
            if verb not in RECORD_VERBS:
                yield FieldError(place, "rights_verb_unknown", {"verb": verb})
        if verbs and "read" not in verbs:
            yield FieldError(place, "rights_without_read", {"object": name})


def _wrong_fields(
    scope: Scope, registry: Registry, fields: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldError]:
    for name, limits in fields.items():
        if name not in registry:
            yield FieldError(f"definition.fields.{name}", "rights_object_unknown", {"object": name})
            continue
        definition = registry.object(name)
        for each, limit in limits.items():
            place, field = f"definition.fields.{name}.{each}", definition.field(each)
            if field is None:
                yield FieldError(place, "rights_field_unknown", {"field": each, "object": name})
            elif limit not in (HIDDEN, READ):
                yield FieldError(place, "rights_limit_unknown", {"limit": limit})
            elif limit == HIDDEN and each in (definition.title_field, "name"):
                label = field.label.in_locale(scope.locale)
                yield FieldError(place, "rights_title_hidden", {"field": label})


def _warning(scope: Scope, definition: ObjectDef, field: Field) -> SetWarning:
    labels = {
        "object": definition.label.in_locale(scope.locale),
        "field": field.label.in_locale(scope.locale),
    }
    code = "rights_required_field"
    return SetWarning(definition.name, field.name, code, render(code, labels, scope.locale))
