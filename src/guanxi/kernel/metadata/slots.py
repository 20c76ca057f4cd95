"""Which custom field has which slot of its object's table. A slot given up is not given away again at once: readers that
remember the old field for some seconds still filter by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, Text, bindparam, select, text

from guanxi.kernel.db import prepare
from guanxi.kernel.db.tables import SLOTS
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.metadata.custom_fields import LINKED
from guanxi.kernel.metadata.fields import Field
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.overlay_writes import RELEASED, field_number, next_version
from guanxi.kernel.metadata.tables import field_def
from guanxi.kernel.tenancy import Scope

REST = timedelta(seconds=30)

_TENANT = bindparam("tenant_id", type_=BigInteger)
_OBJECT = bindparam("object_id", type_=Integer)
_OF_OBJECT = prepare(
    select(field_def.c.slot, field_def.c.definition).where(
        field_def.c.tenant_id == _TENANT, field_def.c.object_id == _OBJECT
    )
)
_GIVE = prepare(
    text(
        "UPDATE guanxi.field_def SET slot = :slot, slot_state = :state, definition = definition - 'released'"
        " WHERE tenant_id = :tenant_id AND object_id = :object_id AND field_id = :number"
    ).bindparams(
        _TENANT,
        _OBJECT,
        bindparam("number", type_=Integer),
        bindparam("slot", type_=Text),
        bindparam("state", type_=Text),
    )
)
_TAKE = prepare(
    text(
        "UPDATE guanxi.field_def SET slot = NULL, slot_state = 'none',"
        f" definition = definition || {RELEASED}"
        " WHERE tenant_id = :tenant_id AND object_id = :object_id AND field_id = :number"
    ).bindparams(_TENANT, _OBJECT, bindparam("number", type_=Integer), bindparam("at", type_=Text))
)


async def give_slot(scope: Scope, definition: ObjectDef, field: Field) -> Scope:
    """To be written from now on, and read once it is filled. Metadata must be locked.

    Raises 422 `index_unsupported` for a type that has no slots, 409 `index_slots_taken` naming the fields that have them.
    """
    family = field.type.slot
    if family is None or field.place is None or field.formula is not None:
        raise Invalid(
            "index_unsupported", field="indexed", params={"field": field.label.in_locale(scope.locale)}
        )
    params = {"tenant_id": scope.tenant.id, "object_id": definition.number}
    rows = await scope.tx.fetch(_OF_OBJECT, params)
    taken = {row["slot"] for row in rows} | {_resting(row["definition"], scope.now) for row in rows}
    free = [slot for slot in SLOTS if slot[0] == family and slot not in taken]
    if not free:
        holders = [
            each.label.in_locale(scope.locale)
            for each in definition.custom_fields
            if each.place is not None and each.place.slot is not None and each.place.slot.column[0] == family
        ]
        raise Conflict("index_slots_taken", params={"fields": ", ".join(holders), "count": len(holders)})
    await scope.tx.execute(
        _GIVE, {**params, "number": field_number(field), "slot": free[0], "state": "filling"}
    )
    return await next_version(scope)


async def take_slot(scope: Scope, definition: ObjectDef, field: Field) -> Scope:
    """The field is no longer indexed."""
    params = {
        "tenant_id": scope.tenant.id,
        "object_id": definition.number,
        "number": field_number(field),
        "at": scope.now.isoformat(),
    }
    await scope.tx.execute(_TAKE, params)
    return await next_version(scope)


async def mark_filled(scope: Scope, definition: ObjectDef, field: Field) -> Scope:
    """Readers use it from the next metadata version on; a field that keeps links has no slot."""
    assert field.place is not None
    slot = None if field.place.slot is None else field.place.slot.column
    params = {"tenant_id": scope.tenant.id, "object_id": definition.number, "number": field_number(field)}
    await scope.tx.execute(_GIVE, {**params, "slot": slot, "state": LINKED if slot is None else "ready"})
    return await next_version(scope)


def _resting(definition: Mapping[str, Any], now: datetime) -> str | None:
    if "released" not in definition:
        return None
    slot, since = definition["released"]
    return slot if slot is not None and now - datetime.fromisoformat(since) < REST else None
