"""A field as it is named from an object: its own, or that of a record it looks up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from guanxi.kernel.expressions import Reference, ValueType
from guanxi.kernel.metadata import Field, ObjectDef


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A field of the object, or of the record that its lookup `through` points to.

    What a formula of that record reads may lie `beyond`: each step is a lookup and what it points to.
    """

    name: str
    field: Field
    through: Field | None = None
    target: ObjectDef | None = None
    pointed: ObjectDef | None = None  # the object of the records in a list of links
    beyond: tuple[tuple[Field, ObjectDef], ...] = ()

    def part(self, name: str) -> FieldPath:
        """To a part of this field's values."""
        return replace(self, name=f"{self.name}.{name}", field=self.field.parts[name])

    @property
    def lookups(self) -> list[str]:
        """The names of the lookups on the way."""
        return self.name.split(".")[: -1 if self.field.whole is None else -2]

    @property
    def kind(self) -> ValueType:
        return ValueType(self.field.type.value_kind)


def leaf_of(field: Field | None, part: Sequence[str]) -> Field | None:
    """The field itself, or the one part of its values that is asked for."""
    if field is None or not part:
        return field
    return field.parts.get(part[0]) if len(part) == 1 else None


def cell_column(latitude: Reference) -> str | None:
    """The slot that holds in which cell of the earth the place with this latitude lies, see kernel.earth; None without one."""
    path = latitude.handle
    if not isinstance(path, FieldPath) or path.through is not None:
        return None
    whole = path.field.whole
    return None if whole is None or whole.place is None else whole.place.index


def labels_of(field: Field, locale: str) -> dict[str, str] | None:
    """What the options of a choice are called."""
    if ValueType(field.type.value_kind) is not ValueType.CHOICE:
        return None
    return {option.value: option.label.in_locale(locale) for option in field.options}
