"""Making a field one of another type: looked at first, then at once, while a job carries the values over.

The former values stay where they were, out of sight: taking the change back brings them back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

from guanxi.edge.roles import above_sharing
from guanxi.features.objects import queries
from guanxi.features.objects.schemas import (
    Conversion,
    ConversionExample,
    ConversionPreview,
    FieldMeta,
    NewField,
    OptionChange,
)
from guanxi.features.objects.service import custom_fields, indexing
from guanxi.features.objects.service.conversion_values import (
    SOURCES,
    TARGETS,
    Converted,
    Setting,
    convert,
    text_form,
)
from guanxi.features.objects.service.custom_fields import put_custom_fields
from guanxi.features.objects.service.dependencies import require_nothing_depends
from guanxi.features.objects.service.descriptions import describe_field
from guanxi.features.objects.service.field_definitions import new_field
from guanxi.features.objects.service.options import COLORS, MOST_OPTIONS, option_code
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.custom_fields import custom_field_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.places import CustomPlace, generation_of
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.permissions import rules_of
from guanxi.kernel.tabular import DateOrder
from guanxi.kernel.tenancy import Scope

JOB = "objects.convert_field"
MOST_LOOKED_AT = 5_000
MOST_EXAMPLES = 20


async def preview(scope: Scope, object_name: str, field_name: str, data: Conversion) -> ConversionPreview:
    """What would become of the values of the next `MOST_LOOKED_AT` records after one. Raises as `start`, but for uses."""
    scope.require("company.manage")
    definition, source = await custom_fields.find(scope, object_name, field_name)
    target = await _target(scope, definition, source, data)
    setting = setting_of(scope, data.date_order)
    counts: Counter[str] = Counter()
    examples: list[ConversionExample] = []
    async with above_sharing(scope) as above:
        rows = await rows_after(above, definition, data.after or UUID(int=0), MOST_LOOKED_AT)
    title = definition.fields[definition.title_field]
    for row in rows:
        done = convert_row(source, target, row, setting)
        if done is None:
            continue
        counts[done.kind] += 1
        if done.kind != "whole" and len(examples) < MOST_EXAMPLES:
            after = None if done.value is None else text_form(target, done.value, setting)
            name = str(stored_value(title, row) or "")
            examples.append(ConversionExample(row["id"], name, done.kind, done.text[:200], after))
    return ConversionPreview(
        records=len(rows),
        whole=counts["whole"],
        lossy=counts["lossy"],
        impossible=counts["impossible"],
        examples=examples,
        options=[option.label.in_locale(scope.locale) for option in target.options],
        next=rows[-1]["id"] if len(rows) == MOST_LOOKED_AT else None,
    )


async def start(
    scope: Scope, object_name: str, field_name: str, data: Conversion
) -> tuple[FieldMeta, UUID | None]:
    """The field as it is now, and the change-set. Raises 403, 404, 409 `field_in_rules`, `field_controls`, 422
    `conversion_unsupported`, `conversion_options_too_many`, and as `new_field`.
    """
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition, source = await custom_fields.find(scope, object_name, field_name)
    require_nothing_depends(scope, definition, source)
    uses = [rule.name for rule in await rules_of(scope, object_name) if field_name in rule.reads]
    if uses:
        raise Conflict("field_in_rules", params={"rules": ", ".join(uses)})
    target = await _target(scope, definition, source, data)
    fields = [target if each is source else each for each in definition.custom_fields]
    before = custom_field_as_json(source)
    indexed = source.place is not None and source.place.slot is not None
    scope, change_set_id = await put_custom_fields(scope, definition, fields)
    arguments = {"object": object_name, "old": before, "new": custom_field_as_json(target)}
    await enqueue(scope, JOB, {**arguments, "date_order": data.date_order})
    definition, field = await custom_fields.find(scope, object_name, field_name)
    if indexed and field.type.slot is not None:
        scope = await indexing.start(scope, definition, field)
        _, field = await custom_fields.find(scope, object_name, field_name)
    return describe_field(scope, field), change_set_id


def setting_of(scope: Scope, date_order: DateOrder | None) -> Setting:
    return Setting(scope.tenant.currency, scope.tenant.timezone, scope.locale, date_order)


def convert_row(source: Field, target: Field, row: Any, setting: Setting) -> Converted | None:
    """Of a row of the object's table; None where it has no value."""
    stored = stored_value(source, row)
    return None if stored is None else convert(source, target, stored, setting)


async def _target(scope: Scope, definition: ObjectDef, source: Field, data: Conversion) -> Field:
    """As it will be. What the new type has no use for is given up; uniqueness too, as values may become the same."""
    assert source.place is not None
    if source.role is not None:
        raise Invalid("pipeline_fields", params={"fields": source.label.in_locale(scope.locale)})
    if source.type.name not in SOURCES or data.type not in TARGETS or data.type == source.type.name:
        params = {"before": source.type.name, "after": data.type}
        raise Invalid("conversion_unsupported", field="type", params=params)
    wanted = NewField(
        type=data.type,
        label=source.label.as_json(),  # type: ignore[arg-type]
        help=None if source.help is None else source.help.as_json(),  # type: ignore[arg-type]
        required=source.required,
        max_length=data.max_length,
        options=await _options(scope, definition, source, data),
        section=source.section,
    )
    registry = await registry_of(scope)
    field = new_field(scope, registry, definition, wanted, source.name, source.label, source.place.number)
    place = CustomPlace(source.place.number, generation=generation_of(scope.tenant.meta_version))
    return replace(field, place=place, searchable=source.searchable and field.type.searchable)


async def _options(
    scope: Scope, definition: ObjectDef, source: Field, data: Conversion
) -> list[OptionChange] | None:
    """Those that the field has; or else one for each text that records hold."""
    if data.type not in ("choice", "multi_choice"):
        return None
    if source.type.has_options:
        return [
            OptionChange(each.value, each.label.as_json(), each.color, each.retired)  # type: ignore[arg-type]
            for each in source.options
        ]
    async with above_sharing(scope) as above:
        stored = await queries.distinct_values(above, definition, source, MOST_OPTIONS + 1)
    setting = setting_of(scope, data.date_order)
    texts = {
        " ".join(text_form(source, source.type.from_json(each), setting).split()): None for each in stored
    }
    if len(stored) > MOST_OPTIONS or any(len(text) > 120 for text in texts):
        raise Invalid("conversion_options_too_many", field="type", params={"limit": MOST_OPTIONS})
    if not texts:
        raise Invalid("conversion_without_values", field="type")
    found: dict[str, OptionChange] = {}
    for text in texts:
        if text.casefold() not in {each.casefold() for each in found}:
            code = option_code(text, {each.value for each in found.values()})
            found[text] = OptionChange(code, text, COLORS[len(found) % len(COLORS)])
    return list(found.values())
