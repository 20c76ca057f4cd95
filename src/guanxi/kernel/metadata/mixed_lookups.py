"""Lookups to one of several objects: which those are, and the part of a value that says of which."""

from __future__ import annotations

from dataclasses import replace

from guanxi.kernel.metadata.field_types.choice import CHOICE
from guanxi.kernel.metadata.field_types.mixed_lookup import OBJECT
from guanxi.kernel.metadata.fields import Field, Option
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.registry import Registry


def targets_of(field: Field, registry: Registry) -> list[str]:
    """Without those that were deleted, to which values may still point."""
    return [name for name in field.targets if name in registry]


def object_part(field: Field, registry: Registry | None = None) -> Field:
    """The field that holds the name of the object: a choice of those that there are, where the registry tells them."""
    names = [] if registry is None else targets_of(field, registry)
    options = tuple(Option(name, registry.object(name).label) for name in names) if registry else ()
    return replace(
        field,
        name=f"{field.name}.{OBJECT}",
        type=CHOICE,
        place=None if field.place is None else replace(field.place, part=OBJECT),
        whole=field,
        label=Label(f"{field.label.en}: object", f"{field.label.zh}：对象"),
        options=options,
        targets=(),
        groupable=True,
        sortable=False,
        required=False,
    )
