"""Walking all matching records in chunks, for mass updates and exports."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.db import prepare
from guanxi.kernel.query.conditions import compile_filter
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_FIRST = UUID(int=0)
_statements: Remembered[Runnable] = Remembered()


async def select_ids(
    scope: Scope,
    object_name: str,
    filter: str = "",
    *,
    q: str = "",
    deleted: bool = False,
    after: UUID | None = None,
    limit: int = 1_000,
) -> list[UUID]:
    """The next ids after `after` in the order of ids; fewer than `limit` means the end."""
    opened = await open_object(scope, object_name)
    key = (opened.key, filter, bool(q), deleted, scope.sees_all)
    runnable = _statements.or_make(key, lambda: _compile(opened, filter, bool(q), deleted, scope.sees_all))
    given = {"after": after or _FIRST, "most": limit, **(search_parameters(q) if q else {})}
    rows = await scope.tx.fetch(runnable.prepared, runnable.parameters(scope, **given))
    return [row["id"] for row in rows]


def _compile(opened: Opened, text: str, searched: bool, deleted: bool, sees_all: bool) -> Runnable:
    source = Source(opened.fields.definition)
    condition = compile_filter(text, opened.fields, source, opened.money_exponent)
    after: sa.BindParameter[UUID] = sa.bindparam("after", type_=sa.Uuid())
    most: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
    where = [*source.scope(deleted), source.table.c.id > after]
    if condition is not None:
        where.append(condition.clause)
    if searched:
        where.append(matching_records(source, sees_all))
    statement = (
        sa.select(source.table.c.id)
        .select_from(source.from_clause)
        .where(*where)
        .order_by(source.table.c.id)
        .limit(most)
    )
    return Runnable(prepare(statement), (condition,) if condition else ())
