"""Where a custom field's values are kept: under its number in the JSON column `custom` of the object's table, and once
the field is indexed, a copy in one of the table's slots, columns that have indexes waiting for such fields.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_NUMBERS = 100_000
"""Custom fields are numbered below this, the fields declared in code above."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`ready` once every record's value has been copied. Until then it is written and not read."""

    column: str
    ready: bool


@dataclass(frozen=True, slots=True)
class CustomPlace:
    """A field that became one of another type has its values in a new `generation`; the former ones stay where they were.
    Of values in parts, `part` is the member of the JSON object. `linked`: every record's links of a field that points to records stand in `record_link`, and may be read there."""

    number: int
    slot: Slot | None = None
    linked: bool = False
    generation: str | None = None
    part: str | None = None

    @property
    def key(self) -> str:
        return str(self.number) if self.generation is None else f"{self.number}_{self.generation}"

    @property
    def index(self) -> str | None:
        """The slot to filter and sort by."""
        return self.slot.column if self.slot is not None and self.slot.ready else None


def generation_of(meta_version: int) -> str:
    """Another one for each version of a company's metadata, and short, because every value is kept under it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while meta_version:
        meta_version, digit = divmod(meta_version, len(digits))
        text = digits[digit] + text
    return text
