"""Fields as they are told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from guanxi.features.objects.schemas.options import OptionMeta


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


FileKind = Literal["image", "pdf", "document", "spreadsheet", "presentation", "archive", "audio", "video"]


class FilesOf(Struct, forbid_unknown_fields=True):
    """What a field of files takes: how many at most, of which kinds (none: of any), and of how many megabytes each; pictures are
    of their one kind.
    """

    most: Annotated[int, Meta(ge=1, le=20)] = 1
    kinds: Annotated[list[FileKind], Meta(max_length=8)] = []
    largest_mb: Annotated[int, Meta(ge=1, le=200)] | None = None


class DependsOnMeta(Struct):
    field: str
    allowed: dict[str, list[str]]


class PartMeta(Struct):
    """A part of a field's values, asked for by its `name` such as `c_address.city` wherever fields are read."""

    name: str
    type: str
    label: str
    sortable: bool
    filterable: bool
    groupable: bool


class FieldMeta(Struct):
    """`parts` are those of values that consist of some; lists, filters and reports take them as they take fields. `target` is the object that a lookup points to, `targets` those of one that may point to several. `detail_of`: its
    records are parts of those it points to, and are moved to others only where `reparentable`. `decimals` are those of the
    company's currency for money. `foreign` names the field that has the same amount in a currency of its own, which says the same by
    `converts_to`. `names` of a field that is part of Guanxi are told to those who may change them.

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
    foreign: str | UnsetType = UNSET
    converts_to: str | UnsetType = UNSET
    decimals: int | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    default: Any = UNSET
    depends_on: DependsOnMeta | UnsetType = UNSET
    pattern: str | UnsetType = UNSET
    default_expression: str | UnsetType = UNSET
    numbering: NumberingOf | UnsetType = UNSET
    files: FilesOf | UnsetType = UNSET
    shown_last: int | UnsetType = UNSET
    parts: list[PartMeta] | UnsetType = UNSET
    custom: CustomMeta | UnsetType = UNSET
    formula: str | UnsetType = UNSET
    rollup: RollupMeta | UnsetType = UNSET
    names: FieldNames | UnsetType = UNSET
