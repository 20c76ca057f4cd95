"""What goes over the wire about objects. Labels are in the caller's language."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

Key = Annotated[str, Meta(min_length=1, max_length=60, pattern="^[a-z0-9][a-z0-9_]*$")]
Value = Annotated[str, Meta(min_length=1, max_length=120)]
Text = Annotated[str, Meta(min_length=1, max_length=120)]
Color = Annotated[str, Meta(max_length=30, pattern="^[a-z]+$")]
LabelText = Text | dict[Literal["en", "zh-CN"], Text]
StageKind = Literal["open", "won", "lost"]


class OptionMeta(Struct):
    """`pipeline`, `kind` and `probability` (percent) are those of a stage. `labels`, where the languages differ, are told to
    those who may change them.
    """

    value: str
    label: str
    color: str
    labels: dict[str, str] | UnsetType = UNSET
    retired: bool | UnsetType = UNSET
    pipeline: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    probability: float | UnsetType = UNSET


class CustomMeta(Struct):
    """What only a field that the company added has. `index` is `none`, `filling` until older records are in it, or `ready`;
    `section` the key of the section of the form that shows the field. Labels are in each language.
    """

    searchable: bool
    indexable: bool
    index: Literal["none", "filling", "ready"]
    section: str
    labels: dict[str, str]
    helps: dict[str, str] | UnsetType = UNSET


class FieldMeta(Struct):
    """`target` is the object that a lookup points to; `decimals` those of the company's currency for money.

    The `type` of a formula field is that of its value, `formula` its expression.

    `open_options` of a choice: whoever imports may add options; of others only administrators may.
    """

    name: str
    type: str
    label: str
    required: bool
    read_only: bool
    unique: bool
    sortable: bool
    filterable: bool
    groupable: bool
    help: str | UnsetType = UNSET
    options: list[OptionMeta] | UnsetType = UNSET
    open_options: bool | UnsetType = UNSET
    target: str | UnsetType = UNSET
    max_length: int | UnsetType = UNSET
    decimals: int | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    default: Any = UNSET
    custom: CustomMeta | UnsetType = UNSET
    formula: str | UnsetType = UNSET


class RelationMeta(Struct):
    """A related list: the records of `object` whose lookup `field` points here."""

    name: str
    object: str
    field: str
    label: str


class SectionMeta(Struct):
    key: str
    label: str
    fields: list[str]


class BoardMeta(Struct):
    group_by: str
    sum: str | None
    card: list[str]


class LayoutsMeta(Struct, rename={"columns": "list"}):
    columns: list[str]
    form: list[SectionMeta]
    header: list[str]
    board: BoardMeta | None


class StageMeta(Struct):
    key: str
    label: str
    kind: str
    probability: float
    color: str


class PipelineMeta(Struct):
    key: str
    label: str
    stages: list[StageMeta]


class Permissions(Struct, rename={"import_": "import"}):
    """What the caller may do with records of the object."""

    create: bool
    read: bool
    update: bool
    delete: bool
    import_: bool
    export: bool
    mass_update: bool


class ObjectMeta(Struct):
    """`icon` is the name of a Tabler icon."""

    name: str
    label: str
    plural_label: str
    icon: str
    title_field: str
    fields: list[FieldMeta]
    relations: list[RelationMeta]
    layouts: LayoutsMeta
    pipelines: list[PipelineMeta]
    permissions: Permissions


class ObjectList(Struct):
    data: list[ObjectMeta]


class OptionChange(Struct, forbid_unknown_fields=True):
    """A label may be one text, or one for each language. A retired option is kept by records that have it. `labels` may be
    sent back as it was told; what counts is `label`.
    """

    value: Value
    label: LabelText
    color: Color | None = None
    retired: bool = False
    labels: dict[Literal["en", "zh-CN"], str] | None = None


Options = Annotated[list[OptionChange], Meta(min_length=1, max_length=500)]
FieldName = Annotated[str, Meta(pattern="^c_[a-z0-9][a-z0-9_]{0,56}$", max_length=60)]
FieldTypeName = Literal[
    "text", "long_text", "integer", "number", "percent", "money", "date", "datetime", "boolean", "choice", "lookup",
    "email", "phone", "url", "formula",
]  # fmt: skip
FormulaText = Annotated[str, Meta(max_length=4_000)]
HelpText = Annotated[str, Meta(max_length=500)]
Help = HelpText | dict[Literal["en", "zh-CN"], HelpText]
Section = Annotated[str, Meta(min_length=1, max_length=60)]
Length = Annotated[int, Meta(ge=1, le=20_000)]


class NewField(Struct, forbid_unknown_fields=True):
    """Without a `name`, one is made of the label. `target` is the object that a lookup points to. `default` is a value as
    records have it. A `formula` field has an expression, whose value decides the type. `section` is the key of a section of the form; without one the field is shown in the last.
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
    target: Annotated[str, Meta(max_length=60)] | None = None
    max_length: Length | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: Any = None
    section: Section | None = None
    formula: FormulaText | None = None


class FieldChange(Struct, forbid_unknown_fields=True):
    """What is left out stays. `options` is the complete list, in its order; the rest belongs to custom fields."""

    label: LabelText | UnsetType = UNSET
    help: Help | UnsetType | None = UNSET
    required: bool | UnsetType = UNSET
    unique: bool | UnsetType = UNSET
    indexed: bool | UnsetType = UNSET
    options: Options | UnsetType = UNSET
    max_length: Length | UnsetType | None = UNSET
    minimum: float | UnsetType | None = UNSET
    maximum: float | UnsetType | None = UNSET
    default: Any = UNSET
    section: Section | UnsetType = UNSET
    formula: FormulaText | UnsetType = UNSET


class DeletedField(Struct):
    name: str
    label: str
    type: str
    deleted_at: datetime


class DeletedFields(Struct):
    data: list[DeletedField]


class DefinitionUse(Struct):
    """A rule, a layout or whatever else administrators declared. One that `holds` the field keeps it from being deleted."""

    kind: str
    kind_label: str
    name: str
    label: str
    object: str | None
    holds: bool


class FieldUses(Struct):
    """What a deletion would touch: how many records have a value, at most 10,001; views that show or filter by the field;
    sharing rules that read it, which keep it from being deleted; definitions that name it.
    """

    records: int
    views: list[str]
    sharing_rules: list[str]
    definitions: list[DefinitionUse]


class StageChange(Struct, forbid_unknown_fields=True):
    key: Key
    label: LabelText
    kind: StageKind = "open"
    probability: Annotated[float, Meta(ge=0, le=100)] | None = None
    color: Color | None = None


class PipelineChange(Struct, forbid_unknown_fields=True):
    key: Key
    label: LabelText
    stages: Annotated[list[StageChange], Meta(max_length=30)]


class PipelinesChange(Struct, forbid_unknown_fields=True):
    """All pipelines, in their order; stages too."""

    pipelines: Annotated[list[PipelineChange], Meta(min_length=1, max_length=20)]


class Pipelines(Struct):
    pipelines: list[PipelineMeta] = field(default_factory=list)
