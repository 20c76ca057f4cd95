"""Fields whose values come from others: formulas, computed as they are read, and roll-ups, kept as records change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guanxi.kernel.metadata.conventions import Conventions

if TYPE_CHECKING:
    from guanxi.kernel.metadata.registry import Registry

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
    registry: Registry | None = field(default=None, repr=False)
    conventions: Conventions = Conventions()

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "reads": list(self.reads)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Formula:
        return cls(kept["text"], tuple(kept["reads"]))


def bind_formulas(registry: Registry, conventions: Conventions) -> Registry:
    """Tells each formula where it is and what it comes from. The registry is the complete one of a company."""
    for definition in registry:
        for each in definition.field_list:
            if each.formula is not None:
                each.formula.object, each.formula.registry = definition.name, registry
                each.formula.conventions = conventions
    for definition in registry:
        for each in definition.field_list:
            if each.formula is not None:
                each.formula.inputs = frozenset(_inputs(registry, definition.name, each.formula, set()))
    return registry


def _inputs(registry: Registry, object_name: str, formula: Formula, on_the_way: set[Formula]) -> set[Input]:
    found: set[Input] = set()
    if formula in on_the_way:
        return found
    on_the_way.add(formula)
    for name in formula.reads:
        current = object_name
        for step in name.split("."):
            found.add((current, step))
            item = registry.object(current).field(step) if current in registry else None
            if item is None:
                break
            if item.formula is not None:
                found |= _inputs(registry, current, item.formula, on_the_way)
            current = item.target or ""
    on_the_way.discard(formula)
    return found
