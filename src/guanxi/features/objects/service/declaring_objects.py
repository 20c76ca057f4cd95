"""Objects as packages declare them: made, changed, renamed or brought back, whichever it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from guanxi.features.objects.schemas import NewObject, ObjectChange
from guanxi.features.objects.service import custom_objects
from guanxi.features.objects.service.descriptions import origin_of
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.metadata.custom_objects import object_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope

_CHANGED = frozenset(each.encode_name for each in msgspec.structs.fields(ObjectChange))


class Renaming(msgspec.Struct, forbid_unknown_fields=True):
    """What a company calls an object that is part of Guanxi."""

    label: dict[str, str]
    plural_label: dict[str, str]
    icon: str


def declared_object(definition: ObjectDef) -> NewObject | Renaming | None:
    """As it could be declared again; None for an object that is as it came."""
    kept = object_as_json(definition)
    if definition.custom is not None:
        given = {name: value for name, value in kept.items() if value is not None}
        return msgspec.convert(given, NewObject)
    renaming = msgspec.convert({name: kept[name] for name in ("label", "plural_label", "icon")}, Renaming)
    origin = origin_of(definition)
    came = Renaming(origin.label.as_json(), origin.plural_label.as_json(), origin.icon)
    return None if renaming == came else renaming


async def declare_object(scope: Scope, name: str, given: Mapping[str, Any]) -> Scope:
    """`given` is what `NewObject` holds, or `Renaming` for one that is part of Guanxi. The scope that sees it.

    An object that was deleted comes back with its records. Raises as `create_object` and `change_object` do.
    """
    scope = await lock_metadata(scope)
    registry = await registry_of(scope)
    if name in registry.deleted:
        await custom_objects.restore_object(scope, name)
        scope = await lock_metadata(scope)
    if name in await registry_of(scope):
        change = {key: value for key, value in given.items() if key in _CHANGED}
        await custom_objects.change_object(scope, name, msgspec.convert(change, ObjectChange))
    else:
        await custom_objects.create_object(scope, msgspec.convert({**given, "name": name}, NewObject))
    return await lock_metadata(scope)


async def remove_object(scope: Scope, name: str) -> Scope:
    """A custom object goes, out of sight with its records; one that is part of Guanxi is called as it came."""
    scope = await lock_metadata(scope)
    registry = await registry_of(scope)
    if name not in registry:
        return scope
    if registry.object(name).custom is None:
        await custom_objects.change_object(
            scope, name, ObjectChange(label=None, plural_label=None, icon=None)
        )
    else:
        await custom_objects.delete_object(scope, name)
    return await lock_metadata(scope)
