"""Sealed values of records."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, func, literal_column, select, text

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)


async def kept_value(scope: Scope, definition: ObjectDef, key: str, record_id: UUID) -> Any | None:
    """(`kept`: JSON text or null). None for a record that is absent, invisible or in the bin."""
    params = {"tenant_id": scope.tenant.id, "id": record_id}
    return await scope.tx.fetchrow(_one(definition.records, key), params)


async def name_of(scope: Scope, definition: ObjectDef, record_id: UUID) -> str | None:
    """None where the caller does not see the record."""
    title = definition.fields[definition.title_field]
    row = await scope.tx.fetchrow(
        _named(definition.records, title), {"tenant_id": scope.tenant.id, "id": record_id}
    )
    return None if row is None else row["name"]


async def count_kept(scope: Scope, definition: ObjectDef, key: str) -> int:
    """How many records have a value."""
    return int(await scope.tx.fetchval(_counted(definition.records, key), {"tenant_id": scope.tenant.id}))


async def next_kept(scope: Scope, definition: ObjectDef, key: str, after: UUID, most: int) -> list[Any]:
    """(id, kept) of the next records that have a value, in the order of ids."""
    params = {"tenant_id": scope.tenant.id, "after": after, "most": most}
    return list(await scope.tx.fetch(_next(definition.records, key), params))


async def replace_kept(scope: Scope, definition: ObjectDef, key: str, rows: str) -> None:
    """`rows` is JSON: [{id, kept, fresh}], each `fresh` an object by the key of the field.

    Written only where the value is still the one read; neither version nor history change.
    """
    await scope.tx.execute(_replace(definition.records, key), {"tenant_id": scope.tenant.id, "rows": rows})


@lru_cache(maxsize=256)
def _one(records: Records, key: str) -> Prepared:
    table = records.rows
    return prepare(
        select(_kept(table, key)).where(
            table.c.tenant_id == _TENANT,
            table.c.id == bindparam("id", type_=Uuid),
            table.c.deleted_at.is_(None),
        )
    )


@lru_cache(maxsize=256)
def _named(records: Records, title: Field) -> Prepared:
    table = records.rows
    return prepare(
        select(value_of(table, title).label("name")).where(
            table.c.tenant_id == _TENANT,
            table.c.id == bindparam("id", type_=Uuid),
            table.c.deleted_at.is_(None),
        )
    )


@lru_cache(maxsize=256)
def _counted(records: Records, key: str) -> Prepared:
    table = records.rows
    return prepare(
        select(func.count())
        .select_from(table)
        .where(table.c.tenant_id == _TENANT, table.c.custom.op("->")(literal_column(f"'{key}'")).is_not(None))
    )


@lru_cache(maxsize=256)
def _next(records: Records, key: str) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id, _kept(table, key))
        .where(
            table.c.tenant_id == _TENANT,
            table.c.id > bindparam("after", type_=Uuid),
            table.c.custom.op("->")(literal_column(f"'{key}'")).is_not(None),
        )
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
    )


@lru_cache(maxsize=256)
def _replace(records: Records, key: str) -> Prepared:
    """Names and keys are ours: a table and the number of a field."""
    return prepare(
        text(
            f'UPDATE guanxi."{records.table.name}" AS r SET custom = r.custom || v.fresh'
            " FROM json_to_recordset(CAST(:rows AS json)) AS v(id uuid, kept text, fresh jsonb)"
            f" WHERE r.tenant_id = :tenant_id{records.condition('r')} AND r.id = v.id"
            f" AND CAST(r.custom -> '{key}' AS text) = v.kept"
        ).bindparams(_TENANT, bindparam("rows", type_=Text))
    )


def _kept(table: Any, key: str) -> Any:
    return table.c.custom.op("->")(literal_column(f"'{key}'")).cast(Text).label("kept")
