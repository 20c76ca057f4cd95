"""Lookups to one of several objects: which those are, and the part of a value that says of which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guanxi.kernel.metadata.field_types.choice import CHOICE
from guanxi.kernel.metadata.field_types.mixed_lookup import OBJECT
from guanxi.kernel.metadata.fields import Field, Option
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.registry import Registry

PEOPLE = "user"


def everywhere(registry: Registry) -> Registry:
    """With the targets of the lookups that point anywhere: every object, deleted ones too, to which values may still point;
    not the object itself, not people, and none that it has a declared lookup for, so that each link has one place.
    """
    return registry.with_objects({each.name: each for each in _settled(registry)})


def _settled(registry: Registry) -> Iterator[ObjectDef]:
    names = [*(each.name for each in registry), *registry.deleted]
    for definition in registry:
        fields = [each for each in definition.field_list if each.anywhere]
        if not fields:
            continue
        own = {
            each.target for each in definition.field_list if each.place is None and each.target is not None
        }
        targets = tuple(name for name in names if name not in {*own, definition.name, PEOPLE})
        yield definition.with_fields({each.name: replace(each, targets=targets) for each in fields})


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
        column=field.object_column,
        object_column="",
        anywhere=False,
        place=None if field.place is None else replace(field.place, part=OBJECT),
        whole=field,
        label=Label(f"{field.label.en}: object", f"{field.label.zh}：对象"),
        options=options,
        targets=(),
        groupable=True,
        sortable=False,
        required=False,
    )
