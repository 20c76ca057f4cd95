"""Records by the value of a unique field, such as the number that another system knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.records import queries
from guanxi.features.records.service.reading import get_record
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.refusals import problem_of
from guanxi.kernel.changes.uniqueness import holder_of
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.query import FoundRecord
from guanxi.kernel.query.opened import open_object
from guanxi.kernel.tenancy import Scope

_TAKEN = frozenset({"value_not_unique", "value_held_by"})


@dataclass(frozen=True, slots=True)
class Put:
    id: UUID
    version: int
    created: bool
    change_set_id: UUID | None


async def get_by_key(
    scope: Scope, object_name: str, field_name: str, value: str, names: tuple[str, ...] = ()
) -> FoundRecord:
    """Raises 404 for a record that is absent, invisible or in the recycle bin; 422 as `find`."""
    record_id, _, _ = await _find(scope, object_name, field_name, value)
    if record_id is None:
        raise NotFound()
    return await get_record(scope, object_name, record_id, names)


async def put_by_key(
    scope: Scope,
    object_name: str,
    field_name: str,
    value: str,
    values: Mapping[str, Any],
    version: int | None = None,
    *,
    create: bool,
) -> Put:
    """Changes the record with this value, or with `create` makes it. Of two that make the same one the later one changes it.

    Raises as `get_by_key` and as any write; 422 `key_differs` where `values` give the field another value.
    """
    record_id, definition, field = await _find(scope, object_name, field_name, value)
    if record_id is None and not create:
        raise NotFound()
    if create:
        _require_key(scope, field, value, values)
    if record_id is None:
        given = {**values, field.name: value}
        outcome = await apply(scope, [Change("create", object_name, values=given)], partial=True)
        (result,) = outcome.results
        if not result.errors:
            return Put(result.id, result.version, True, outcome.change_set_id)
        if all(error.field == field.name and error.code in _TAKEN for error in result.errors):
            record_id, _, _ = await _find(scope, object_name, field_name, value)
        if record_id is None:
            raise problem_of(result.errors, 1)
    outcome = await apply(scope, [Change("update", definition.name, record_id, values, version)])
    (result,) = outcome.results
    return Put(result.id, result.version, False, outcome.change_set_id)


def _require_key(scope: Scope, field: Field, value: str, values: Mapping[str, Any]) -> None:
    if field.name not in values or values[field.name] == value:
        return
    given = values[field.name]
    empty = given is None or given == ""
    keys = {} if empty else {field.type.key_of(_parsed(scope, field, each)) for each in (given, value)}
    if len(keys) != 1:
        raise Invalid("key_differs", field=field.name, params={"value": value[:80]})


async def _find(
    scope: Scope, object_name: str, field_name: str, value: str
) -> tuple[UUID | None, ObjectDef, Field]:
    """The record if the caller sees it. Raises 404 for the object, 422 `field_unknown`, `field_not_unique` and what the field says of the value."""
    opened = await open_object(scope, object_name)
    field = opened.fields.require(field_name).field
    # Addresses are written into logs: what is encrypted is not looked for by them.
    if not field.finds_records or "." in field_name:
        raise Invalid(
            "field_not_unique", field=field_name, params={"name": field.label.in_locale(scope.locale)}
        )
    definition = opened.fields.definition
    parsed = _parsed(scope, field, value)
    if field.place is None:
        found = await queries.id_with(scope, definition, field.column, parsed)
    else:
        found = await holder_of(scope, definition, field, parsed)
    seen = [] if found is None else await queries.names_of(scope, definition, [found])
    return found if found in seen else None, definition, field


def _parsed(scope: Scope, field: Field, value: Any) -> Any:
    try:
        return field.type.parse(value, field, ParseContext(scope.tenant.currency, scope.timezone))
    except FieldRefused as refused:
        raise Invalid(
            refused.code, field=field.name, params={"field": field.name, **refused.params}
        ) from None
