"""Walking all matching records in chunks, for mass updates and exports."""

from __future__ import annotations

from contextlib import nullcontext
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.query.filters import Filter, constants_of, read_filter, shape_of
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_FIRST = UUID(int=0)
_LAST = UUID(int=2**128 - 1)
_statements: Remembered[Runnable] = Remembered()
_last: Remembered[Runnable] = Remembered()


async def select_ids(
    scope: Scope,
    object_name: str,
    filter: str = "",
    *,
    q: str = "",
    deleted: bool = False,
    after: UUID | None = None,
    until: UUID | None = None,
    limit: int = 1_000,
    walking: bool = False,
) -> list[UUID]:
    """The next ids after `after`, up to `until`, in the order of ids; fewer than `limit` means the end.

    `walking` goes through the records themselves rather than sort what an index finds: all batches together then read
    each record once. For conditions that many records meet.
    """
    opened = await open_object(scope, object_name)
    condition = read_filter(opened, filter)
    key = (opened.key, shape_of(condition), bool(q), deleted)
    runnable = _statements.or_make(key, lambda: _compile(opened, condition, bool(q), deleted))
    given = {"after": after or _FIRST, "until": until or _LAST, "most": limit, **constants_of((condition,))}
    if q:
        given.update(await search_parameters(scope, opened, q))
    async with scope.tx.walking() if walking else nullcontext():
        return [row["id"] for row in await runnable.rows(scope, given)]


async def last_id(scope: Scope, object_name: str) -> UUID | None:
    """Of the records that the caller sees now: ids made later sort after it."""
    opened = await open_object(scope, object_name)
    runnable = _last.or_make(opened.key, lambda: _compile_last(opened))
    rows = await runnable.rows(scope, {})
    return rows[0]["id"] if rows else None


def _compile_last(opened: Opened) -> Runnable:
    source = opened.source()
    ids = sa.select(source.table.c.id).select_from(source.from_clause).where(*source.scope(False))
    return Runnable.of(ids.order_by(source.table.c.id.desc()).limit(1), ())


def _compile(opened: Opened, condition: Filter | None, searched: bool, deleted: bool) -> Runnable:
    source = opened.source()
    compiled = condition.over(source) if condition is not None else None
    after: sa.BindParameter[UUID] = sa.bindparam("after", type_=sa.Uuid())
    until: sa.BindParameter[UUID] = sa.bindparam("until", type_=sa.Uuid())
    most: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())
    where = [*source.scope(deleted), source.table.c.id > after, source.table.c.id <= until]
    if compiled is not None:
        where.append(compiled.clause)
    if searched:
        where.append(matching_records(source))
    statement = (
        sa.select(source.table.c.id)
        .select_from(source.from_clause)
        .where(*where)
        .order_by(source.table.c.id)
        .limit(most)
    )
    return Runnable.of(statement, (compiled,))
