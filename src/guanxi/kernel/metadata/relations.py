"""Related lists that fields bring: every custom field that points to records lists, on each of them, what points there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from guanxi.kernel.metadata.fields import Field
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import ObjectDef, Relation
from guanxi.kernel.metadata.registry import Registry


def with_relations(registry: Registry) -> Registry:
    """The objects with the related lists of their fields after those that are declared."""
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for definition in registry:
        for field in definition.field_list:
            if field.place is None and not field.anywhere:
                continue  # Those of declared fields are declared with the object.
            if field.type.apart and field.target is not None and field.target in registry:
                found[definition.name].append(
                    Relation(field.name, field.target, field.name, field.label, outward=True)
                )
            for target in field.pointed_at:
                if target in registry:
                    found[target].append(_inward(definition, field))
    return registry.with_objects(
        {
            name: replace(registry.object(name), relations=(*registry.object(name).relations, *relations))
            for name, relations in found.items()
        }
    )


def details_of(registry: Registry, master: ObjectDef) -> Iterator[tuple[ObjectDef, Field]]:
    """The objects whose records are parts of this one's, each with the field that makes them so."""
    for definition in registry:
        field = definition.master_field
        if field is not None and field.target == master.name:
            yield definition, field


def relation_name(definition: ObjectDef, field: Field) -> str:
    return f"{definition.name}_{field.name}"


def _inward(definition: ObjectDef, field: Field) -> Relation:
    label = field.related.label or _usual_label(definition, field)
    name = field.related.name or relation_name(definition, field)
    return Relation(name, definition.name, field.name, label, hidden=field.related.hidden)


def _usual_label(definition: ObjectDef, field: Field) -> Label:
    plural = definition.plural_label
    return Label(f"{plural.en} ({field.label.en})", f"{plural.zh}（{field.label.zh}）")
