"""What a table needs while it grows fast."""

from __future__ import annotations

from sqlalchemy import Text, bindparam, func, select

from guanxi.kernel.db.database import Database
from guanxi.kernel.db.statements import prepare

_KEEP = prepare(select(func.guanxi.keep_statistics(bindparam("name", type_=Text))))


async def keep_statistics(database: Database, table: str) -> None:
    """Has the planner know the table as it is by now, if that has grown much. Not in a transaction that wrote to it."""
    async with database.auth() as tx:
        await tx.fetch(_KEEP, {"name": table})
