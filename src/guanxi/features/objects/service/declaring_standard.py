"""What packages declare of fields that are part of Guanxi: what they are called, and the options of choices."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from guanxi.features.objects.schemas import LabelText, OptionChange
from guanxi.features.objects.service.descriptions import origin_of
from guanxi.features.objects.service.field_definitions import options_of
from guanxi.features.objects.service.fields import relabel
from guanxi.features.objects.service.options import find_choice, put_options
from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata import Field, Label, ObjectDef, Option, registry_of
from guanxi.kernel.metadata.custom_fields import option_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.pipelines import PIPELINE, STAGE
from guanxi.kernel.tenancy import Scope


class DeclaredOption(msgspec.Struct, forbid_unknown_fields=True):
    """Of a standard choice, by its value. A label may be one text, or one for each language."""

    label: LabelText
    color: str = "gray"
    retired: bool = False


def declared_labels(definition: ObjectDef) -> dict[str, Label]:
    """Of the standard fields that are called otherwise than they came."""
    came = origin_of(definition).fields
    return {
        field.name: field.label
        for field in _standard_fields(definition)
        if field.label != came[field.name].label and not _is_named_with_object(definition, field)
    }


def declared_choices(definition: ObjectDef) -> dict[str, dict[str, DeclaredOption]]:
    """By field, the options of standard choices that are others than they came, in their order."""
    came = origin_of(definition).fields
    return {
        field.name: {option.value: _declared(option) for option in field.options}
        for field in _standard_fields(definition)
        if field.type.has_options and field.role not in (STAGE, PIPELINE)
        if field.options != came[field.name].options
    }


async def declare_label(scope: Scope, object_name: str, field_name: str, label: Label | None) -> Scope:
    """None is the one that it came with. The scope that sees it. Raises 403, 404."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    field = _standard(definition, field_name)
    texts: LabelText | None = None if label is None else {"en": label.en, "zh-CN": label.zh}
    await relabel(scope, definition, field, texts)
    return await lock_metadata(scope)


async def declare_choice(
    scope: Scope, object_name: str, field_name: str, options: Mapping[str, DeclaredOption] | None
) -> Scope:
    """None is as they came. The scope that sees them. Raises as `change_options` does."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition, field = await find_choice(scope, object_name, field_name)
    _standard(definition, field_name)
    if options is None:
        wanted = origin_of(definition).fields[field_name].options
    else:
        changes = [
            OptionChange(value, each.label, each.color, each.retired) for value, each in options.items()
        ]
        wanted = options_of(scope, field, msgspec.convert(msgspec.to_builtins(changes), list[OptionChange]))
    await put_options(scope, definition, field, wanted)
    return await lock_metadata(scope)


def _standard_fields(definition: ObjectDef) -> list[Field]:
    return [each for each in definition.field_list if each.place is None]


def _standard(definition: ObjectDef, name: str) -> Field:
    field = definition.field(name)
    if field is None or field.place is not None:
        raise NotFound("field_not_found", params={"field": name[:80], "object": definition.name})
    return field


def _is_named_with_object(definition: ObjectDef, field: Field) -> bool:
    """What the names of a custom object's records are called is a part of that object."""
    return definition.custom is not None and field.name == definition.title_field


def _declared(option: Option) -> DeclaredOption:
    kept = option_as_json(option)
    return msgspec.convert(
        {name: kept[name] for name in ("label", "color", "retired") if name in kept}, DeclaredOption
    )
