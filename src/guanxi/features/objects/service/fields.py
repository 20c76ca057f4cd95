"""Changing a field: a custom one in all it is, one that is part of Guanxi in its options and its label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from msgspec import UNSET, structs

from guanxi.edge.invalidations import announce
from guanxi.features.objects.schemas import FieldChange, FieldMeta, LabelText
from guanxi.features.objects.service.custom_fields import change_custom_field
from guanxi.features.objects.service.custom_objects import put_object
from guanxi.features.objects.service.descriptions import describe_field, origin_of
from guanxi.features.objects.service.labels import label_of
from guanxi.features.objects.service.options import change_options
from guanxi.kernel.changes.settings import replace_field_labels
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.custom_objects import object_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope


async def change_field(
    scope: Scope, object_name: str, field_name: str, data: FieldChange
) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set. Raises 403, 404, 422 `nothing_to_change`, `field_standard`, and what the change itself raises."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    field = definition.field(field_name)
    if field is None:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    given = {name for name, value in structs.asdict(data).items() if value is not UNSET}
    if not given:
        raise Invalid("nothing_to_change")
    if field.place is not None:
        return await change_custom_field(scope, definition, field, data)
    unfit = sorted(given - {"options", "label"})
    if unfit:
        name = field.label.in_locale(scope.locale)
        raise Invalid("field_standard", field=unfit[0], params={"field": name})
    scope = replace(scope, joins=scope.joins or new_id())
    written: UUID | None = None
    if data.label is not UNSET:
        scope, written = await relabel(scope, definition, field, data.label)
    if data.options is not UNSET:
        _, changed_options = await change_options(scope, object_name, field_name, data.options)
        written = changed_options or written
    return await _described(scope, object_name, field), written


async def put_field_labels(
    scope: Scope,
    definition: ObjectDef,
    labels: Mapping[str, Mapping[str, str]],
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """The scope that sees them, and the change-set. Metadata must be locked."""
    scope, change_set_id = await replace_field_labels(scope, definition, labels, undoes=undoes)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


async def relabel(
    scope: Scope, definition: ObjectDef, field: Field, given: LabelText | None
) -> tuple[Scope, UUID | None]:
    """Another label of a standard field; None is the one that it came with. How the names of a custom object's records are
    called is a part of that object.
    """
    origin = origin_of(definition).fields[field.name].label
    label = origin if given is None else label_of(scope, given, field.label, "label")
    if definition.custom is not None and field.name == definition.title_field:
        before = object_as_json(definition)
        after = before | {"name_label": label.as_json()}
        return await put_object(scope, definition.number, before, after)
    return await put_field_labels(scope, definition, {field.name: label.as_json()})


async def _described(scope: Scope, object_name: str, field: Field) -> FieldMeta:
    registry = await registry_of(await lock_metadata(scope))
    definition = registry.object(object_name)
    origin = origin_of(definition).fields[field.name].label
    return describe_field(scope, definition.fields[field.name], standard_label=origin)
