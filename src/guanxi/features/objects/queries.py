"""SQL about what records use of an object's options and stages."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tenancy import Scope


async def count_uses(
    scope: Scope, definition: ObjectDef, field: Field, values: Sequence[str], *, in_bin: bool = True
) -> dict[str, int]:
    """How many records have each of these values, those in the recycle bin included: they may come back."""
    if not values:
        return {}
    column = definition.table.c[field.column]
    statement = (
        sa.select(column.label("value"), sa.func.count().label("count"))
        .where(
            definition.table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            column == sa.any_(sa.bindparam("wanted", type_=ARRAY(sa.Text()))),
        )
        .group_by(column)
    )
    if not in_bin:
        statement = statement.where(definition.table.c.deleted_at.is_(None))
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "wanted": list(values)})
    return {row["value"]: row["count"] for row in rows}
