"""What a table needs while it grows fast."""

from __future__ import annotations

from sqlalchemy import BigInteger, Text, bindparam, func, select

from guanxi.kernel.db.database import Database
from guanxi.kernel.db.statements import prepare

_KEEP = prepare(
    select(
        func.guanxi.keep_statistics(
            bindparam("name", type_=Text), bindparam("tenant_id", type_=BigInteger), type_=Text
        )
    )
)


async def keep_statistics(database: Database, table: str, tenant_id: int) -> None:
    """Has the planner know the table as it is by now, if that has grown much; in a sharded database the company's shard of it.

    Not in a transaction that wrote to it.
    """
    async with database.auth() as tx:
        await tx.fetch(_KEEP, {"name": table, "tenant_id": tenant_id})
