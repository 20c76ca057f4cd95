"""A field of an object: its type, where it is stored, what it accepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from guanxi.kernel.metadata.derivations import Formula, Input, Rollup
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.places import CustomPlace


class FieldRefused(Exception):
    """A value that a field does not accept; becomes a FieldError with the same code."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What reading a value depends on."""

    currency: str
    timezone: str
    tenant_id: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice. Stages add their pipeline, kind and probability (percent)."""

    value: str
    label: Label
    color: str = "gray"
    retired: bool = False
    pipeline: str | None = None
    kind: str | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """Which options can be chosen: those that `allowed` lists for the option chosen in `field`. For one that is not listed,
    or for none, there are none.
    """

    field: str
    allowed: Mapping[str, Sequence[str]]

    def admits(self, controlling: Sequence[str], chosen: str) -> bool:
        return any(chosen in self.allowed.get(value, ()) for value in controlling)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that values of a field consist of, asked for as `field.part` wherever fields are read."""

    name: str
    label: Label
    type: FieldType
    options: tuple[Option, ...] = ()
    unit: str | None = None
    """The part that says in what it is counted: figures over it are those of one unit."""
    derived: bool = False
    """Nobody writes it: it comes from the other parts, and from what is known beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """How values of one kind are read, stored and compared, and what fields of it can be. One file per type in `field_types`.

    Whatever depends on the type of a field asks for a property here, never for a name.
    """

    name: str
    value_kind: str
    """The type of the value in conditions (see expressions.ValueType)."""
    addable: bool = True
    """Whether a company may add fields of it."""
    slot: str | None = None
    """The letter that names of fitting slots begin with: t text, n number, d time. None for what cannot be indexed."""
    sortable: bool = True
    filterable: bool = True
    groupable: bool = False
    searchable: bool = False
    """Whether the search may read it."""
    has_options: bool = False
    bounded: bool = False
    """Whether a least and a greatest value may be declared."""
    takes_pattern: bool = False
    """Whether a pattern may be declared that its texts must have."""
    takes_decimals: bool = False
    """Whether the most decimal places may be declared."""
    longest: int = 0
    """The greatest length that may be declared; 0 where a length means nothing."""
    can_be_unique: bool = False
    default_allowed: bool = True
    read_only: bool = False
    """Whether its values are the program's own."""
    pointing: bool = False
    """Whether its values are records of an object."""
    many_targets: bool = False
    """Whether these are of one of several objects, and say of which."""
    sealed: bool = False
    """Whether the database cannot read its values. Whoever sees the field reads their masks, see `Field.shown_last`."""
    holds_files: bool = False
    """Whether its values name files that were uploaded; see `Field.files`. In conditions they are their number."""
    asked_as: str = ""
    """How a form on the internet asks for a value: the kind of its control. Empty for what strangers are never asked."""
    apart: bool = False
    """Whether its values are rows of `record_link` alone: a record has none, one or many."""
    parts: tuple[Part, ...] = ()
    """What its values consist of: they are JSON objects, whose members these are."""
    read_as: str | None = None
    """The member that the value is in conditions, formulas and texts; None where it is the whole."""
    shown_as: str | None = None
    """The member that records show; None where it is the whole."""
    slot_part: str | None = None
    """The member that an index holds; None where `slot_value` makes something else of the value."""
    read_whole: bool = True
    """Whether one cell of a file may hold all of a value."""
    sorted_by: tuple[str, ...] = ()
    """The parts that it is sorted by; empty where it is by itself."""

    def parse(self, raw: Any, field: Field, context: ParseContext) -> Any:
        """The stored value of what a caller sent; None for what says nothing. Raises FieldRefused."""
        raise NotImplementedError

    def to_json(self, stored: Any) -> Any:
        """The stored value as history and the column `custom` keep it."""
        return stored

    def from_json(self, kept: Any) -> Any:
        return kept

    def given_of(self, stored: Any) -> Any:
        """What somebody gave of a stored value, without what was added to it as it was written."""
        return stored

    def as_history(self, stored: Any) -> Any:
        """What history keeps of it, where that is less than the value."""
        return self.to_json(stored)

    def shown(self, stored: Any) -> Any:
        """The stored value as records show it, see `shown_as`."""
        return self.shown_of_kept(self.to_json(stored))

    def shown_of_kept(self, kept: Any) -> Any:
        """The same of a value as history keeps it, which may be from when the field was of another type."""
        return kept

    def holds(self, stored: Any, field: Field) -> bool:
        """Whether history may put this value back: not what the field held while it was one of another type."""
        return True

    def options_in(self, stored: Any) -> Sequence[str]:
        """The values of the options that are chosen; none of types without options."""
        return ()

    def key_of(self, stored: Any) -> str:
        """Two values with the same key are the same where values must be unique."""
        return str(self.to_json(stored))

    def text_of(self, stored: Any) -> str:
        """What the search reads of a value."""
        return str(stored)

    def slot_value(self, stored: Any) -> Any:
        """What a slot holds of a value in parts, where that is none of the parts."""
        raise NotImplementedError

    def part_of(self, stored: Any, part: str) -> Any:
        """One part of a stored value, None where it has none."""
        return stored.get(part)


LINK = "link "
"""What `index_column` begins with for a field that `record_link` serves as an index."""


@dataclass(frozen=True, slots=True)
class RelatedList:
    """How the records that point to one are listed there. Without a label or a name, it is made of the object's and the field's."""

    label: Label | None = None
    hidden: bool = False
    name: str = ""


@dataclass(frozen=True)
class Field:
    """`column` is the column of the object's table, empty for a custom field, which has a `place` instead. Labels are
    bilingual; options belong to choices and stages;
    `section` is the part of the form that shows a custom field; `role` what the field is to the object's pipelines. The type of
    a `formula` is that of its value.

    A part of the values of another field has that as its `whole`; its name is `whole.part`.

    A field that points to records of one object names it as `target`, of several as `targets`. `anywhere`: of every object that
    there is, see `mixed_lookups.everywhere`; `object_column` is the column that says of which. `detail_of` makes the record
    a part of the one it points to: shared, deleted and restored with it, moved to another only where `reparentable`.

    Amounts in currencies of their own are converted by the rate of the day in the field `rate_date` of one of them, by today's where
    none names any; `converts_to` is the money field that takes what it is worth. `column_part` is the member of a column's JSON object.
    """

    name: str
    type: FieldType
    label: Label
    column: str
    required: bool = False
    read_only: bool = False
    unique: bool = False
    sortable: bool = True
    filterable: bool = True
    groupable: bool = False
    searchable: bool = False
    open_options: bool = False
    options: tuple[Option, ...] = ()
    target: str | None = None
    targets: tuple[str, ...] = ()
    anywhere: bool = False
    object_column: str = ""
    detail_of: bool = False
    reparentable: bool = False
    related: RelatedList = RelatedList()
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: Any = None
    help: Label | None = None
    place: CustomPlace | None = None
    section: str | None = None
    role: str | None = None
    formula: Formula | None = None
    rollup: Rollup | None = None
    whole: Field | None = None
    depends_on: Dependency | None = None
    pattern: str | None = None
    decimals: int | None = None
    default_expression: str | None = None
    numbering: Any = None
    files: Any = None
    shown_last: int = 0
    rate_date: str | None = None
    converts_to: str | None = None
    column_part: str | None = None

    @property
    def derivation(self) -> Formula | Rollup | None:
        """What its values come from, where nobody writes them."""
        return self.formula or self.rollup

    @property
    def origins(self) -> frozenset[Input]:
        """The fields that its values come from in the end; whoever sees it has to see those."""
        return frozenset() if self.derivation is None else self.derivation.origins

    @property
    def finds_records(self) -> bool:
        """Whether a record may be looked up by its value. Encrypted ones only by whoever may reveal them, see features/secrets."""
        return self.unique and not self.type.sealed

    @property
    def is_derived(self) -> bool:
        """Nobody writes it: it comes from other fields."""
        return self.formula is not None or self.rollup is not None

    @property
    def index_column(self) -> str:
        """The column that an index of the table may hold: its own, or the slot of an indexed custom field; a name that is no
        column where links serve as one; empty for none.
        """
        if self.type.parts or self.column_part is not None:
            return ""  # One of the parts may have it.
        if self.place is None:
            return self.column
        return f"{LINK}{self.place.key}" if self.is_linked else self.place.index or ""

    @property
    def pointed_at(self) -> tuple[str, ...]:
        """The objects whose records it may point to."""
        return self.targets or (() if self.target is None else (self.target,))

    @property
    def keeps_links(self) -> bool:
        """Whether `record_link` is written with its values."""
        return self.place is not None and bool(self.pointed_at)

    @property
    def is_linked(self) -> bool:
        """Whether `record_link` may be read in place of its values."""
        return self.place is not None and self.place.linked and bool(self.pointed_at)

    @cached_property
    def parts(self) -> Mapping[str, Field]:
        """The parts of its values as fields of their own, by their names within this one."""
        return {each.name: self._part(each) for each in self.type.parts}

    @property
    def unit(self) -> str | None:
        """The name of the field that this is counted in."""
        if self.whole is None:
            return None
        own = (each for each in self.whole.type.parts if self.name == f"{self.whole.name}.{each.name}")
        part = next(own, None)
        return None if part is None or part.unit is None else f"{self.whole.name}.{part.unit}"

    def _part(self, part: Part) -> Field:
        place = self.place
        if place is not None:
            slot = place.slot if part.name == self.type.slot_part else None
            place = replace(place, slot=slot, part=part.name)
        return Field(
            f"{self.name}.{part.name}",
            part.type,
            self.label.followed_by(part.label),
            column=self.column,
            place=place,
            column_part=part.name if place is None else None,
            read_only=True,
            sortable=part.type.sortable,
            filterable=self.filterable and part.type.filterable,
            groupable=part.type.groupable,
            options=part.options,
            whole=self,
        )

    @cached_property
    def option_of(self) -> Mapping[str, Option]:
        return {option.value: option for option in self.options}
