"""Fields that administrators add to an object, change, delete and bring back: at once, without touching the table."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import UNSET

from guanxi.edge.invalidations import announce
from guanxi.features.objects import queries
from guanxi.features.objects.schemas import (
    DefinitionUse,
    DeletedField,
    FieldChange,
    FieldMeta,
    FieldUses,
    NewField,
)
from guanxi.features.objects.service import indexing, numbering, rollups, searching, uniqueness
from guanxi.features.objects.service.dependencies import require_nothing_depends
from guanxi.features.objects.service.descriptions import describe_field
from guanxi.features.objects.service.details import follow_details
from guanxi.features.objects.service.field_definitions import changed_field, new_field
from guanxi.features.objects.service.field_names import proposed_name
from guanxi.features.objects.service.formulas import require_sound_formulas
from guanxi.features.objects.service.labels import label_of
from guanxi.features.objects.service.option_uses import require_unused
from guanxi.features.objects.service.pipeline_uses import PIPELINE, pipeline_uses
from guanxi.features.objects.service.rollups import require_sound_rollups
from guanxi.features.views import facade as views
from guanxi.kernel import definitions
from guanxi.kernel.changes.settings import replace_custom_fields
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.metadata import Field, Label, ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.custom_fields import custom_field_from_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.permissions import rules_of
from guanxi.kernel.tenancy import Scope

MOST_FIELDS = 500  # custom ones of an object
MOST_IN_ALL = 5_000  # of a company: whoever opens the application reads what all its objects are like
MOST_NAMED = 10  # in one sentence


async def create_field(scope: Scope, object_name: str, data: NewField) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set. Raises 403, 404, 409 `field_name_taken`, `fields_too_many`, and as `new_field` and `give_slot` do."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    registry = await registry_of(scope)
    definition = registry.object(object_name)
    _require_room(registry, definition)
    known = await queries.custom_fields_ever(scope, definition)
    taken = {*definition.fields, *(row["api_name"] for row in known)}
    label = label_of(scope, data.label, None, "label")
    name = data.name or proposed_name(label, taken)
    if name in taken:
        raise Conflict("field_name_taken", params={"name": name})
    number = 1 + max((row["field_id"] for row in known), default=0)
    field = new_field(scope, registry, definition, data, name, label, number)
    scope, change_set_id = await put_custom_fields(
        scope, definition, [*definition.custom_fields, field], fresh=True
    )
    if data.indexed:
        scope = await indexing.start(scope, *await find(scope, object_name, name))
    return await _described(scope, object_name, name), change_set_id


async def change_custom_field(
    scope: Scope, definition: ObjectDef, field: Field, data: FieldChange
) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set; none where only the index changed. `scope` has locked metadata. Raises as `create_field`, and 409 `options_in_use`."""
    changed = changed_field(scope, await registry_of(scope), definition, field, data)
    fields = [changed if each.name == field.name else each for each in definition.custom_fields]
    scope, change_set_id = await put_custom_fields(scope, definition, fields)
    if data.indexed is not UNSET:
        turn = indexing.start if data.indexed else indexing.stop
        scope = await turn(scope, *await find(scope, definition.name, field.name))
    return await _described(scope, definition.name, field.name), change_set_id


async def delete_field(scope: Scope, object_name: str, field_name: str) -> UUID | None:
    """The change-set. Values stay, out of sight, until the field is restored. Raises 403, 404, 409 `field_in_rules`, `field_in_definitions`, 422 `field_standard`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition, field = await find(scope, object_name, field_name)
    if field.role is not None:
        raise Invalid("pipeline_fields", params={"fields": field.label.in_locale(scope.locale)})
    require_nothing_depends(scope, definition, field)
    await require_no_users(scope, definition, [field_name])
    _, change_set_id = await put_custom_fields(
        scope, definition, [each for each in definition.custom_fields if each is not field]
    )
    return change_set_id


async def require_no_users(
    scope: Scope, definition: ObjectDef, names: Sequence[str], *, with_pipelines: bool = False
) -> None:
    """`with_pipelines`: those of the object go too. Raises 409 `field_in_rules`, `field_in_definitions`."""
    sharing = [
        rule.name for rule in await rules_of(scope, definition.name) if not rule.reads.isdisjoint(names)
    ]
    if sharing:
        raise Conflict("field_in_rules", params={"rules": ", ".join(sharing)})
    uses = [each for name in names for each in await definition_uses(scope, definition.name, name)]
    if with_pipelines:
        uses = [each for each in uses if (each.kind, each.object) != (PIPELINE, definition.name)]
    holding = dict.fromkeys(f"{each.kind_label} “{each.label}”" for each in uses if each.holds)
    if holding:
        raise Conflict("field_in_definitions", params={"definitions": "; ".join(list(holding)[:MOST_NAMED])})


async def restore_field(scope: Scope, object_name: str, field_name: str) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set. Raises 403, 404, 409 `fields_too_many`, `field_target_deleted`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    registry = await registry_of(scope)
    definition = registry.object(object_name)
    _require_room(registry, definition)
    kept = await queries.deleted_field(scope, definition, field_name)
    if kept is None:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    field = custom_field_from_json(kept["definition"])
    if field.pointed_at and not any(target in registry for target in field.pointed_at):
        raise Conflict("field_target_deleted")
    scope, change_set_id = await put_custom_fields(scope, definition, [*definition.custom_fields, field])
    return await _described(scope, object_name, field_name), change_set_id


async def list_deleted(scope: Scope, object_name: str) -> list[DeletedField]:
    """The latest first."""
    scope.require("company.manage")
    definition = (await registry_of(scope)).object(object_name)
    rows = await queries.deleted_fields(scope, definition)
    return [
        DeletedField(
            row["api_name"],
            Label.from_json(row["definition"]["label"]).in_locale(scope.locale),
            row["type"],
            row["deleted_at"],
        )
        for row in rows
    ]


async def uses_of(scope: Scope, object_name: str, field_name: str) -> FieldUses:
    scope.require("company.manage")
    definition, field = await find(scope, object_name, field_name)
    return FieldUses(
        await queries.count_values(scope, definition, field),
        await views.names_of_views_with(scope, object_name, field_name),
        [rule.name for rule in await rules_of(scope, object_name) if field_name in rule.reads],
        await definition_uses(scope, object_name, field_name),
    )


async def definition_uses(
    scope: Scope, object_name: str, field_name: str | None = None
) -> list[DefinitionUse]:
    """Of a field, or of any part of an object."""
    return [
        DefinitionUse(
            each.kind,
            each.kind_label.in_locale(scope.locale),
            each.name,
            each.label.in_locale(scope.locale),
            each.object,
            each.holds,
        )
        for each in await definitions.uses_of(scope, object_name, field_name)
    ] + pipeline_uses(scope, await registry_of(scope), object_name, field_name)


async def put_custom_fields(
    scope: Scope,
    definition: ObjectDef,
    fields: Sequence[Field],
    *,
    undoes: UUID | None = None,
    fresh: bool = False,
) -> tuple[Scope, UUID | None]:
    """The scope that sees them, and the change-set. `fresh` where records cannot have values in those that are added.

    Raises 409 `options_in_use`, and as `require_sound_formulas`.
    """
    for field in fields:
        before = definition.fields.get(field.name)
        if before is None or before.role is not None or before.options == field.options:
            continue
        if _same_values(before, field):
            await require_unused(scope, definition, before, field.options)
    fields = await indexing.release(scope, definition, fields)
    scope, change_set_id = await replace_custom_fields(scope, definition, fields, undoes=undoes)
    await require_sound_formulas(scope, definition)
    await require_sound_rollups(scope, definition)
    known = {each.name for each in definition.custom_fields}
    for field in fields:
        if field.rollup is not None and field.name not in known:
            await rollups.fill(scope, definition, field)
    changed = (await registry_of(scope)).object(definition.name)
    if definition.master_field is not None or changed.master_field is not None:
        await follow_details(scope, definition, changed)
    kept = {field.name: field for field in fields}
    for name in {*kept, *(each.name for each in definition.custom_fields)}:
        before, after = definition.field(name), kept.get(name)
        new = fresh and before is None
        await uniqueness.follow(scope, definition, before, after, fresh=new)
        await searching.follow(scope, definition, before, after, fresh=new)
        await numbering.follow(scope, definition, before, after)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


def _same_values(before: Field, after: Field) -> bool:
    """Not those of a field that becomes one of another type."""
    return before.place is None or after.place is None or before.place.key == after.place.key


def _require_room(registry: Registry, definition: ObjectDef) -> None:
    if len(definition.custom_fields) >= MOST_FIELDS:
        raise Conflict("fields_too_many", params={"limit": MOST_FIELDS})
    if sum(len(each.custom_fields) for each in registry) >= MOST_IN_ALL:
        raise Conflict("fields_too_many_in_all", params={"limit": MOST_IN_ALL})


async def find(scope: Scope, object_name: str, field_name: str) -> tuple[ObjectDef, Field]:
    """A custom field. Raises 404, and 422 `field_standard`."""
    definition = (await registry_of(scope)).object(object_name)
    field = definition.field(field_name)
    if field is None:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    if field.place is None:
        raise Invalid("field_standard", params={"field": field.label.in_locale(scope.locale)})
    return definition, field


async def _described(scope: Scope, object_name: str, field_name: str) -> FieldMeta:
    _, field = await find(scope, object_name, field_name)
    return describe_field(scope, field)
