"""Writing the records that a caller names one by one. Every write is a change-set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.records.schemas import Changed, Created
from guanxi.features.records.service.details import change_with_details
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Invalid
from guanxi.kernel.query import FoundRecord, fetch_record
from guanxi.kernel.tenancy import Scope

MOST_AT_ONCE = 200


async def create_records(
    scope: Scope, object_name: str, records: Sequence[Mapping[str, Any]], allow_duplicates: bool = False
) -> Created:
    """All or none. Raises 422 `invalid_record` or `invalid_records`, naming rows and fields."""
    if not records:
        raise Invalid("records_missing")
    if len(records) > MOST_AT_ONCE:
        raise Invalid("too_many_records", params={"limit": MOST_AT_ONCE, "count": len(records)})
    changes = [
        Change("create", object_name, values=values, allows_duplicates=allow_duplicates) for values in records
    ]
    outcome = await apply(scope, changes)
    return Created([result.id for result in outcome.results], outcome.change_set_id)


async def update_record(
    scope: Scope,
    object_name: str,
    record_id: UUID,
    values: Mapping[str, Any],
    version: int | None,
    allow_duplicates: bool = False,
) -> tuple[FoundRecord, UUID | None]:
    """The record as it is now, and the change-set unless nothing changed. Raises 409 `version_conflict`."""
    change = Change("update", object_name, record_id, values, version, allows_duplicates=allow_duplicates)
    outcome = await apply(scope, [change])
    found = await fetch_record(scope, object_name, record_id)
    if found is None:
        # Handed over to somebody else, the record has left the caller's sight.
        version = outcome.results[0].version
        found = FoundRecord(msgspec.json.encode({"id": record_id, "version": version}), version)
    return found, outcome.change_set_id


async def delete_record(scope: Scope, object_name: str, record_id: UUID, version: int | None) -> Changed:
    # With a job where very many records are parts of it.
    return await change_with_details(scope, "delete", object_name, record_id, version)


async def restore_record(scope: Scope, object_name: str, record_id: UUID) -> Changed:
    return await change_with_details(scope, "restore", object_name, record_id, None)
