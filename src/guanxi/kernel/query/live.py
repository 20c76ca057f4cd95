"""How many live records objects have, from the counters that every write keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query.source import tenant_parameter
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def count_live(scope: Scope, definition: ObjectDef) -> int:
    """Of the company, whoever may see them. For the company's own work, never to be shown to a caller."""
    return (await count_live_of(scope, [definition]))[definition.number]


async def count_live_of(scope: Scope, definitions: Iterable[ObjectDef]) -> dict[int, int]:
    """Of several objects in one statement, by their numbers."""
    numbers = [definition.number for definition in definitions]
    runnable = _statements.or_make(None, lambda: Runnable.of(_counted()))
    rows = await runnable.rows(scope, {"numbers": numbers})
    return dict.fromkeys(numbers, 0) | {row["object_id"]: int(row["n"]) for row in rows}


def _counted() -> sa.Select[tuple[int, int]]:
    """Takes `numbers` (of objects)."""
    counters = sa.table(
        "object_count", sa.column("tenant_id"), sa.column("object_id"), sa.column("n"), schema="guanxi"
    )
    numbers: sa.BindParameter[Any] = sa.bindparam("numbers", type_=ARRAY(sa.Integer()))
    return (
        sa.select(counters.c.object_id, sa.func.sum(counters.c.n).label("n"))
        .where(counters.c.tenant_id == tenant_parameter(), counters.c.object_id == numbers.any_())
        .group_by(counters.c.object_id)
    )
