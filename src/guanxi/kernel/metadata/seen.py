"""The objects of a company as one caller has them: without the fields hidden from him, with those fixed for him read-only.

For code that goes by the fields of an object itself. What names fields in a query passes `kernel.query.fields` instead.
"""

from __future__ import annotations

from dataclasses import replace

from guanxi.kernel.metadata.fields import Field
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.overlays import registry_of
from guanxi.kernel.metadata.registry import Registry
from guanxi.kernel.tenancy import Rights, Scope


def sees(rights: Rights, object_name: str, field: Field) -> bool:
    """Whether the caller sees the field. Of a formula or a roll-up, all that it comes from must be seen: it would tell of that."""
    return rights.sees(object_name, field.name) and all(rights.sees(*each) for each in field.origins)


async def seen_registry_of(scope: Scope) -> Registry:
    registry, rights = await registry_of(scope), scope.actor.rights
    if rights.unlimited:
        return registry
    return registry.with_objects({each.name: _seen(each, rights) for each in registry})


def _seen(definition: ObjectDef, rights: Rights) -> ObjectDef:
    """A limited field is no key either: matching by one would tell what it holds."""
    fields = [
        field if rights.edits(definition.name, field.name) else replace(field, read_only=True, unique=False)
        for field in definition.field_list
        if sees(rights, definition.name, field)
    ]
    return replace(definition, field_list=tuple(fields))
