"""How many live records an object has, from the counters that every write keeps."""

from __future__ import annotations

import sqlalchemy as sa

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query.counting import count_all
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def count_live(scope: Scope, definition: ObjectDef) -> int:
    """Of the company, whoever may see them. For the company's own work, never to be shown to a caller."""
    number = definition.number
    runnable = _statements.or_make(number, lambda: Runnable.of(sa.select(count_all(number).label("n"))))
    row = await runnable.row(scope, {})
    return int(row["n"])
