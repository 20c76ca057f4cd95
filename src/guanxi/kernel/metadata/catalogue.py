"""The standard objects, registered once when the program starts."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.kernel.metadata.mixed_lookups import everywhere
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.registry import Registry
from guanxi.kernel.metadata.relations import with_relations

_standard: dict[str, ObjectDef] = {}
_registry: Registry | None = None


def register(definition: ObjectDef) -> ObjectDef:
    """Adds a standard object. Its stage and pipeline fields take their options from its pipelines."""
    global _registry
    known = _standard.get(definition.name)
    if known is not None and known.number != definition.number:
        raise ValueError(f"Two objects are named {definition.name}.")
    _standard[definition.name] = definition.with_pipelines(definition.pipelines)
    _registry = None
    return _standard[definition.name]


def declared_objects() -> Iterator[ObjectDef]:
    """The standard objects as they are declared, to be put together with those of a company."""
    return iter(_standard.values())


def standard_registry() -> Registry:
    """What a company has that changed nothing."""
    global _registry
    if _registry is None:
        _registry = with_relations(everywhere(Registry(_standard)))
    return _registry
