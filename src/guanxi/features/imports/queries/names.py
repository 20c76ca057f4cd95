"""SQL that finds records by name, number or address. Under the caller's row-level security, as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, each_of, prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

_prepared: dict[tuple[Any, ...], Prepared] = {}


async def fetch_names(scope: Scope, definition: ObjectDef, columns: Sequence[str], limit: int) -> list[Any]:
    """(id, name, column…) of at most `limit` records."""
    key = ("names", definition.table.name, tuple(columns))
    if key not in _prepared:
        table = definition.table
        _prepared[key] = prepare(
            select(
                table.c.id,
                table.c.name,
                *(table.c[column].label(f"c{n}") for n, column in enumerate(columns)),
            )
            .where(table.c.tenant_id == bindparam("tenant_id"), table.c.deleted_at.is_(None))
            .limit(bindparam("most"))
        )
    return await scope.tx.fetch(_prepared[key], {"tenant_id": scope.tenant.id, "most": limit})


async def find_exactly(scope: Scope, definition: ObjectDef, column: str, values: Sequence[Any]) -> list[Any]:
    """(id, name, found) of records whose column holds one of the values. Equality alone can use an index under RLS."""
    key = ("exact", definition.table.name, column)
    if key not in _prepared:
        table = definition.table
        found = each_of(
            bindparam("wanted", type_=ARRAY(table.c[column].type)),
            lambda value: select(table.c.id, table.c.name, table.c[column].label("found")).where(
                table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
                table.c.deleted_at.is_(None),
                table.c[column] == value,
            ),
        )
        _prepared[key] = prepare(found)
    return await scope.tx.fetch(_prepared[key], {"tenant_id": scope.tenant.id, "wanted": list(values)})


async def find_ids(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> list[Any]:
    """(id, name) of those that exist and may be seen."""
    return await find_exactly(scope, definition, "id", ids)
