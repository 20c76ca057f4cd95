"""SQL that finds records by name, number or address. Under the caller's row-level security, as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, each_of, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope


async def fetch_names(scope: Scope, definition: ObjectDef, columns: Sequence[str], limit: int) -> list[Any]:
    """(id, name, column…) of at most `limit` records."""
    statement = _names(definition.records, tuple(columns))
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "most": limit})


async def find_exactly(scope: Scope, definition: ObjectDef, column: str, values: Sequence[Any]) -> list[Any]:
    """(id, name, found) of records whose column holds one of the values. Equality alone can use an index under RLS."""
    statement = _exactly(definition.records, column)
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "wanted": list(values)})


async def find_ids(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> list[Any]:
    """(id, name) of those that exist and may be seen."""
    return await find_exactly(scope, definition, "id", ids)


@lru_cache(maxsize=512)
def _names(records: Records, columns: tuple[str, ...]) -> Prepared:
    table = records.rows
    found = (table.c[column].label(f"c{n}") for n, column in enumerate(columns))
    return prepare(
        select(table.c.id, table.c.name, *found)
        .where(table.c.tenant_id == bindparam("tenant_id"), table.c.deleted_at.is_(None))
        .limit(bindparam("most"))
    )


@lru_cache(maxsize=512)
def _exactly(records: Records, column: str) -> Prepared:
    table = records.rows
    found = each_of(
        bindparam("wanted", type_=ARRAY(table.c[column].type)),
        lambda value: select(table.c.id, table.c.name, table.c[column].label("found")).where(
            table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
            table.c.deleted_at.is_(None),
            table.c[column] == value,
        ),
    )
    return prepare(found)
