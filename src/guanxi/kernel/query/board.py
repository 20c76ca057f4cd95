"""A board in one statement: for each column its first cards, how many there are, and what they sum up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from guanxi.kernel.db import prepare
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.query.columns import BoardColumn, board_columns
from guanxi.kernel.query.counting import count_as_json
from guanxi.kernel.query.cursor import encode_cursor
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.filters import Filter, constants_of, narrow, read_filter, shape_of
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.order import order_of
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.page import LIMIT, build_page
from guanxi.kernel.query.projection import as_json_text, money_text, record_json, stored_columns
from guanxi.kernel.query.requests import MAX_LIMIT, BoardQuery, ListQuery
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.sorting import parse_sort, sort_columns
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

COLUMN_CAP = 10_000  # cards counted and summed per column; beyond it there is no total

_statements: Remembered[Runnable] = Remembered()
_VALUE = "c.value"


async def fetch_board(scope: Scope, query: BoardQuery) -> bytes:
    """`{"columns": [{value, label, color, kind, filter, count: {value, capped}, total, data, next_cursor}]}`.

    A column is continued by the list of the object with the column's `filter`, the same sort and the cursor.
    """
    if not 1 <= query.limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    opened = await open_object(scope, query.object)
    path, total = _layout(opened, query)
    columns = await board_columns(scope, opened.fields, path, query)
    with_null = any(column.value is None for column in columns)
    condition = read_filter(opened, query.filter)
    key = (
        opened.key, shape_of(condition), path.name, total and total.name, bool(query.q), query.sort, query.fields,
        with_null, scope.sees_all,
    )  # fmt: skip
    runnable = _statements.or_make(
        key, lambda: _compile(opened, query, condition, path, total, with_null, scope.sees_all)
    )

    values = [column.value for column in columns if column.value is not None]
    given: dict[str, Any] = {LIMIT: query.limit + 1, "columns": values, **constants_of((condition,))}
    if query.q:
        given.update(search_parameters(query.q))
    rows = await runnable.rows(scope, given)
    found = {row["position"]: row for row in rows}

    parts: list[bytes] = []
    positions = iter(range(1, len(values) + 1))
    for column in columns:
        row = found[0 if column.value is None else next(positions)]
        if row["count"] or column.always:
            parts.append(_column_json(scope, opened, query, path, column, row))
    return b'{"columns":[%s]}' % b",".join(parts)


def _column_json(
    scope: Scope, opened: Opened, query: BoardQuery, path: FieldPath, column: BoardColumn, row: Any
) -> bytes:
    condition = narrow(query.filter, path.name, column.value)
    cursor = None
    if row["last"] is not None:
        listed = ListQuery(query.object, filter=condition, q=query.q, sort=query.sort)
        cursor = encode_cursor(scope.tenant.id, order_of(opened.fields, listed).shape, row["last"])
    head = msgspec.json.encode(
        {
            "value": column.value,
            "label": column.label,
            "color": column.color,
            "kind": column.kind,
            "filter": condition,
            "total": row["total"] if row["count"] <= COLUMN_CAP else None,
            "next_cursor": cursor,
        }
    )
    count = count_as_json(row["count"], COLUMN_CAP)
    return b'%s,"count":%s,"data":[%s]}' % (head[:-1], count, (row["data"] or "").encode())


def _layout(opened: Opened, query: BoardQuery) -> tuple[FieldPath, FieldPath | None]:
    """The field that makes the columns and the one to sum, from the request or the object's layout."""
    layout = opened.fields.definition.layouts.board
    group_by = query.group_by or (layout.group_by if layout else "")
    if not group_by:
        raise Invalid("board_unsupported", field="group_by", params={"name": ""})
    total = query.total or (layout.sum or "" if layout else "")
    return opened.fields.require(group_by), opened.fields.require(total) if total else None


def _compile(
    opened: Opened,
    query: BoardQuery,
    condition: Filter | None,
    path: FieldPath,
    total: FieldPath | None,
    with_null: bool,
    sees_all: bool,
) -> Runnable:
    source = Source(opened.fields.definition)
    compiled = condition.over(source) if condition is not None else None
    common = source.scope()
    if compiled is not None:
        common.append(compiled.clause)
    if query.q:
        common.append(matching_records(source, sees_all))
    column = source.column(path)
    present = condition.present if condition is not None else frozenset()

    values = sa.bindparam("columns", type_=ARRAY(column.type))
    listed = sa.func.unnest(values).table_valued("value", with_ordinality="position").render_derived(name="c")
    # Named as text, because a sub-select in FROM would otherwise list the columns once more.
    in_column = column == sa.literal_column(_VALUE, column.type)
    parts = [_columns(opened, query, source, total, [*common, in_column], listed, listed.c.position, present)]
    if with_null:
        one = sa.select(sa.literal_column("0", sa.BigInteger()).label("position")).subquery("c")
        is_null = column.is_(sa.null())
        parts.append(_columns(opened, query, source, total, [*common, is_null], one, one.c.position, present))
    statement = parts[0] if len(parts) == 1 else sa.union_all(*parts)
    return Runnable(prepare(statement), (compiled,) if compiled else ())


def _columns(
    opened: Opened,
    query: BoardQuery,
    source: Source,
    total: FieldPath | None,
    where: Sequence[Element],
    listed: sa.FromClause,
    position: Element,
    present: frozenset[str],
) -> sa.Select[Any]:
    cards = _cards(opened, query, source, where, present)
    sums = _sums(opened, source, total, where)
    return sa.select(position.label("position"), *cards.c, *sums.c).select_from(
        listed.join(cards, sa.true()).join(sums, sa.true())
    )


def _cards(
    opened: Opened, query: BoardQuery, source: Source, where: Sequence[Element], present: frozenset[str]
) -> sa.FromClause:
    fields = opened.fields
    paths = output_paths(fields, query.fields)
    sort = sort_columns(fields, source, parse_sort(fields, query.sort), present)
    stored = dict.fromkeys(("id", "version", *stored_columns(paths)))
    columns = [source.table.c[name] for name in stored]
    page = build_page(columns, source.table.c.id, source.from_clause, where, sort, None).subquery("p")
    record = record_json(fields, paths, page, opened.money_exponent)
    limit: sa.BindParameter[int] = sa.bindparam(LIMIT, type_=sa.Integer())
    shown = sa.func.string_agg(as_json_text(record), aggregate_order_by(sa.literal_column("','"), page.c.n))
    keys = sa.func.json_build_array(page.c.branch, *[page.c[f"k{n}"] for n in range(len(sort))], page.c.id)
    last = sa.func.max(sa.cast(keys, sa.Text())).filter(page.c.n == limit - sa.literal_column("1"))
    return (
        sa.select(
            shown.filter(page.c.n < limit).label("data"),
            sa.case((sa.func.max(page.c.n) == limit, last)).label("last"),
        )
        .select_from(page.join(record, sa.true()))
        .lateral("cards")
    )


def _sums(opened: Opened, source: Source, total: FieldPath | None, where: Sequence[Element]) -> sa.FromClause:
    column: Element = source.column(total) if total is not None else sa.null()
    counted = (
        sa.select(column.label("summed"))
        .select_from(source.from_clause)
        .where(*where)
        .limit(sa.literal_column(str(COLUMN_CAP + 1)))
        .subquery("counted")
    )
    summed: Element = sa.null()
    if total is not None:
        summed = sa.func.coalesce(sa.func.sum(counted.c.summed), sa.literal_column("0"))
        summed = (
            money_text(summed, opened.money_exponent)
            if total.kind is ValueType.MONEY
            else sa.cast(summed, sa.Text())
        )
    return (
        sa.select(sa.func.count().label("count"), sa.cast(summed, sa.Text()).label("total"))
        .select_from(counted)
        .lateral("sums")
    )
