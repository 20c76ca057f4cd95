"""Custom fields as administrators describe them, checked and made into fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from msgspec import UNSET, structs

from guanxi.features.objects.schemas import FieldChange, Help, NewField, NumberingOf, OptionChange
from guanxi.features.objects.service.dependencies import dependency_of
from guanxi.features.objects.service.details import related_list, require_sound_details
from guanxi.features.objects.service.field_rules import with_rules
from guanxi.features.objects.service.formulas import FORMULA, checked_formula, kept_formula, with_formula
from guanxi.features.objects.service.labels import label_of, optional_label_of
from guanxi.features.objects.service.rollups import ROLLUP, checked_rollup, kept_rollup
from guanxi.features.objects.service.targets import targets_given, with_targets
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Field, FieldRefused, Label, ObjectDef, Option, ParseContext, Registry
from guanxi.kernel.metadata.custom_fields import custom_field, related_list_as_json
from guanxi.kernel.metadata.field_types import AUTO_NUMBER, BY_NAME
from guanxi.kernel.metadata.field_types.auto_number import Numbering
from guanxi.kernel.metadata.fields import FieldType
from guanxi.kernel.metadata.objects import MORE_SECTION
from guanxi.kernel.metadata.places import CustomPlace
from guanxi.kernel.tenancy import Scope

_CHANGEABLE = (
    "required", "unique", "searchable", "max_length", "minimum", "maximum", "section", "detail_of", "reparentable",
)  # fmt: skip


def new_field(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    data: NewField,
    name: str,
    label: Label,
    number: int,
) -> Field:
    """Raises 422 `field_option_unfit`, `field_options_missing`, `field_target_missing`, `field_section_unknown`, `range_empty`,
    and what the type says of the default.
    """
    if data.type in (FORMULA, ROLLUP):
        return _new_derived(scope, registry, definition, data, name, label, number)
    _require_fitting(data)
    _require_section(definition, data.section)
    kept: dict[str, Any] = {
        "label": label.as_json(),
        "help": _help(scope, data.help, None),
        "required": data.required,
        "unique": data.unique,
        "searchable": data.searchable,
        "target": _target(scope, registry, data),
        "targets": targets_given(registry, data.type, data.targets),
        "max_length": data.max_length,
        "minimum": data.minimum,
        "maximum": data.maximum,
        "section": data.section,
        "detail_of": data.detail_of,
        "reparentable": data.reparentable,
        "related": related_list_as_json(related_list(scope, data.related, None)),
    }
    given = {key: value for key, value in kept.items() if value is not None}
    field = custom_field(name, data.type, CustomPlace(number), given)
    field = replace(field, options=options_of(scope, field, data.options or ()))
    field = _numbered(field, data.numbering)
    field = with_rules(scope, field, data)
    field = replace(field, depends_on=dependency_of(scope, definition, field, data.depends_on))
    require_sound_details(scope, registry, definition, field)
    return with_default(scope, _in_range(field), data.default)


def _new_derived(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    data: NewField,
    name: str,
    label: Label,
    number: int,
) -> Field:
    fitting = {"type", "label", "name", "help", "section", data.type}
    _require_only(data, fitting | {"indexed"} if data.type == ROLLUP else fitting, data.type)
    _require_section(definition, data.section)
    kept: dict[str, Any] = {
        "label": label.as_json(),
        "help": _help(scope, data.help, None),
        "section": data.section,
    }
    if data.type == FORMULA:
        kept[FORMULA] = kept_formula(*checked_formula(scope, registry, definition, name, data.formula))
    else:
        kept[ROLLUP] = kept_rollup(*checked_rollup(scope, registry, definition, data.rollup))
    given = {key: value for key, value in kept.items() if value is not None}
    return custom_field(name, data.type, CustomPlace(number), given)


def changed_field(
    scope: Scope, registry: Registry, definition: ObjectDef, field: Field, data: FieldChange
) -> Field:
    """Raises as `new_field`, and as `with_formula`."""
    if field.formula is not None:
        _require_only(data, {"label", "help", "section", FORMULA}, FORMULA)
    if field.rollup is not None:
        _require_only(data, {"label", "help", "section", "indexed"}, ROLLUP)
    changed: dict[str, Any] = {
        name: getattr(data, name) for name in _CHANGEABLE if getattr(data, name) is not UNSET
    }
    if data.related is not UNSET:
        changed["related"] = related_list(scope, data.related, field.related.label)
    _require_fitting_change(field, changed)
    _require_section(definition, changed.get("section"))
    if data.formula is not UNSET:
        field = with_formula(scope, registry, definition, field, data.formula)
    if data.label is None:
        raise Invalid("blank", field="label")
    if data.label is not UNSET:
        changed["label"] = label_of(scope, data.label, field.label, "label")
    if data.help is not UNSET:
        text = _help(scope, data.help, field.help)
        changed["help"] = None if text is None else Label.from_json(text)
    field = _in_range(replace(field, **changed))
    require_sound_details(scope, registry, definition, field)
    if data.targets is not UNSET:
        field = with_targets(scope, registry, field, data.targets)
    if data.options is not UNSET:
        if not field.type.has_options:
            raise Invalid("field_not_choice", params={"field": field.label.in_locale(scope.locale)})
        field = replace(field, options=options_of(scope, field, data.options))
    field = with_rules(scope, field, data)
    if data.numbering is not UNSET:
        field = _numbered(field, data.numbering)
    if data.depends_on is not UNSET:
        field = replace(field, depends_on=dependency_of(scope, definition, field, data.depends_on))
    return field if data.default is UNSET else with_default(scope, field, data.default)


def options_of(scope: Scope, field: Field, changes: Sequence[OptionChange]) -> tuple[Option, ...]:
    """Raises 422 `option_given_twice`."""
    options: dict[str, Option] = {}
    for number, change in enumerate(changes):
        value = change.value.strip()
        if value in options:
            raise Invalid("option_given_twice", field=f"options.{number}", params={"value": value})
        current = field.option_of.get(value)
        label = label_of(scope, change.label, current.label if current else None, f"options.{number}")
        color = change.color or (current.color if current else "gray")
        options[value] = Option(value, label, color, change.retired)
    return tuple(options.values())


def _numbered(field: Field, given: NumberingOf | None) -> Field:
    """Numbers are unique, so that records are found by them."""
    if field.type is not AUTO_NUMBER:
        if given is not None:
            params = {"option": "numbering", "type": field.type.name}
            raise Invalid("field_option_unfit", field="numbering", params=params)
        return field
    if given is None:
        raise Invalid("numbering_missing", field="numbering")
    try:
        numbering = Numbering(given.pattern.strip(), given.restart, given.start)
    except FieldRefused as refused:
        raise Invalid(refused.code, field="numbering", params=refused.params) from None
    return replace(field, numbering=numbering, unique=True)


def with_default(scope: Scope, field: Field, raw: Any) -> Field:
    if raw is None or raw == "":
        return replace(field, default=None)
    if not field.type.default_allowed:
        params = {"option": "default", "type": field.type.name}
        raise Invalid("field_option_unfit", field="default", params=params)
    try:
        value = field.type.parse(raw, field, ParseContext(scope.tenant.currency, scope.timezone))
    except FieldRefused as refused:
        label = field.label.in_locale(scope.locale)
        raise Invalid(refused.code, field="default", params={"field": label, **refused.params}) from None
    return replace(field, default=value)


def _help(scope: Scope, given: Help | None, current: Label | None) -> dict[str, str] | None:
    found = optional_label_of(scope, given, current, "help")
    return None if found is None else found.as_json()


def _target(scope: Scope, registry: Registry, data: NewField) -> str | None:
    if not BY_NAME[data.type].pointing or BY_NAME[data.type].many_targets:
        return None
    if data.target is None:
        raise Invalid("field_target_missing", field="target")
    return registry.object(data.target).name


def _require_fitting(data: NewField) -> None:
    """What a type has no use for is refused rather than dropped."""
    type_ = BY_NAME[data.type]
    if type_.has_options and not data.options:
        raise Invalid("field_options_missing", field="options")
    unfit = {
        "options": data.options is not None and not type_.has_options,
        "target": data.target is not None and (not type_.pointing or type_.many_targets),
        "targets": data.targets is not None and not type_.many_targets,
        "related": data.related is not None and not type_.pointing,
        "searchable": data.searchable and not type_.searchable,
        "unique": data.unique and not type_.can_be_unique,
        "required": data.required and (type_.apart or type_.read_only),
        "max_length": data.max_length is not None and data.max_length > type_.longest,
        "minimum": data.minimum is not None and not type_.bounded,
        "maximum": data.maximum is not None and not type_.bounded,
        FORMULA: data.formula is not None,
        ROLLUP: data.rollup is not None,
    }
    _refuse(unfit, type_)


def _require_only(data: NewField | FieldChange, fitting: set[str], type_name: str) -> None:
    """What a derived field has no use for is refused rather than dropped."""
    for each in structs.fields(data):
        if each.name not in fitting and getattr(data, each.name) not in (each.default, UNSET):
            raise Invalid(
                "field_option_unfit", field=each.name, params={"option": each.name, "type": type_name}
            )


def _require_fitting_change(field: Field, changed: Mapping[str, Any]) -> None:
    type_ = field.type
    length = changed.get("max_length")
    unfit = {
        "unique": (bool(changed.get("unique")) and not type_.can_be_unique)
        or (changed.get("unique") is False and type_.read_only),
        "required": bool(changed.get("required")) and (type_.apart or type_.read_only),
        "searchable": bool(changed.get("searchable")) and not type_.searchable,
        "max_length": length is not None and length > type_.longest,
        "minimum": changed.get("minimum") is not None and not type_.bounded,
        "maximum": changed.get("maximum") is not None and not type_.bounded,
        "related": "related" in changed and not field.pointed_at,
    }
    _refuse(unfit, type_)


def _refuse(unfit: Mapping[str, bool], type_: FieldType) -> None:
    for option, is_unfit in unfit.items():
        if is_unfit:
            raise Invalid("field_option_unfit", field=option, params={"option": option, "type": type_.name})


def _require_section(definition: ObjectDef, section: str | None) -> None:
    if section is not None and section not in {MORE_SECTION, *(each.key for each in definition.layouts.form)}:
        raise Invalid("field_section_unknown", field="section", params={"section": section})


def _in_range(field: Field) -> Field:
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        raise Invalid(
            "range_empty", field="minimum", params={"minimum": field.minimum, "maximum": field.maximum}
        )
    return field
