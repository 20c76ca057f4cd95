"""Marking a custom field as indexed: it gets a slot, new values go there at once, a job copies the older ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guanxi.edge.invalidations import announce
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.slots import give_slot, take_slot
from guanxi.kernel.tenancy import Scope

JOB = "objects.index_field"


async def start(scope: Scope, definition: ObjectDef, field: Field) -> Scope:
    """The scope that sees it; as it was where the field is indexed already. Raises as `give_slot`."""
    assert field.place is not None
    if field.place.slot is not None:
        return scope
    scope = await give_slot(scope, definition, field)
    await enqueue(scope, JOB, {"object": definition.name, "field": field.name, "number": field.place.number})
    await announce(scope.tx, scope.tenant.id)
    return scope


async def stop(scope: Scope, definition: ObjectDef, field: Field) -> Scope:
    assert field.place is not None
    if field.place.slot is None:
        return scope
    scope = await take_slot(scope, definition, field)
    await announce(scope.tx, scope.tenant.id)
    return scope


async def release(scope: Scope, definition: ObjectDef, fields: Sequence[Field]) -> list[Field]:
    """The fields as they will be, without the slots of those whose values are kept elsewhere from now on."""
    released = []
    for field in fields:
        before = definition.field(field.name)
        if before is not None and before.place is not None and field.place is not None:
            if before.place.key != field.place.key and before.place.slot is not None:
                await take_slot(scope, definition, before)
            if before.place.key != field.place.key:
                field = replace(field, place=replace(field.place, slot=None))
        released.append(field)
    return released
