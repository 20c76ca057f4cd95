"""A board in one statement: for each column its first cards, how many there are, and what they sum up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.query.admission import governor
from guanxi.kernel.query.columns import BoardColumn, board_columns
from guanxi.kernel.query.counting import count_as_json
from guanxi.kernel.query.cursor import encode_cursor
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.filters import Filter, constants_of, narrow, read_filter, shape_of
from guanxi.kernel.query.indexes import load_indexes
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.order import order_of
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.page import LIMIT, build_page
from guanxi.kernel.query.projection import as_json_text, money_text, record_json, stored_fields
from guanxi.kernel.query.reach import Reach, Tests, reach_of_page, tests_of, unindexed_in_order
from guanxi.kernel.query.requests import MAX_LIMIT, BoardQuery, ListQuery
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.sorting import parse_sort, sort_columns
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.storage import stored_values, value_of
from guanxi.kernel.tenancy import Scope

SHOWN = "shown"  # one more than the cards of a column

_statements: Remembered[Runnable] = Remembered()


async def fetch_board(scope: Scope, query: BoardQuery) -> bytes:
    """`{"columns": [{value, label, color, kind, filter, count: {value, capped}, total, data, next_cursor}]}`.

    A column is continued by the list of the object with the column's `filter`, the same sort and the cursor.
    """
    if not 1 <= query.limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    opened = await open_object(scope, query.object)
    path, total = _layout(opened, query)
    columns = await board_columns(scope, opened.fields, path, query)
    nulls = tuple(column.value is None for column in columns)
    condition = read_filter(opened, query.filter)
    await load_indexes(scope)
    tests = tests_of(condition.conjuncts if condition is not None else ()).fixing(path.field.index_column)
    reach = _reach(opened, query, tests)
    cap = await governor().column_cap(
        scope, opened.fields, is_everything=reach is Reach.BOUNDED and not query.q
    )
    key = (
        opened.key, shape_of(condition), path.name, total and total.name, bool(query.q), query.sort, query.fields,
        nulls, cap,
    )  # fmt: skip
    runnable = _statements.or_make(key, lambda: _compile(opened, query, condition, path, total, nulls, cap))

    walked = max(query.limit, cap) if cap <= MAX_LIMIT else query.limit
    given: dict[str, Any] = {SHOWN: query.limit + 1, LIMIT: walked + 1, **constants_of((condition,))}
    given.update({f"column{number}": column.value for number, column in enumerate(columns)})
    if query.q:
        given.update(await search_parameters(scope, opened, query.q))
    await opened.steer(scope, tests, reach)
    unindexed = (*tests.unindexed, *unindexed_in_order(parse_sort(opened.fields, query.sort)))
    rows = await governor().run(
        scope, (opened,), reach, "list", ("board", key), lambda: runnable.rows(scope, given), unindexed
    )
    found = {row["position"]: row for row in rows}
    parts = [
        _column_json(scope, opened, query, path, column, cap, found[number])
        for number, column in enumerate(columns)
        if column.always or found[number]["count"]
    ]
    return b'{"columns":[%s]}' % b",".join(parts)


def _column_json(
    scope: Scope,
    opened: Opened,
    query: BoardQuery,
    path: FieldPath,
    column: BoardColumn,
    cap: int,
    row: Any,
) -> bytes:
    condition = narrow(query.filter, path.name, column.value)
    cursor = None
    if row["last"] is not None:
        listed = ListQuery(query.object, filter=condition, q=query.q, sort=query.sort)
        cursor = encode_cursor(scope.tenant.id, order_of(opened, listed).shape, row["last"])
    head = msgspec.json.encode(
        {
            "value": column.value,
            "label": column.label,
            "color": column.color,
            "kind": column.kind,
            "filter": condition,
            "total": row["total"] if row["count"] <= cap else None,
            "next_cursor": cursor,
        }
    )
    count = count_as_json(row["count"], cap)
    return b'%s,"count":%s,"data":[%s]}' % (head[:-1], count, (row["data"] or "").encode())


def _reach(opened: Opened, query: BoardQuery, tests: Tests) -> Reach:
    """Of the columns, each of which fixes the field that makes them."""
    if query.q:
        return Reach.BOUNDED
    reach = reach_of_page(opened.fields, tests, parse_sort(opened.fields, query.sort))
    return Reach.UNCERTAIN if reach is Reach.WHOLE else reach


def _layout(opened: Opened, query: BoardQuery) -> tuple[FieldPath, FieldPath | None]:
    """The field that makes the columns and the one to sum, from the request or the object's layout."""
    layout = opened.fields.definition.layouts.board
    group_by = query.group_by or (layout.group_by if layout else "")
    if not group_by:
        raise Invalid("board_unsupported", field="group_by", params={"name": ""})
    usual = opened.fields.find(layout.sum) if layout and layout.sum else None
    total = opened.fields.require(query.total) if query.total else usual
    return opened.fields.require(group_by), total


def _compile(
    opened: Opened,
    query: BoardQuery,
    condition: Filter | None,
    path: FieldPath,
    total: FieldPath | None,
    nulls: tuple[bool, ...],
    cap: int,
) -> Runnable:
    source = opened.visible()
    compiled = condition.over(source) if condition is not None else None
    common = source.scope()
    if compiled is not None:
        common.append(compiled.clause)
    if query.q:
        common.append(matching_records(source))
    column = source.column(path)
    present = condition.present if condition is not None else frozenset()

    # One branch for each column rather than a join with the list of columns: a planner that knows the value knows how
    # common it is, and an empty column costs nothing.
    parts = []
    for number, is_null in enumerate(nulls):
        value: sa.BindParameter[Any] = sa.bindparam(f"column{number}", type_=column.type)
        where = [*common, column.is_(sa.null()) if is_null else column == value]
        cards, page = _cards(opened, query, source, where, present, total)
        if cap <= MAX_LIMIT and (total is None or total.through is None):  # One walk serves both.
            sums = _sums(opened, page, value_of(page, total.field) if total else sa.null(), total)
        else:
            counted = _counted(source, total, where, cap)
            sums = _sums(opened, counted, counted.c.summed, total)
        position = sa.literal_column(str(number), sa.Integer()).label("position")
        parts.append(sa.select(position, *cards.c, *sums.c).select_from(cards.join(sums, sa.true())))
    return Runnable.of(sa.union_all(*parts), (compiled,))


def _cards(
    opened: Opened,
    query: BoardQuery,
    source: Source,
    where: Sequence[Element],
    present: frozenset[str],
    total: FieldPath | None,
) -> tuple[sa.FromClause, sa.CTE]:
    """The first cards as JSON, and the rows that they were taken from: `page_limit` of them at most."""
    fields = opened.fields
    paths = output_paths(fields, query.fields)
    sort = sort_columns(fields, source, parse_sort(fields, query.sort), present)
    stored = stored_fields(paths if total is None else [*paths, total])
    columns = stored_values(source.table, stored)
    page = build_page(columns, source.table.c.id, source.from_clause, where, sort, None).cte()
    limit: sa.BindParameter[int] = sa.bindparam(SHOWN, type_=sa.Integer())
    rows = sa.select(page).where(page.c.n <= limit).subquery()
    record = record_json(fields, paths, rows, opened.money_exponent)
    shown = sa.func.string_agg(as_json_text(record), aggregate_order_by(sa.literal_column("','"), rows.c.n))
    keys = sa.func.json_build_array(rows.c.branch, *[rows.c[f"k{n}"] for n in range(len(sort))], rows.c.id)
    last = sa.func.max(sa.cast(keys, sa.Text())).filter(rows.c.n == limit - sa.literal_column("1"))
    cards = (
        sa.select(
            shown.filter(rows.c.n < limit).label("data"),
            sa.case((sa.func.max(rows.c.n) == limit, last)).label("last"),
        )
        .select_from(rows.join(record, sa.true()))
        .subquery("cards")
    )
    return cards, page


def _sums(opened: Opened, rows: sa.FromClause, summed: Element, total: FieldPath | None) -> sa.FromClause:
    """Of as many cards as the cap admits and one more, which tells that there is no total."""
    value: Element = sa.null()
    if total is not None:
        value = sa.func.coalesce(sa.func.sum(summed), sa.literal_column("0"))
        if total.kind is ValueType.MONEY:
            value = money_text(value, opened.money_exponent)
    return (
        sa.select(sa.func.count().label("count"), sa.cast(value, sa.Text()).label("total"))
        .select_from(rows)
        .subquery("sums")
    )


def _counted(source: Source, total: FieldPath | None, where: Sequence[Element], cap: int) -> sa.Subquery:
    """What is counted and summed where that is more than the cards: an index may hold all of it."""
    column: Element = source.column(total) if total is not None else sa.null()
    return (
        sa.select(column.label("summed"))
        .select_from(source.from_clause)
        .where(*where)
        .limit(sa.literal_column(str(cap + 1)))
        .subquery("counted")
    )
