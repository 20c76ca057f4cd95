"""A field as it is named from an object: its own, or that of a record it looks up."""

from __future__ import annotations

from dataclasses import dataclass

from guanxi.kernel.expressions import ValueType
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

    @property
    def kind(self) -> ValueType:
        return ValueType(self.field.type.value_kind)


def labels_of(field: Field, locale: str) -> dict[str, str] | None:
    """What the options of a choice are called."""
    if ValueType(field.type.value_kind) is not ValueType.CHOICE:
        return None
    return {option.value: option.label.in_locale(locale) for option in field.options}
