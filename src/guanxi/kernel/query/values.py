"""Expressions computed on one record, for whoever writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.expressions import TypedValue, to_sql
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.projection import value_json
from guanxi.kernel.query.rates import rate_of
from guanxi.kernel.query.statements import Runnable
from guanxi.kernel.tenancy import Scope


async def fetch_computed(
    scope: Scope, opened: Opened, record_id: UUID, expressions: Sequence[TypedValue]
) -> list[Any] | None:
    """As in records' JSON. None for a record that the caller does not see. One statement."""
    source = opened.source()
    compiled = [
        to_sql(typed, source.column_of, prefix=f"v{n}_", rates=rate_of) for n, typed in enumerate(expressions)
    ]
    columns = [
        value_json(typed.kind, each.clause, opened.money_exponent).label(f"v{n}")
        for n, (typed, each) in enumerate(zip(expressions, compiled, strict=True))
    ]
    wanted: sa.BindParameter[UUID] = sa.bindparam("record_id", type_=sa.Uuid())
    statement = (
        sa.select(*columns)
        .select_from(source.from_clause)
        .where(*source.scope(), source.table.c.id == wanted)
    )
    given: dict[str, Any] = {"record_id": record_id}
    for each in compiled:
        given.update(each.constants)
    row = await Runnable.of(statement, compiled).row(scope, given)
    return None if row is None else list(row)
