"""Formulas and roll-ups told where they are and what they come from, once all objects of a company are known."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.derivations import Formula, Input, Rollup
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
    for definition in registry:
        for each in definition.field_list:
            if each.rollup is not None:
                each.rollup.inputs = frozenset(_inputs_of_rollup(registry, each.rollup))
    for definition in registry:
        for each in definition.field_list:
            derivation = each.derivation
            if derivation is not None:
                derivation.origins = frozenset(_origins(registry, derivation))
    return registry


def _origins(registry: Registry, derivation: Formula | Rollup) -> set[Input]:
    """Through roll-ups over roll-ups, and formulas that read them."""
    found: set[Input] = set()
    waiting = [derivation]
    while waiting:
        for object_name, name in _inputs_of(waiting.pop()) - found:
            found.add((object_name, name))
            field = registry.object(object_name).field(name) if object_name in registry else None
            if field is not None and field.derivation is not None:
                waiting.append(field.derivation)
    return found


def _inputs_of(derivation: Formula | Rollup) -> frozenset[Input]:
    match derivation:
        case Formula():
            return derivation.inputs
        case Rollup():
            return frozenset((derivation.object, name) for name in derivation.inputs)


def _inputs_of_rollup(registry: Registry, rollup: Rollup) -> Iterator[str]:
    """Fields of the records rolled up, apart from formulas: what those come from instead."""
    if rollup.object not in registry:
        return
    definition = registry.object(rollup.object)
    for name in (rollup.lookup, rollup.field, *rollup.reads):
        field = None if name is None else definition.field(name)
        if field is not None and field.formula is not None:
            yield from (name for object_name, name in field.formula.inputs if object_name == definition.name)
        elif field is not None:
            yield field.name


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
            if item is None or item.type.parts:
                break
            if item.formula is not None:
                found |= _inputs(registry, current, item.formula, on_the_way)
            if item.type.many_targets:
                break  # What follows is a part of its own value.
            current = item.target or ""
    on_the_way.discard(formula)
    return found
