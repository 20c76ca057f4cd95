"""What stands on the records that some principals lead to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope, ScopeSeed, acting


async def count_by_acl(
    scope: Scope, definition: ObjectDef, principals: Collection[int], but_of: Sequence[UUID], most: int
) -> list[tuple[tuple[int, ...], int]]:
    """How many of the records that carry one of these principals carry which; without the bin and what `but_of` own.

    Looks at `most` records. They are read as somebody who holds these principals and no others: only then may the index of
    principals serve.
    """
    holder = replace(scope.actor, role="member", principals=tuple(sorted(principals)))
    params = {"tenant_id": scope.tenant.id, "but_of": list(but_of), "most": most}
    async with acting(scope, ScopeSeed(scope.tenant, holder)) as other:
        rows = await other.tx.fetch(_statement(definition.records), params)
    return [(tuple(row["acl"]), row["count"]) for row in rows]


@lru_cache(maxsize=512)
def _statement(records: Records) -> Prepared:
    table = records.rows
    some = (
        sa.select(table.c.acl)
        .where(
            table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            table.c.deleted_at.is_(sa.null()),
            sa.or_(
                table.c.owner_id.is_(sa.null()),
                table.c.owner_id != sa.bindparam("but_of", type_=ARRAY(sa.Uuid())).all_(),
            ),
        )
        .limit(sa.bindparam("most", type_=sa.Integer()))
        .subquery("some")
    )
    return prepare(sa.select(some.c.acl, sa.func.count().label("count")).group_by(some.c.acl))
