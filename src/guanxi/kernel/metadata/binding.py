"""Formulas told where they are, once all objects of a company are known."""

from __future__ import annotations

from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.derivations import Formula, Input
from guanxi.kernel.metadata.registry import Registry


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
