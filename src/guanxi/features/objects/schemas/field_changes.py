"""Fields that a company adds and changes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from guanxi.features.objects.schemas.fields import NumberingOf
from guanxi.features.objects.schemas.options import Options
from guanxi.features.objects.schemas.words import (
    DefaultExpression,
    FieldName,
    FieldTypeName,
    FormulaText,
    Help,
    LabelText,
    Length,
    ObjectName,
    Pattern,
    Places,
    Section,
    Targets,
    Value,
)


class RelatedChange(Struct, forbid_unknown_fields=True):
    """The list, on each record pointed to, of those that point to it. Without a label one is made of the names of the object and
    the field.
    """

    label: LabelText | None = None
    hidden: bool = False


class RollupText(Struct, forbid_unknown_fields=True):
    """A figure over the records of `object` whose `lookup` points to records of this one: how many (`count`), or of their
    `field` the sum, the average, the least or the greatest. `condition` speaks of those records' own fields.
    """

    object: Annotated[str, Meta(max_length=60)]
    lookup: Annotated[str, Meta(max_length=60)]
    function: Literal["count", "sum", "avg", "min", "max"]
    field: Annotated[str, Meta(max_length=60)] | None = None
    condition: FormulaText | None = None


class DependsOn(Struct, forbid_unknown_fields=True):
    """The options offered are those that `allowed` lists for what is chosen in another choice `field`."""

    field: Annotated[str, Meta(min_length=1, max_length=60)]
    allowed: Annotated[dict[Value, Annotated[list[Value], Meta(max_length=500)]], Meta(max_length=500)]


class NewField(Struct, forbid_unknown_fields=True):
    """Without a `name`, one is made of the label. `target` is the object that a lookup points to; a `mixed_lookup`
    points to one of several `targets`. `default` is a value as
    records have it. A `formula` field has an expression, whose value decides the type; a `rollup`
    field a figure over related records. `section` is the key of a section of
    the form; without one the field is shown in the last.

    `detail_of` makes records parts of those that a required lookup points to: shared, deleted and restored with them, moved to
    others only where `reparentable`.
    """

    type: FieldTypeName
    label: LabelText
    name: FieldName | None = None
    help: Help | None = None
    required: bool = False
    unique: bool = False
    searchable: bool = False
    indexed: bool = False
    options: Options | None = None
    target: ObjectName | None = None
    targets: Targets | None = None
    detail_of: bool = False
    reparentable: bool = False
    related: RelatedChange | None = None
    max_length: Length | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: Any = None
    section: Section | None = None
    formula: FormulaText | None = None
    rollup: RollupText | None = None
    depends_on: DependsOn | None = None
    pattern: Pattern | None = None
    decimals: Places | None = None
    default_expression: DefaultExpression | None = None
    numbering: NumberingOf | None = None


class FieldChange(Struct, forbid_unknown_fields=True):
    """What is left out stays. `options` is the complete list, in its order; `label` of null gives a field that is part of
    Guanxi the label that it came with. The rest belongs to custom fields.
    """

    label: LabelText | UnsetType | None = UNSET
    help: Help | UnsetType | None = UNSET
    required: bool | UnsetType = UNSET
    unique: bool | UnsetType = UNSET
    searchable: bool | UnsetType = UNSET
    indexed: bool | UnsetType = UNSET
    options: Options | UnsetType = UNSET
    targets: Targets | UnsetType = UNSET
    max_length: Length | UnsetType | None = UNSET
    minimum: float | UnsetType | None = UNSET
    maximum: float | UnsetType | None = UNSET
    default: Any = UNSET
    section: Section | UnsetType = UNSET
    formula: FormulaText | UnsetType = UNSET
    detail_of: bool | UnsetType = UNSET
    reparentable: bool | UnsetType = UNSET
    related: RelatedChange | UnsetType = UNSET
    depends_on: DependsOn | UnsetType | None = UNSET
    pattern: Pattern | UnsetType | None = UNSET
    decimals: Places | UnsetType | None = UNSET
    default_expression: DefaultExpression | UnsetType | None = UNSET
    numbering: NumberingOf | UnsetType = UNSET
