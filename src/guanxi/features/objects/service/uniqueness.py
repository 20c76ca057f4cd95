"""Marking a custom field as unique: it holds for what is written at once, a job checks what records have already."""

from __future__ import annotations

from dataclasses import replace

from guanxi.edge.invalidations import announce
from guanxi.kernel.changes.settings import replace_custom_fields
from guanxi.kernel.changes.uniqueness import forget
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope

JOB = "objects.check_unique"


async def follow(
    scope: Scope, definition: ObjectDef, before: Field | None, after: Field | None, *, fresh: bool
) -> None:
    """What becoming unique, or ceasing to be, brings along. `fresh` fields have no values that could be the same twice."""
    was, is_ = before is not None and before.unique, after is not None and after.unique
    if was and not is_ and before is not None:
        await forget(scope, definition, before)
    if is_ and not was and after is not None and after.place is not None and not fresh:
        # Values that were held before the field was deleted, or by writers who did not know of the change.
        await forget(scope, definition, after)
        arguments = {"object": definition.name, "field": after.name, "number": after.place.number}
        await enqueue(scope, JOB, arguments)


async def give_up(scope: Scope, object_name: str, field_name: str, number: int) -> None:
    """The field is not unique: records have the same values in it."""
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    field = definition.field(field_name)
    if field is None or field.place is None or field.place.number != number or not field.unique:
        return
    fields = [replace(each, unique=False) if each is field else each for each in definition.custom_fields]
    await replace_custom_fields(scope, definition, fields)
    await forget(scope, definition, field)
    await announce(scope.tx, scope.tenant.id)
