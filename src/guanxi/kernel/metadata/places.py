"""Where a custom field's values are kept: under its number in the JSON column `custom` of the object's table, and once
the field is indexed, a copy in one of the table's slots, columns that have indexes waiting for such fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MOST_NUMBERS = 100_000
"""Custom fields are numbered below this, the fields declared in code above."""

_FAMILY_OF: Mapping[str, str] = {
    "text": "t", "choice": "t", "email": "t", "phone": "t", "url": "t",
    "integer": "n", "number": "n", "percent": "n", "money": "n",
    "date": "d", "datetime": "d",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """`ready` once every record's value has been copied. Until then it is written and not read."""

    column: str
    ready: bool


@dataclass(frozen=True, slots=True)
class CustomPlace:
    """`linked`: every record's links of a field that points to records stand in `record_link`, and may be read there."""

    number: int
    slot: Slot | None = None
    linked: bool = False

    @property
    def key(self) -> str:
        return str(self.number)

    @property
    def index(self) -> str | None:
        """The slot to filter and sort by."""
        return self.slot.column if self.slot is not None and self.slot.ready else None


def slot_family(type_name: str) -> str | None:
    """The letter that names of fitting slots begin with: t text, n number, d time. None for what cannot be indexed."""
    return _FAMILY_OF.get(type_name)
