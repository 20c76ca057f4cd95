"""Opening an encrypted value for who may, and finding a record by one. Every reveal leaves a trace before the value leaves."""

from __future__ import annotations

from uuid import UUID

import msgspec

from guanxi.features.secrets.queries import reveals as queries
from guanxi.features.secrets.queries import values
from guanxi.features.secrets.schemas import FoundRecord, PastReveal, PastReveals, Person
from guanxi.kernel.changes.uniqueness import holder_of
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext, registry_of
from guanxi.kernel.metadata.field_types.encrypted_text import place_of
from guanxi.kernel.sealing import Sealed, SealedUnreadable, open_sealed
from guanxi.kernel.tenancy import Scope

AREA = "secret.reveal"
AT_ONCE = 100
_LAST = UUID(int=2**128 - 1)


async def reveal(scope: Scope, object_name: str, record_id: UUID, field_name: str) -> str:
    """Raises 403 without the right, 404 for what the caller does not see or where there is no value, 409 `secret_unreadable`."""
    scope.require(AREA)
    definition, field = await _sealed_field(scope, object_name, field_name)
    assert field.place is not None
    row = await values.kept_value(scope, definition, field.place.key, record_id)
    if row is None:
        raise NotFound()
    if row["kept"] is None:
        raise NotFound("secret_empty")
    try:
        text = open_sealed(
            Sealed.from_json(msgspec.json.decode(row["kept"])), place_of(scope.tenant.id, field)
        )
    except SealedUnreadable:
        raise Conflict("secret_unreadable") from None
    await _note(scope, definition, field, record_id)
    return text


async def find_by_secret(scope: Scope, object_name: str, field_name: str, value: str) -> list[FoundRecord]:
    """The record that has this very value in a unique encrypted field, if the caller sees it. Needs the right to reveal: who tries
    all values there are reads them. What was found leaves the same trace. Raises 403, 404, 422 `field_not_unique` and what the field says of the value.
    """
    scope.require(AREA)
    definition, field = await _sealed_field(scope, object_name, field_name)
    if not field.unique:
        params = {"name": field.label.in_locale(scope.locale)}
        raise Invalid("field_not_unique", field="field", params=params)
    context = ParseContext(scope.tenant.currency, scope.timezone, scope.tenant.id)
    try:
        sealed = field.type.parse(value, field, context)
    except FieldRefused as refused:
        params = {"field": field.name, **refused.params}
        raise Invalid(refused.code, field="value", params=params) from None
    found = await holder_of(scope, definition, field, sealed)
    name = None if found is None else await values.name_of(scope, definition, found)
    if found is None or name is None:
        return []
    await _note(scope, definition, field, found)
    return [FoundRecord(found, name)]


async def list_reveals(scope: Scope, record_id: UUID | None, before: UUID | None) -> PastReveals:
    """Of one record or of all, the latest first. Raises 403."""
    scope.require("company.manage")
    rows = await queries.list_reveals(scope, record_id, before or _LAST, AT_ONCE + 1)
    shown = [
        PastReveal(
            row["id"], row["at"], row["object"], row["field"], row["record_id"],
            Person(row["actor_id"], row["actor_name"]),
        )
        for row in rows[:AT_ONCE]
    ]  # fmt: skip
    return PastReveals(shown, shown[-1].id if len(rows) > AT_ONCE else None)


async def _note(scope: Scope, definition: ObjectDef, field: Field, record_id: UUID) -> None:
    values = {"object": definition.name, "field": field.name, "record_id": record_id}
    who = {"id": new_id(), "at": scope.now, "actor_id": scope.actor.user_id}
    await queries.insert_reveal(scope, {**who, **values})


async def _sealed_field(scope: Scope, object_name: str, field_name: str) -> tuple[ObjectDef, Field]:
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{definition.name}.read")
    field = definition.field(field_name)
    if field is None or not field.type.sealed or not scope.actor.rights.sees(definition.name, field_name):
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    return definition, field
