"""Rows that hang on a record without being records: files, notifications, letters. They move where a record becomes another.

A table is registered by its feature; it has the columns `id` and `record_id`, and perhaps `object`, a name: a record's id is
no other's anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Table, Text, Uuid, bindparam, select, text, true, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.tenancy import Scope

Moved = Mapping[str, Mapping[str, Sequence[str]]]
"""By table, and by the record that they hung on before: ids, as text."""

_tables: dict[str, tuple[Prepared, Prepared]] = {}


def hangs_on_records(table: Table, only: str = "") -> Table:
    """As it is given, so that it can be declared so. `only` is a condition in SQL: which of its rows go along."""
    own = table.c.tenant_id == bindparam("tenant_id", type_=BigInteger)
    of_object = table.c.object == bindparam("object", type_=Text) if "object" in table.c else true()
    moves = text(only) if only else true()
    at = table.c.record_id == bindparam("records", type_=ARRAY(Uuid)).any_()
    found = (
        select(table.c.id, table.c.record_id)
        .where(own, of_object, at, moves)
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update()
    )
    moved = (
        update(table)
        .where(own, of_object, at, table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_())
        .values(record_id=bindparam("to", type_=Uuid))
        .returning(table.c.id)
    )
    _tables[table.name] = (prepare(found), prepare(moved))
    return table


async def move_hanging(
    scope: Scope, object_name: str, records: Sequence[UUID], to: UUID, most: int
) -> dict[str, dict[str, list[str]]]:
    """What hung on these hangs on `to`; a statement or two for each table. Whoever calls counts: more than `most` of a table
    are cut to one more.
    """
    found: dict[str, dict[str, list[str]]] = {}
    shared = {"tenant_id": scope.tenant.id, "object": object_name, "records": list(records)}
    async with elevated(scope):
        for name, (of_records, moving) in _tables.items():
            rows = await scope.tx.fetch(of_records, shared | {"most": most + 1})
            if not rows:
                continue
            await scope.tx.fetch(moving, shared | {"ids": [row["id"] for row in rows], "to": to})
            of_table = found[name] = {}
            for row in rows:
                of_table.setdefault(str(row["record_id"]), []).append(str(row["id"]))
    return found


async def move_back(scope: Scope, object_name: str, moved: Moved, current: UUID) -> int:
    """What still hangs on `current` goes where it hung; how much that was."""
    return await _move(scope, object_name, moved, lambda record_id: (current, record_id))


async def move_again(scope: Scope, object_name: str, moved: Moved, to: UUID) -> int:
    """The reverse of `move_back`."""
    return await _move(scope, object_name, moved, lambda record_id: (record_id, to))


async def _move(
    scope: Scope, object_name: str, moved: Moved, way: Callable[[UUID], tuple[UUID, UUID]]
) -> int:
    count = 0
    async with elevated(scope):
        for name, by_record in moved.items():
            for record_id, ids in by_record.items():
                at, to = way(UUID(record_id))
                params: dict[str, Any] = {
                    "tenant_id": scope.tenant.id, "object": object_name, "records": [at],
                    "ids": [UUID(each) for each in ids], "to": to,
                }  # fmt: skip
                count += len(await scope.tx.fetch(_tables[name][1], params))
    return count
