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
    `inputs` are the fields that it comes from in the end, formulas between them included; `origins` those and what roll-ups
    among them come from. Who may not see one of `origins` may not see the formula.
    """

    text: str
    reads: tuple[str, ...]
    object: str = ""
    inputs: frozenset[Input] = frozenset()
    origins: frozenset[Input] = frozenset()
    registry: Any = field(
        default=None, repr=False
    )  # a Registry, which holds the fields and so cannot be named here
    conventions: Conventions = field(default_factory=Conventions)

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "reads": list(self.reads)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Formula:
        return cls(kept["text"], tuple(kept["reads"]))


@dataclass(eq=False)
class Rollup:
    """A figure over the records of `object` whose lookup `lookup` points here: how many, or of their `field` the sum, the
    average, the least or the greatest; of those only that meet `condition`. Kept on the record, as a fact of the company.

    `inputs` are the fields of those records that it comes from, set when all objects are known; `origins` those and what
    they come from themselves. Who may not see one of `origins` may not see the figure: of a record with one part it is the part.
    """

    object: str
    lookup: str
    function: str
    field: str | None = None
    condition: str | None = None
    reads: tuple[str, ...] = ()
    inputs: frozenset[str] = frozenset()
    origins: frozenset[Input] = frozenset()

    @property
    def of_none(self) -> int | None:
        """Its value where there are no records."""
        return 0 if self.function in ("count", "sum") else None

    def as_json(self) -> dict[str, Any]:
        kept = {
            "object": self.object,
            "lookup": self.lookup,
            "function": self.function,
            "field": self.field,
            "condition": self.condition,
            "reads": list(self.reads),
        }
        return {name: value for name, value in kept.items() if value is not None}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rollup:
        return cls(
            kept["object"], kept["lookup"], kept["function"], kept.get("field"), kept.get("condition"),
            tuple(kept.get("reads", ())),
        )  # fmt: skip
