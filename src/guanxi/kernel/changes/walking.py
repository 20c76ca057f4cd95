"""The records of an object in the order of their ids, some at a time, for jobs that go through all of them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from asyncpg import Record
from sqlalchemy import BigInteger, DateTime, Integer, Uuid, bindparam, or_, select

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)


async def rows_after(
    scope: Scope,
    definition: ObjectDef,
    after: UUID,
    limit: int,
    since: datetime | None = None,
    *,
    lock: bool = False,
) -> list[Record]:
    """Whole rows, those in the recycle bin too; or only those written `since`. `lock` keeps others from changing them."""
    params = {"tenant_id": scope.tenant.id, "after": after, "most": limit, "since": since}
    return await scope.tx.fetch(_rows(definition.records, lock), params)


@lru_cache(maxsize=1024)
def _rows(records: Records, lock: bool) -> Prepared:
    table = records.rows
    since = bindparam("since", type_=DateTime(timezone=True))
    statement = (
        select(table)
        .where(
            table.c.tenant_id == _TENANT,
            table.c.id > bindparam("after", type_=Uuid),
            or_(since.is_(None), table.c.updated_at >= since),
        )
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
    )
    return prepare(statement.with_for_update() if lock else statement)
