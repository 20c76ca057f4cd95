"""Writes values into records that are there, for jobs that give older records what newer ones have.

Touches neither version nor history: what it writes is not what somebody changed. Rows must be locked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Text, bindparam, text
from sqlalchemy.dialects import postgresql

from guanxi.kernel.changes.rows import assigned
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.metadata.storing import CUSTOM, slotted
from guanxi.kernel.tenancy import Scope

_DIALECT = postgresql.dialect()


async def rewrite(scope: Scope, definition: ObjectDef, field: Field, values: Mapping[UUID, Any]) -> None:
    """Stored values of one field by record; None takes a value away."""
    assert field.place is not None
    if not values:
        return
    slot = field.place.slot.column if field.place.slot is not None else None
    rows = [
        {
            "id": record_id,
            "kept": {field.place.key: None if value is None else field.type.to_json(value)},
            "slot": slotted(field, value),
        }
        for record_id, value in values.items()
    ]
    params = {"tenant_id": scope.tenant.id, "rows": msgspec.json.encode(rows).decode()}
    await scope.tx.execute(_update(definition.records, slot), params)


async def overwrite(
    scope: Scope,
    definition: ObjectDef,
    columns: tuple[str, ...],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Columns of records, as by `columns_of`; each row has its `id`."""
    params = {"tenant_id": scope.tenant.id, "rows": msgspec.json.encode(rows).decode()}
    await scope.tx.execute(_overwrite(definition.records, columns), params)


@lru_cache(maxsize=256)
def _overwrite(records: Records, columns: tuple[str, ...]) -> Prepared:
    """Names and types come from the table's definition; values travel as one JSON parameter."""
    table = records.table
    typed = ", ".join(f'"{name}" {table.c[name].type.compile(dialect=_DIALECT)}' for name in columns)
    set_ = ", ".join(f'"{name}" = {assigned(name)}' for name in columns)
    return prepare(
        text(
            f'UPDATE guanxi."{table.name}" AS r SET {set_} FROM json_to_recordset(CAST(:rows AS json))'
            f" AS v(id uuid, {typed}) WHERE r.tenant_id = :tenant_id{records.condition('r')} AND r.id = v.id"
        ).bindparams(bindparam("tenant_id", type_=BigInteger), bindparam("rows", type_=Text))
    )


@lru_cache(maxsize=512)
def _update(records: Records, slot: str | None) -> Prepared:
    """Names are ours: a table and a column."""
    table = records.table
    copied = f", {slot} = v.slot" if slot is not None else ""
    type_ = table.c[slot].type.compile(dialect=_DIALECT) if slot is not None else "text"
    return prepare(
        text(
            f'UPDATE guanxi."{table.name}" AS r SET {CUSTOM} = jsonb_strip_nulls(r.{CUSTOM} || v.kept){copied}'
            f" FROM json_to_recordset(CAST(:rows AS json)) AS v(id uuid, kept jsonb, slot {type_})"
            f" WHERE r.tenant_id = :tenant_id AND r.id = v.id{records.condition('r')}"
        ).bindparams(bindparam("tenant_id", type_=BigInteger), bindparam("rows", type_=Text))
    )
