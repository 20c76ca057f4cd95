"""Deleting what is past its time, of all companies, by functions that can delete nothing else; see docs/decisions/0005."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Integer, bindparam, text

from guanxi.kernel.db.database import Database
from guanxi.kernel.db.statements import Prepared, prepare

BATCH = 5_000
MOST_BATCHES = 200  # of one run; the next one goes on


def trimming(function: str) -> Prepared:
    """The statement that calls a function of the schema, which takes a time and a number and says how many went."""
    return prepare(
        text(f"SELECT guanxi.{function}(:kept_since, :most)").bindparams(
            bindparam("kept_since", type_=DateTime(timezone=True)), bindparam("most", type_=Integer)
        )
    )


async def trim(
    database: Database,
    statement: Prepared,
    kept_since: datetime,
    *,
    batch: int = BATCH,
    most_batches: int = MOST_BATCHES,
) -> int:
    """Each batch in its own transaction, as nobody of any company. Returns how many went."""
    total = 0
    for _ in range(most_batches):
        async with database.auth() as tx:
            trimmed: int = await tx.fetchval(statement, {"kept_since": kept_since, "most": batch})
        total += trimmed
        if trimmed < batch:
            break
    return total
