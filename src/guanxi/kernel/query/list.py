"""A page of records in one statement: rows, what their lookups are called, the next cursor and the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanxi.kernel.errors import Invalid
from guanxi.kernel.query.admission import require_at_most
from guanxi.kernel.query.counting import count_all, count_as_json, count_matches, count_page_first
from guanxi.kernel.query.cursor import encode_cursor
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.filters import Filter, constants_of, read_filter, shape_of
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.order import Order, order_of, take_position
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.page import LIMIT, Position, build_page
from guanxi.kernel.query.projection import as_json_text, record_json, stored_fields
from guanxi.kernel.query.requests import COUNT_CAP, MAX_LIMIT, ListQuery
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.sorting import parse_sort, sort_columns
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.storage import HEAD, stored_values
from guanxi.kernel.tenancy import Scope

MOST_SORTED_BY_NAME = 100_000  # records of the object; about half a second to read and sort

_statements: Remembered[Runnable] = Remembered()
_orders: Remembered[Order] = Remembered()


async def fetch_list(scope: Scope, query: ListQuery, *, restriction: Restriction | None = None) -> bytes:
    """`{"data": […], "next_cursor": …, "count": {value, capped} | null}` as JSON.

    `restriction` narrows the list beyond the caller's filter, as related lists do.
    """
    if not 1 <= query.limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    opened = await open_object(scope, query.object)
    condition = read_filter(opened, query.filter)
    order = _order(opened, query, restriction)
    given: dict[str, Any] = {LIMIT: query.limit + 1, **constants_of((condition,))}
    if order.by_name is not None:
        await require_at_most(scope, opened, MOST_SORTED_BY_NAME, order.by_name)
    position = take_position(scope, query.cursor, order, given) if query.cursor else None
    if query.q:
        given.update(await search_parameters(scope, opened, query.q))
    if restriction is not None:
        given["related_to"] = restriction.record_id

    key = (
        opened.key, shape_of(condition), bool(query.q), query.sort, query.deleted, restriction and restriction.field.name,
        query.fields, query.count, position, scope.sees_all,
    )  # fmt: skip
    runnable = _statements.or_make(
        key, lambda: _compile(opened, query, condition, position, restriction, scope.sees_all)
    )
    row = await runnable.row(scope, given)

    cursor = b"null"
    if row["last"] is not None:
        cursor = b'"%s"' % encode_cursor(scope.tenant.id, order.shape, row["last"]).encode()
    capped = query.count == "capped" and not _is_everything(query, restriction, scope.sees_all)
    cap = COUNT_CAP if capped else None
    return b'{"data":[%s],"next_cursor":%s,"count":%s}' % (
        row["data"].encode(),
        cursor,
        count_as_json(row["count"], cap),
    )


@dataclass(frozen=True, slots=True)
class Restriction:
    """A fixed condition on one lookup: the records of a related list."""

    field: FieldPath
    record_id: Any

    def condition(self, source: Source) -> Element:
        parameter: sa.BindParameter[Any] = sa.bindparam("related_to", type_=sa.Uuid())
        return source.column(self.field) == parameter


def _order(opened: Opened, query: ListQuery, restriction: Restriction | None) -> Order:
    related = f"{restriction.field.name}={restriction.record_id}" if restriction else ""
    key = (opened.key, query.filter, query.q, query.sort, query.deleted, related)
    return _orders.or_make(key, lambda: order_of(opened.fields, query, related))


def _is_everything(query: ListQuery, restriction: Restriction | None, sees_all: bool) -> bool:
    """Whether the counters know the count: all live records, for a caller above record sharing."""
    return sees_all and restriction is None and not (query.filter.strip() or query.q or query.deleted)


def _compile(
    opened: Opened,
    query: ListQuery,
    condition: Filter | None,
    position: Position | None,
    restriction: Restriction | None,
    sees_all: bool,
) -> Runnable:
    fields = opened.fields
    source = Source(fields.definition)
    compiled = condition.over(source) if condition is not None else None
    where = source.scope(query.deleted)
    if restriction is not None:
        where.append(restriction.condition(source))
    if compiled is not None:
        where.append(compiled.clause)
    if query.q:
        where.append(matching_records(source))
    counted_from = source.from_clause  # Sorting by a lookup joins more, which counting need not.

    paths = output_paths(fields, query.fields)
    present = condition.present if condition is not None else frozenset()
    sort = sort_columns(fields, source, parse_sort(fields, query.sort), present)
    columns = stored_values(source.table, stored_fields(paths), (*HEAD, "deleted_at"))
    page = build_page(columns, source.table.c.id, source.from_clause, where, sort, position).cte("page")

    counted: Element = sa.null()
    if query.count != "none":
        counted = count_matches(query.count, counted_from, where)
        if _is_everything(query, restriction, sees_all):
            counted = count_all(fields.definition.number)
        elif position is None:
            counted = count_page_first(page, counted)

    statement = sa.select(
        _data(opened, paths, page, query.deleted).label("data"),
        _last(page, len(sort)).label("last"),
        sa.cast(counted, sa.BigInteger()).label("count"),
    )
    return Runnable.of(statement, (compiled,))


def _data(opened: Opened, paths: Sequence[FieldPath], page: sa.CTE, deleted: bool) -> Element:
    rows = page.alias("p")
    record = record_json(opened.fields, paths, rows, opened.money_exponent, deleted=deleted)
    limit: sa.BindParameter[Any] = sa.bindparam(LIMIT, type_=sa.Integer())
    joined = sa.func.string_agg(as_json_text(record), aggregate_order_by(sa.literal_column("','"), rows.c.n))
    ordered = sa.func.coalesce(joined, sa.literal_column("''"))
    return (
        sa.select(ordered).select_from(rows.join(record, sa.true())).where(rows.c.n < limit).scalar_subquery()
    )


def _last(page: sa.CTE, keys: int) -> Element:
    """`[branch, k0, …, id]` of the last row shown, if another one follows it."""
    rows, following = page.alias("l"), page.alias("f")
    limit: sa.BindParameter[Any] = sa.bindparam(LIMIT, type_=sa.Integer())
    values = [rows.c[f"k{number}"] for number in range(keys)]
    more = sa.exists(sa.select(sa.literal_column("1")).where(following.c.n == limit))
    return (
        sa.select(sa.cast(sa.func.json_build_array(rows.c.branch, *values, rows.c.id), sa.Text()))
        .where(rows.c.n == limit - sa.literal_column("1"), more)
        .scalar_subquery()
    )
