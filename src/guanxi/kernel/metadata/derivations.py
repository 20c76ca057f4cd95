"""Fields whose values come from others: formulas, computed as they are read, and roll-ups, kept as records change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guanxi.kernel.metadata.conventions import Conventions

Input = tuple[str, str]
"""A field, by the names of its object and its own."""


@dataclass(eq=False)
class Formula:
    """An expression over fields of the record and of the records it looks up. One for each loading of a company's objects.

    `reads` are the names in it, such as `amount` and `account.industry`. The rest is set when all objects are known:
    `inputs` are the fields that it comes from in the end, formulas between them included. Who may not see one of those may
    not see the formula.
    """

    text: str
    reads: tuple[str, ...]
    object: str = ""
    inputs: frozenset[Input] = frozenset()
    registry: Any = field(default=None, repr=False)  # a Registry, which holds the fields and so cannot be named here
    conventions: Conventions = field(default_factory=Conventions)

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "reads": list(self.reads)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Formula:
        return cls(kept["text"], tuple(kept["reads"]))
