"""What stands in the database now, locked as the caller: the policies decide what he may touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from asyncpg import Record
from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.metadata.storing import stored_value
from guanxi.kernel.tenancy import Scope


async def load_current(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Fills `current` of updates, deletions and restorations; refuses what is absent or may not be touched."""
    wanted = [draft for draft in drafts if draft.op != "create"]
    if not wanted:
        return
    rows = await locked_rows(scope, definition, sorted({draft.id for draft in wanted}))
    missing = [draft for draft in wanted if draft.id not in rows]
    readable = await _readable(scope, definition, [draft.id for draft in missing])
    for draft in wanted:
        row = rows.get(draft.id)
        if row is None:
            draft.refuse(None, "record_not_editable" if draft.id in readable else "not_found")
        elif (row["deleted_at"] is not None) != (draft.op == "restore" or draft.change.in_bin):
            draft.refuse(None, "record_not_deleted" if draft.op == "restore" else "not_found")
        else:
            draft.current = stored_values(definition, row)
            draft.current_version = row["version"]
            draft.current_acl = row["acl"]


async def locked_rows(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> dict[UUID, Record]:
    params = {"tenant_id": scope.tenant.id, "ids": ids}
    return {row["id"]: row for row in await scope.tx.fetch(_select(definition.records, True), params)}


def stored_values(definition: ObjectDef, row: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: stored_value(field, row) for field in definition.field_list if field.formula is None}


async def _readable(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> frozenset[UUID]:
    if not ids:
        return frozenset()
    rows = await scope.tx.fetch(
        _select(definition.records, False), {"tenant_id": scope.tenant.id, "ids": ids}
    )
    return frozenset(row["id"] for row in rows if row["deleted_at"] is None)


@lru_cache(maxsize=1024)
def _select(records: Records, lock: bool) -> Prepared:
    """Rows are locked in the order of their ids, so that two batches cannot wait for each other."""
    table = records.rows
    statement = select(table).where(
        table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
    )
    return prepare(statement.order_by(table.c.id).with_for_update() if lock else statement)
