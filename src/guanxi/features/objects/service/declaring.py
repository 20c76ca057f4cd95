"""Fields as packages declare them: many at once, made, changed or brought back, whichever it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from guanxi.features.objects import queries
from guanxi.features.objects.schemas import NewField, RollupText
from guanxi.features.objects.service import indexing
from guanxi.features.objects.service.custom_fields import (
    MOST_FIELDS,
    MOST_IN_ALL,
    definition_uses,
    put_custom_fields,
)
from guanxi.features.objects.service.field_definitions import new_field
from guanxi.features.objects.service.labels import label_of
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.custom_fields import custom_field_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope


async def declared_fields(scope: Scope, object_name: str) -> dict[str, NewField]:
    """The custom fields of an object as they could be declared again, in their order; those that belong to pipelines come with
    them.
    """
    definition = (await registry_of(scope)).object(object_name)
    return {each.name: _declared(each) for each in definition.custom_fields if each.role is None}


async def declare_fields(scope: Scope, object_name: str, wanted: Mapping[str, NewField]) -> Scope:
    """The scope that sees them. What a field's declaration leaves out is as by default, not as it was.

    A field that was deleted comes back with its values. Raises 409 `fields_too_many`, `field_type_differs`, and as `new_field`,
    `put_custom_fields` and `give_slot` do.
    """
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    registry = await registry_of(scope)
    before = registry.object(object_name)
    ever = {row["api_name"]: row for row in await queries.custom_fields_ever(scope, before)}
    last = max((row["field_id"] for row in ever.values()), default=0)
    definition = before
    for name, data in wanted.items():
        number = ever[name]["field_id"] if name in ever else (last := last + 1)
        if name in ever and ever[name]["type"] != data.type:
            raise Conflict(
                "field_type_differs", field=name, params={"name": name, "type": ever[name]["type"]}
            )
        label = label_of(scope, data.label, None, f"{name}.label")
        field = new_field(scope, registry, definition, data, name, label, number)
        definition = _with(definition, field)
        registry = registry.with_objects({object_name: definition})
    if len(definition.custom_fields) > MOST_FIELDS:
        raise Conflict("fields_too_many", params={"limit": MOST_FIELDS})
    if sum(len(each.custom_fields) for each in registry) > MOST_IN_ALL:
        raise Conflict("fields_too_many_in_all", params={"limit": MOST_IN_ALL})
    scope, _ = await put_custom_fields(scope, before, definition.custom_fields)
    for name, data in wanted.items():
        if data.indexed:
            found = (await registry_of(scope)).object(object_name)
            scope = await indexing.start(scope, found, found.fields[name])
    return scope


async def remove_fields(scope: Scope, object_name: str, names: Collection[str]) -> Scope:
    """Of those that are there. Raises 409 `field_in_definitions` naming what needs one of them."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    for name in names:
        holding = [each for each in await definition_uses(scope, object_name, name) if each.holds]
        if holding:
            named = "; ".join(f"{each.kind_label} “{each.label}”" for each in holding)
            raise Conflict("field_in_definitions", field=name, params={"definitions": named})
    kept = [each for each in definition.custom_fields if each.name not in names]
    return (await put_custom_fields(scope, definition, kept))[0]


def _declared(field: Field) -> NewField:
    kept: dict[str, Any] = custom_field_as_json(field)
    known = {each.encode_name for each in msgspec.structs.fields(NewField)}
    given = {name: value for name, value in kept.items() if name in known}
    if field.formula is not None:
        given["formula"] = field.formula.text
    if field.rollup is not None:
        given["rollup"] = {name: given["rollup"].get(name) for name in RollupText.__struct_fields__}
    if field.place is not None and field.place.slot is not None:
        given["indexed"] = True
    return msgspec.convert(given, NewField)


def _with(definition: ObjectDef, field: Field) -> ObjectDef:
    """In the place of the one of its name, or after the others. It keeps its index."""
    current = definition.field(field.name)
    if current is None:
        return definition.with_custom_fields([field])
    if current.place is None or field.place is None:
        raise Invalid("field_standard", field=field.name, params={"field": field.name})
    return definition.with_fields({field.name: replace(field, place=current.place)})
