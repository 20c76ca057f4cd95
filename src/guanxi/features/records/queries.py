"""SQL about records that kernel/query has no question for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope


async def names_of(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The titles of those that the caller sees, in the bin or not."""
    if not ids:
        return {}
    table = definition.table
    title = table.c[definition.fields[definition.title_field].column]
    statement = sa.select(table.c.id, title.label("name")).where(
        table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
        table.c.id == sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Uuid()))),
    )
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {row["id"]: row["name"] for row in rows}


async def id_with(scope: Scope, definition: ObjectDef, column: str, value: Any) -> UUID | None:
    """The record, not in the bin, whose column holds this value."""
    table = definition.table
    statement = sa.select(table.c.id).where(
        table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
        table.c[column] == sa.bindparam("value", type_=table.c[column].type),
        table.c.deleted_at.is_(None),
    )
    found: UUID | None = await scope.tx.fetchval(statement, {"tenant_id": scope.tenant.id, "value": value})
    return found
