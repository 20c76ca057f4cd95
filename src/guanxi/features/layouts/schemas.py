"""A layout as it is declared, and as it is told to whoever draws a page by it.

`required` and `read_only` of a placed field hold on the page alone. What must hold however a record is written is a rule
of the field or a validation rule; what somebody may see is a matter of rights, which no layout widens.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from guanxi.kernel.definitions import Sentence

Condition = Annotated[str, Meta(min_length=1, max_length=4_000)]
FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,59}$", max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Area = Literal["left", "main", "side"]
Access = Literal["admin", "member", "viewer"]

MOST_TABS = 12
MOST_ITEMS = 40  # of a tab
MOST_FIELDS = 600  # of a section
MOST_ROWS = 50  # of a related list
MORE_KEY = "more"


class PlacedField(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`width` in columns of its section. `required` and `read_only` hold on this page only; `help` stands beside the field's own."""

    name: FieldName
    width: Annotated[int, Meta(ge=1, le=3)] = 1
    required: bool = False
    read_only: bool = False
    help: Sentence | None = None
    visible_when: Condition | None = None


class Section(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="section"):
    """`collapsed` until the reader opens it. `phone_order` names the fields that come first on a narrow screen."""

    key: Key
    label: Sentence
    area: Area = "main"
    columns: Annotated[int, Meta(ge=1, le=3)] = 1
    collapsed: bool = False
    visible_when: Condition | None = None
    fields: Annotated[tuple[PlacedField, ...], Meta(max_length=MOST_FIELDS)] = ()
    phone_order: Annotated[tuple[FieldName, ...], Meta(max_length=MOST_FIELDS)] = ()


class RelatedList(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="related"):
    """A related list of the object. Without `columns` its rows say what they usually say. `sort` is as in lists: `-amount,name`."""

    key: Key
    relation: FieldName
    area: Area = "side"
    label: Sentence | None = None
    columns: Annotated[tuple[FieldName, ...], Meta(max_length=8)] = ()
    rows: Annotated[int, Meta(ge=1, le=MOST_ROWS)] = 5
    sort: Annotated[str, Meta(max_length=200)] | None = None
    visible_when: Condition | None = None


class Component(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="component"):
    """A part of the page that is no field and no list, such as the timeline: see `GET /objects/{object}/layouts`."""

    key: Key
    component: Key
    area: Area = "side"
    visible_when: Condition | None = None


Item = Section | RelatedList | Component


class Tab(Struct, frozen=True, forbid_unknown_fields=True):
    """`phone_order` names the items that come first on a narrow screen; others follow, those of the left
    before those of the middle and the side, the timeline last.
    """

    key: Key
    label: Sentence
    visible_when: Condition | None = None
    items: Annotated[tuple[Item, ...], Meta(max_length=MOST_ITEMS)] = ()
    phone_order: Annotated[tuple[Key, ...], Meta(max_length=MOST_ITEMS)] = ()


class Audience(Struct, frozen=True, forbid_unknown_fields=True):
    """Those who have one of these accesses, hold one of these positions, belong to one of these teams or queues, or were given
    one of these permission sets, by name.
    """

    access: Annotated[tuple[Access, ...], Meta(max_length=3)] = ()
    roles: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    teams: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()
    permission_sets: Annotated[tuple[Name, ...], Meta(max_length=50)] = ()

    @property
    def is_everybody(self) -> bool:
        return not (self.access or self.roles or self.teams or self.permission_sets)


class Layout(Struct, frozen=True, forbid_unknown_fields=True):
    """The page of an object's records. Of several the first, by position, applies whose audience the reader belongs to
    (`for`) and whose condition holds of the record (`when`).

    `omitted` fields are left out. Every other field without a place is shown in a last section, "More". `quick_create` are
    the fields that a new record is asked for first, `card` those of cards on boards and narrow lists, `header` the figures
    beside the title. Where one of these is null, the object's own are used.
    """

    tabs: Annotated[tuple[Tab, ...], Meta(min_length=1, max_length=MOST_TABS)]
    audience: Audience = field(default_factory=Audience, name="for")
    when: Condition | None = None
    omitted: Annotated[tuple[FieldName, ...], Meta(max_length=MOST_FIELDS)] = ()
    quick_create: Annotated[tuple[FieldName, ...], Meta(max_length=30)] | None = None
    card: Annotated[tuple[FieldName, ...], Meta(max_length=10)] | None = None
    header: Annotated[tuple[FieldName, ...], Meta(max_length=10)] | None = None


class PlacedFieldMeta(Struct):
    """`conditional`: whether it is shown depends on the record; so it does with items and tabs."""

    name: str
    width: int
    required: bool | UnsetType = UNSET
    read_only: bool | UnsetType = UNSET
    help: str | UnsetType = UNSET
    conditional: bool | UnsetType = UNSET


class ItemMeta(Struct):
    """`type` is `section`, `related` or `component`, and says which of the rest is there. `phone_order` names all fields."""

    type: Literal["section", "related", "component"]
    key: str
    area: Area
    label: str | UnsetType = UNSET
    columns: int | UnsetType = UNSET
    collapsed: bool | UnsetType = UNSET
    fields: list[PlacedFieldMeta] | UnsetType = UNSET
    phone_order: list[str] | UnsetType = UNSET
    relation: str | UnsetType = UNSET
    shown: list[str] | UnsetType = UNSET
    rows: int | UnsetType = UNSET
    sort: str | UnsetType = UNSET
    component: str | UnsetType = UNSET
    conditional: bool | UnsetType = UNSET


class TabMeta(Struct):
    """`phone_order` names all items."""

    key: str
    label: str
    items: list[ItemMeta]
    phone_order: list[str]
    conditional: bool | UnsetType = UNSET


class LayoutMeta(Struct):
    """As its reader has it: in his language, without fields and lists that he does not see, with those that have no place.

    `conditional`: which parts are shown depends on the record.
    """

    name: str
    label: str
    conditional: bool
    tabs: list[TabMeta]
    quick_create: list[str] | None
    card: list[str] | None
    header: list[str] | None


class ComponentMeta(Struct):
    name: str
    label: str


class LayoutsOfObject(Struct):
    """`data` are those that may apply to the caller, in their order. `decided`: which of them applies depends on the record, or
    whether parts of it are shown; then it is asked for by record. `reads` are the fields of the record on which that depends.
    """

    data: list[LayoutMeta]
    decided: bool
    reads: list[str]
    components: list[ComponentMeta]


class LayoutQuestion(Struct, forbid_unknown_fields=True):
    """Of the record `record_id` with `values` that somebody is typing, or of a new record with these values. Administrators may
    ask it of a `draft` that is not saved.
    """

    record_id: UUID | None = None
    values: Annotated[dict[str, Any], Meta(max_length=MOST_FIELDS)] = field(default_factory=dict)
    draft: Layout | None = None


class LayoutDecision(Struct):
    """The name of the layout, null for the object's own, and what of it is not shown: keys of tabs and items, names of fields.
    `drawn` is the draft that was asked about, as it would be told.
    """

    layout: str | None
    hidden_parts: list[str]
    hidden_fields: list[str]
    drawn: LayoutMeta | UnsetType = UNSET
