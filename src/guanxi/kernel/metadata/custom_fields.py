"""Fields that a company added to an object, as they are kept and as the program uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from guanxi.kernel.metadata.derivations import Formula, Rollup
from guanxi.kernel.metadata.field_types import ALL, BY_NAME, IMAGE
from guanxi.kernel.metadata.field_types.auto_number import Numbering
from guanxi.kernel.metadata.field_types.files import FileRules
from guanxi.kernel.metadata.fields import Dependency, Field, FieldType, Option, RelatedList
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import MORE_SECTION
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, PIPELINE, STAGE, STATUS
from guanxi.kernel.metadata.places import CustomPlace, Slot

LINKED = "ready"

PREFIX = "c_"
"""Names of custom fields begin with it, so that no field of a later release can take the same name."""

CUSTOM_TYPES = tuple(type_.name for type_ in ALL if type_.addable)
_OF_PIPELINES = frozenset({STAGE, PIPELINE})  # their options are the pipelines
_KEPT_BY_US = frozenset({STATUS, ENTERED_AT, DUE_AT})  # roles of fields that nobody sets by hand


def custom_field(name: str, type_name: str, place: CustomPlace, kept: Mapping[str, Any]) -> Field:
    """`kept` is the definition as JSON, see `custom_field_as_json`."""
    formula = kept.get("formula")
    rollup = kept.get("rollup")
    type_ = BY_NAME[(formula or rollup or {}).get("result", type_name)]
    default = kept.get("default")
    help_ = kept.get("help")
    return Field(
        name,
        type_,
        Label.from_json(kept["label"]),
        column="",
        place=place,
        required=bool(kept.get("required", False)),
        read_only=(
            type_.read_only or kept.get("role") in _KEPT_BY_US or formula is not None or rollup is not None
        ),
        unique=bool(kept.get("unique", False)),
        sortable=type_.sortable,
        filterable=type_.filterable,
        groupable=type_.groupable,
        searchable=bool(kept.get("searchable", False)),
        options=tuple(option_from_json(each) for each in kept.get("options", ())),
        target=kept.get("target"),
        targets=tuple(kept.get("targets", ())),
        detail_of=bool(kept.get("detail_of", False)),
        reparentable=bool(kept.get("reparentable", False)),
        related=related_list_from_json(kept.get("related", {})),
        max_length=kept.get("max_length"),
        minimum=kept.get("minimum", 0 if type_name == "percent" else None),
        maximum=kept.get("maximum", 100 if type_name == "percent" else None),
        default=None if default is None else type_.from_json(default),
        help=None if help_ is None else Label.from_json(help_),
        section=kept.get("section", MORE_SECTION),
        role=kept.get("role"),
        formula=None if formula is None else Formula.from_json(formula),
        rollup=None if rollup is None else Rollup.from_json(rollup),
        depends_on=_dependency(kept.get("depends_on")),
        pattern=kept.get("pattern"),
        decimals=kept.get("decimals"),
        default_expression=kept.get("default_expression"),
        numbering=Numbering(**kept["numbering"]) if "numbering" in kept else None,
        shown_last=kept.get("shown_last", 0),
        files=file_rules(type_, kept.get("files")),
    )


def custom_field_as_json(field: Field) -> dict[str, Any]:
    """Complete, with name, number and type; without whether it is indexed, which is no part of what it means."""
    assert field.place is not None
    kept = {
        "name": field.name,
        "number": field.place.number,
        "generation": field.place.generation,
        "type": "formula" if field.formula else "rollup" if field.rollup else field.type.name,
        "label": field.label.as_json(),
        "help": None if field.help is None else field.help.as_json(),
        "required": field.required,
        "unique": field.unique,
        "searchable": field.searchable,
        "options": [] if field.role in _OF_PIPELINES else [option_as_json(each) for each in field.options],
        "target": field.target,
        "targets": list(field.targets),
        "detail_of": field.detail_of,
        "reparentable": field.reparentable,
        "related": related_list_as_json(field.related),
        "max_length": field.max_length,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "default": None if field.default is None else field.type.to_json(field.default),
        "section": field.section,
        "role": field.role,
        "formula": field.formula and {**field.formula.as_json(), "result": field.type.name},
        "rollup": field.rollup and {**field.rollup.as_json(), "result": field.type.name},
        "pattern": field.pattern,
        "decimals": field.decimals,
        "default_expression": field.default_expression,
        "numbering": None if field.numbering is None else asdict(field.numbering),
        "shown_last": field.shown_last or None,
        "files": None if field.files is None else file_rules_as_json(field.files),
        "depends_on": None if field.depends_on is None else dependency_as_json(field.depends_on),
    }
    return {name: value for name, value in kept.items() if not _says_nothing(name, value)}


def file_rules_as_json(rules: FileRules) -> dict[str, Any]:
    return {"most": rules.most, "kinds": list(rules.kinds), "largest_mb": rules.largest_mb}


def file_rules(type_: FieldType, kept: Mapping[str, Any] | None) -> FileRules | None:
    """Pictures are of the one kind that they can be."""
    if not type_.holds_files:
        return None
    rules = FileRules() if kept is None else FileRules(kept["most"], tuple(kept["kinds"]), kept["largest_mb"])
    return replace(rules, kinds=("image",)) if type_ is IMAGE else rules


def _says_nothing(name: str, value: Any) -> bool:
    """A bound of 0 says something, and so does a default of no."""
    return value is None or value in ([], {}) or (value is False and name != "default")


def custom_field_from_json(kept: Mapping[str, Any], slot: Slot | None = None) -> Field:
    return custom_field(
        kept["name"], kept["type"], CustomPlace(kept["number"], slot, generation=kept.get("generation")), kept
    )


def related_list_from_json(kept: Mapping[str, Any]) -> RelatedList:
    label = kept.get("label")
    return RelatedList(None if label is None else Label.from_json(label), bool(kept.get("hidden", False)))


def related_list_as_json(related: RelatedList) -> dict[str, Any]:
    label = {} if related.label is None else {"label": related.label.as_json()}
    return {**label, **({"hidden": True} if related.hidden else {})}


def place_of(number: int, slot: str | None, state: str, generation: str | None = None) -> CustomPlace:
    """What points to records has no slot: its state says whether the links of all records have been written."""
    return CustomPlace(number, slot_of(slot, state), slot is None and state == LINKED, generation)


def dependency_as_json(dependency: Dependency) -> dict[str, Any]:
    return {
        "field": dependency.field,
        "allowed": {value: list(options) for value, options in dependency.allowed.items()},
    }


def _dependency(kept: Mapping[str, Any] | None) -> Dependency | None:
    if kept is None:
        return None
    return Dependency(kept["field"], {value: tuple(each) for value, each in kept["allowed"].items()})


def slot_of(column: str | None, state: str) -> Slot | None:
    return None if column is None else Slot(column, state == "ready")


def option_from_json(kept: Mapping[str, Any]) -> Option:
    return Option(
        kept["value"],
        Label.from_json(kept["label"]),
        kept.get("color", "gray"),
        bool(kept.get("retired", False)),
    )


def option_as_json(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "label": option.label.as_json(),
        "color": option.color,
        "retired": option.retired,
    }
