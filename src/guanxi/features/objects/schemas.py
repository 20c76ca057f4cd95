"""What goes over the wire about objects. Labels are in the caller's language."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

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


class RelatedMeta(Struct):
    """How records that point to one are listed there. `labels`, in each language, where it has one of its own."""

    hidden: bool
    labels: dict[str, str] | UnsetType = UNSET


class CustomMeta(Struct):
    """What only a field that the company added has. `related` is told of fields that point to records. `index` is `none`, `filling` until older records are in it, or `ready`;
    `section` the key of the section of the form that shows the field. Labels are in each language.
    """

    searchable: bool
    indexable: bool
    index: Literal["none", "filling", "ready"]
    section: str
    labels: dict[str, str]
    helps: dict[str, str] | UnsetType = UNSET
    related: RelatedMeta | UnsetType = UNSET


class FieldNames(Struct):
    """In each language. `standard` is how the field is called where nobody renamed it."""

    label: dict[str, str]
    standard: dict[str, str]


class RollupMeta(Struct):
    """A figure over the records of `object` whose `lookup` points here; of those only that meet `condition`."""

    object: str
    lookup: str
    function: Literal["count", "sum", "avg", "min", "max"]
    field: str | UnsetType = UNSET
    condition: str | UnsetType = UNSET


class NumberingOf(Struct, forbid_unknown_fields=True):
    """`pattern` has one counter, `{0000}` with at least so many digits, and perhaps `{yyyy}`, `{yy}`, `{mm}`, `{dd}`, in the
    company's time zone. With each new `restart` period it begins with `start` again.
    """

    pattern: Annotated[str, Meta(min_length=3, max_length=60)]
    restart: Literal["never", "year", "month", "day"] = "never"
    start: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 1


class DependsOnMeta(Struct):
    field: str
    allowed: dict[str, list[str]]


class FieldMeta(Struct):
    """`target` is the object that a lookup points to, `targets` those of one that may point to several. `detail_of`: its
    records are parts of those it points to, and are moved to others only where `reparentable`. `decimals` are those of the
    company's currency for money. `names` of a field that is part of Guanxi are told to those who may change them.

    The `type` of a formula or roll-up field is that of its value, `formula` its expression.

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
    targets: list[str] | UnsetType = UNSET
    detail_of: bool | UnsetType = UNSET
    reparentable: bool | UnsetType = UNSET
    max_length: int | UnsetType = UNSET
    decimals: int | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    default: Any = UNSET
    depends_on: DependsOnMeta | UnsetType = UNSET
    pattern: str | UnsetType = UNSET
    default_expression: str | UnsetType = UNSET
    numbering: NumberingOf | UnsetType = UNSET
    custom: CustomMeta | UnsetType = UNSET
    formula: str | UnsetType = UNSET
    rollup: RollupMeta | UnsetType = UNSET
    names: FieldNames | UnsetType = UNSET


class RelationMeta(Struct):
    """A related list: the records of `object` whose lookup `field` points here; with `outward`, those that this record's own
    `field` points to.
    """

    name: str
    object: str
    field: str
    label: str
    outward: bool | UnsetType = UNSET


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


class GateMeta(Struct):
    """What a stage asks, as a sentence. The condition, and the sentence in each language, are told to administrators.
    `problem` says why a condition can no longer be evaluated; it holds nobody up then.
    """

    reason: str
    condition: str | UnsetType = UNSET
    reasons: dict[str, str] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class StageMeta(Struct):
    """`entry` is asked of a record that comes in, `exit` of one that goes on; `required` fields have a value while it is here.
    After `limit_days` it counts as stale. `next` are the stages that it may go to, if not to any. `labels` and `guidances`
    are told to administrators.
    """

    key: str
    label: str
    kind: str
    probability: float
    color: str
    entry: list[GateMeta] | UnsetType = UNSET
    exit: list[GateMeta] | UnsetType = UNSET
    required: list[str] | UnsetType = UNSET
    guidance: str | UnsetType = UNSET
    limit_days: int | UnsetType = UNSET
    next: list[str] | UnsetType = UNSET
    labels: dict[str, str] | UnsetType = UNSET
    guidances: dict[str, str] | UnsetType = UNSET


class PipelineMeta(Struct):
    key: str
    label: str
    stages: list[StageMeta]
    labels: dict[str, str] | UnsetType = UNSET


class PipelineFields(Struct):
    """The names of the fields that keep where a record stands: stage, pipeline, status, since when, and until when it is not
    stale. `stage_due_at < now()` finds the stale ones.
    """

    stage: str
    pipeline: str | None
    status: str | None
    stage_entered_at: str | None
    stage_due_at: str | None


class Permissions(Struct, rename={"import_": "import"}):
    """What the caller may do with records of the object."""

    create: bool
    read: bool
    update: bool
    delete: bool
    import_: bool
    export: bool
    mass_update: bool


class StandardNames(Struct):
    label: dict[str, str]
    plural_label: dict[str, str]
    icon: str


class ObjectNames(Struct):
    """In each language, told to those who may change them. `standard` is how an object that is part of Guanxi is called where
    nobody renamed it.
    """

    label: dict[str, str]
    plural_label: dict[str, str]
    name_label: dict[str, str] | UnsetType = UNSET
    description: dict[str, str] | UnsetType = UNSET
    standard: StandardNames | UnsetType = UNSET


class CustomObjectMeta(Struct):
    """What only an object that the company added has. `position` is its place in the navigation, among others like it."""

    color: str
    in_search: bool
    in_navigation: bool
    position: float
    description: str | UnsetType = UNSET


class ObjectMeta(Struct):
    """`icon` is the name of a Tabler icon. `custom` is there for objects that the company added, `renamed` for others
    that it calls otherwise.
    """

    name: str
    label: str
    plural_label: str
    icon: str
    title_field: str
    fields: list[FieldMeta]
    relations: list[RelationMeta]
    layouts: LayoutsMeta
    pipelines: list[PipelineMeta]
    pipeline_fields: PipelineFields | None
    permissions: Permissions
    custom: CustomObjectMeta | UnsetType = UNSET
    renamed: bool | UnsetType = UNSET
    names: ObjectNames | UnsetType = UNSET


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
    "text", "long_text", "integer", "number", "percent", "money", "date", "datetime", "boolean", "choice", "multi_choice", "auto_number", "duration", "lookup", "links",
    "email", "phone", "url", "formula", "rollup",
    "mixed_lookup",
]  # fmt: skip
FormulaText = Annotated[str, Meta(max_length=4_000)]
HelpText = Annotated[str, Meta(max_length=500)]
Help = HelpText | dict[Literal["en", "zh-CN"], HelpText]
Section = Annotated[str, Meta(min_length=1, max_length=60)]
ObjectName = Annotated[str, Meta(max_length=60)]
Length = Annotated[int, Meta(ge=1, le=20_000)]
Targets = Annotated[list[ObjectName], Meta(min_length=1, max_length=20)]


class RelatedChange(Struct, forbid_unknown_fields=True):
    """The list, on each record pointed to, of those that point to it. Without a label one is made of the names of the object and
    the field.
    """

    label: LabelText | None = None
    hidden: bool = False


Pattern = Annotated[
    str, Meta(min_length=1, max_length=200, description="In the syntax of RE2; the whole text must match")
]
Places = Annotated[int, Meta(ge=0, le=10)]
DefaultExpression = Annotated[
    str,
    Meta(min_length=1, max_length=200, description="What new records begin with: `today() + days(7)`, `me`"),
]


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


class Conversion(Struct, forbid_unknown_fields=True):
    """The type that a field shall have. `date_order` reads 03/04/2026; without it such days are impossible. A choice gets an
    option for each text that records have. `after` goes on with a preview.
    """

    type: FieldTypeName
    date_order: Literal["mdy", "dmy"] | None = None
    max_length: Length | None = None
    after: UUID | None = None


class ConversionExample(Struct):
    """A record whose value is not kept whole. `after` is None where it is not kept at all."""

    id: UUID
    name: str
    kind: Literal["lossy", "impossible"]
    before: str
    after: str | None


class ConversionPreview(Struct):
    """`records` were looked at; of their values so many are kept `whole`, in part (`lossy`), or not at all (`impossible`).
    `next` goes on after them; None at the end. `options` are those that a choice would have.
    """

    records: int
    whole: int
    lossy: int
    impossible: int
    examples: list[ConversionExample]
    options: list[str]
    next: UUID | None


NewObjectName = Annotated[str, Meta(pattern="^c_[a-z0-9][a-z0-9_]{0,46}$", max_length=50)]
Icon = Annotated[str, Meta(pattern="^[a-z0-9-]+$", max_length=60)]
Position = Annotated[float, Meta(ge=0, le=1_000_000)]


class NewObject(Struct, forbid_unknown_fields=True):
    """Without a `name`, one is made of the label. A label may be one text or one for each language; a language left out is
    called as the other one, a plural left out is made of the label. `name_label` is what the name of its records is called.
    `sharing` is what the whole company may do with its records; other than `public` it needs `sharing.manage`.
    """

    label: LabelText
    plural_label: LabelText | None = None
    name: NewObjectName | None = None
    icon: Icon = "box"
    color: Color = "gray"
    description: Help | None = None
    name_label: LabelText | None = None
    sharing: Literal["private", "read", "public"] = "public"
    in_search: bool = True
    in_navigation: bool = True
    position: Position | None = None


class ObjectChange(Struct, forbid_unknown_fields=True):
    """What is left out stays. An object that is part of Guanxi has only labels and an icon; null gives them back as they
    came.
    """

    label: LabelText | UnsetType | None = UNSET
    plural_label: LabelText | UnsetType | None = UNSET
    icon: Icon | UnsetType | None = UNSET
    color: Color | UnsetType = UNSET
    description: Help | UnsetType | None = UNSET
    name_label: LabelText | UnsetType = UNSET
    in_search: bool | UnsetType = UNSET
    in_navigation: bool | UnsetType = UNSET
    position: Position | UnsetType = UNSET


class DeletedObject(Struct):
    """`records` are as many as it will come back with."""

    name: str
    label: str
    plural_label: str
    icon: str
    records: int
    deleted_at: datetime


class DeletedObjects(Struct):
    data: list[DeletedObject]


class LookupUse(Struct):
    """A field that refers to records of the object."""

    object: str
    object_label: str
    field: str
    label: str


class DefinitionUse(Struct):
    """A rule, a layout or whatever else administrators declared. One that `holds` the field, or
    the object from elsewhere, keeps it from being deleted."""

    kind: str
    kind_label: str
    name: str
    label: str
    object: str | None
    holds: bool


class ObjectUses(Struct):
    """What a deletion would take out of sight: records, fields of other objects that refer to them, saved views, sharing
    rules, and what was declared about it. All come back with the object. Of each the first 50 are named.
    """

    records: int
    lookups: list[LookupUse]
    views: list[str]
    sharing_rules: list[str]
    definitions: list[DefinitionUse]


class DeletedField(Struct):
    name: str
    label: str
    type: str
    deleted_at: datetime


class DeletedFields(Struct):
    data: list[DeletedField]


class FieldUses(Struct):
    """What a deletion would touch: how many records have a value, at most 10,001; views that show or filter by the field;
    sharing rules that read it, which keep it from being deleted; definitions that name it.
    """

    records: int
    views: list[str]
    sharing_rules: list[str]
    definitions: list[DefinitionUse]


class GateChange(Struct, forbid_unknown_fields=True):
    """`condition` must hold of the record as it would be; `reason` tells a person what to do where it does not. `reasons` and
    `problem` may be sent back as they were told.
    """

    condition: Annotated[str, Meta(min_length=1, max_length=10_000)]
    reason: HelpText | dict[Literal["en", "zh-CN"], HelpText]
    reasons: dict[Literal["en", "zh-CN"], str] | None = None
    problem: str | None = None


GateChanges = Annotated[list[GateChange], Meta(max_length=20)]
Guidance = Annotated[str, Meta(max_length=2_000)]


class StageChange(Struct, forbid_unknown_fields=True):
    """Of a stage that there is, what is left out stays as it was. `next` as null: it may go on to any stage. `labels` and
    `guidances` may be sent back as they were told.
    """

    key: Key
    label: LabelText
    kind: StageKind = "open"
    probability: Annotated[float, Meta(ge=0, le=100)] | None = None
    color: Color | None = None
    entry: GateChanges | UnsetType = UNSET
    exit: GateChanges | UnsetType = UNSET
    required: Annotated[list[Annotated[str, Meta(max_length=60)]], Meta(max_length=30)] | UnsetType = UNSET
    guidance: Guidance | dict[Literal["en", "zh-CN"], Guidance] | UnsetType | None = UNSET
    limit_days: Annotated[int, Meta(ge=1, le=3650)] | UnsetType | None = UNSET
    next: Annotated[list[Key], Meta(max_length=30)] | UnsetType | None = UNSET
    labels: dict[Literal["en", "zh-CN"], str] | None = None
    guidances: dict[Literal["en", "zh-CN"], str] | None = None


class PipelineChange(Struct, forbid_unknown_fields=True):
    key: Key
    label: LabelText
    stages: Annotated[list[StageChange], Meta(max_length=30)]
    labels: dict[Literal["en", "zh-CN"], str] | None = None


class PipelinesChange(Struct, forbid_unknown_fields=True):
    """All pipelines, in their order; stages too. None takes them away, where the company gave them to the object."""

    pipelines: Annotated[list[PipelineChange], Meta(max_length=20)]


class Pipelines(Struct):
    pipelines: list[PipelineMeta] = field(default_factory=list)
