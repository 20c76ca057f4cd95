"""SQL about records that kernel/query has no question for."""

from __future__ import annotations

from collections.abc import Sequence
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
