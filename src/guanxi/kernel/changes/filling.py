"""Copies the values of a custom field into its slot, for records that were written before it had one.

Touches neither version nor history. Writers go on meanwhile: a copy is written only if the value is still the one read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, DateTime, Integer, Text, Uuid, bindparam, literal_column, or_, select, text
from sqlalchemy.dialects import postgresql

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.metadata.storing import CUSTOM, slotted
from guanxi.kernel.tenancy import Scope

_DIALECT = postgresql.dialect()
_TENANT = bindparam("tenant_id", type_=BigInteger)


@dataclass(frozen=True, slots=True)
class Filled:
    """`last` is None at the end."""

    last: UUID | None
    seen: int
    written: int


async def fill_next(
    scope: Scope, definition: ObjectDef, field: Field, after: UUID, limit: int, since: datetime | None = None
) -> Filled:
    """The next records in the order of ids, or only those written `since`."""
    assert field.place is not None and field.place.slot is not None
    place = (definition.records, field.place.key, field.place.slot.column)
    params = {"tenant_id": scope.tenant.id, "after": after, "most": limit, "since": since}
    async with elevated(scope):
        rows = await scope.tx.fetch(_select(*place), params)
        stale = [each for row in rows if (each := _copy(field, row)) is not None]
        if stale:
            copies = msgspec.json.encode(stale).decode()
            await scope.tx.execute(_update(*place), {"tenant_id": scope.tenant.id, "rows": copies})
    return Filled(rows[-1]["id"] if len(rows) == limit else None, len(rows), len(stale))


def _copy(field: Field, row: Any) -> dict[str, Any] | None:
    kept = None if row["kept"] is None else msgspec.json.decode(row["kept"])
    value = None if kept is None else slotted(field, field.type.from_json(kept))
    return None if value == row["slot"] else {"id": row["id"], "kept": row["kept"], "slot": value}


@lru_cache(maxsize=512)
def _select(records: Records, key: str, slot: str) -> Prepared:
    table = records.rows
    since = bindparam("since", type_=DateTime(timezone=True))
    kept = table.c[CUSTOM].op("->")(literal_column(f"'{key}'"))
    return prepare(
        select(table.c.id, kept.cast(Text).label("kept"), table.c[slot].label("slot"))
        .where(
            table.c.tenant_id == _TENANT,
            table.c.id > bindparam("after", type_=Uuid),
            or_(since.is_(None), table.c.updated_at >= since),
        )
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
    )


@lru_cache(maxsize=512)
def _update(records: Records, key: str, slot: str) -> Prepared:
    """Names and keys are ours: a table, a column and the number of a field."""
    table = records.table
    type_ = table.c[slot].type.compile(dialect=_DIALECT)
    return prepare(
        text(
            f'UPDATE guanxi."{table.name}" AS r SET {slot} = v.slot FROM json_to_recordset(CAST(:rows AS json))'
            f" AS v(id uuid, kept text, slot {type_}) WHERE r.tenant_id = :tenant_id{records.condition('r')}"
            f" AND r.id = v.id AND CAST(r.{CUSTOM} -> '{key}' AS text) IS NOT DISTINCT FROM v.kept"
        ).bindparams(_TENANT, bindparam("rows", type_=Text))
    )
