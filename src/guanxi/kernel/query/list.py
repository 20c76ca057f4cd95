"""A page of records in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.errors import Invalid
from guanxi.kernel.query.admission import governor, require_at_most
from guanxi.kernel.query.advice import Asked
from guanxi.kernel.query.counting import count_as_json
from guanxi.kernel.query.cursor import encode_cursor
from guanxi.kernel.query.filters import Filter, constants_of, read_filter, shape_of
from guanxi.kernel.query.indexes import load_indexes
from guanxi.kernel.query.list_statement import Restriction, compile_list, is_everything
from guanxi.kernel.query.merging import Merge, merge_of
from guanxi.kernel.query.nearest import Nearest, nearest_of
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.order import Order, order_of, take_position
from guanxi.kernel.query.page import LIMIT
from guanxi.kernel.query.reach import (
    Reach,
    Tests,
    reach_of_all,
    reach_of_page,
    tests_of,
    unindexed_in_order,
)
from guanxi.kernel.query.requests import MAX_LIMIT, ListQuery
from guanxi.kernel.query.search import search_parameters
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

MOST_SORTED_BY_NAME = 100_000  # records of the object; about half a second to read and sort

_statements: Remembered[Runnable] = Remembered()
_judged: Remembered[Judged] = Remembered()


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from the shape of a list: how far it reaches, and whether it is a merge of ordered lists."""

    reach: Reach
    merge: Merge | None
    tests: Tests
    unindexed: tuple[str, ...]


async def fetch_list(scope: Scope, query: ListQuery, *, restriction: Restriction | None = None) -> bytes:
    """`{"data": […], "next_cursor": …, "count": {value, capped} | null}` as JSON.

    `restriction` narrows the list beyond the caller's filter, as related lists do. Raises what `admission` refuses.
    """
    if not 1 <= query.limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    opened = await open_object(scope, query.object)
    await load_indexes(scope)
    condition = read_filter(opened, query.filter)
    order = order_of(
        opened, query, f"{restriction.key}={restriction.record_id}" if restriction is not None else ""
    )
    given: dict[str, Any] = {LIMIT: query.limit + 1, **constants_of((condition,)), **order.constants}
    if order.by_name is not None:
        await require_at_most(scope, opened, MOST_SORTED_BY_NAME, order.by_name)
    position = take_position(scope, query.cursor, order, given) if query.cursor else None
    if query.q:
        given.update(await search_parameters(scope, opened, query.q))
    if restriction is not None:
        given["related_to"] = restriction.record_id

    shape = (
        opened.key, shape_of(condition), bool(query.q), order.key, query.deleted, restriction and restriction.key,
        query.count, scope.sees_all,
    )  # fmt: skip
    nearest = nearest_of(opened, query, condition, order.parts) if restriction is None else None
    merge = merge_of(opened.fields, condition, query) if nearest is None else None
    if nearest is not None:
        given.update(nearest.parameters(given.get("b0", 0.0)))
    judged = _judged.or_make(
        (shape, merge, nearest and nearest.shape),
        lambda: _judge(scope, opened, query, condition, order, restriction, merge, nearest),
    )
    cap = await governor().count_cap(scope, opened.fields)
    runnable = _statements.or_make(
        (shape, query.fields, position, judged.merge, nearest and nearest.shape, cap),
        lambda: compile_list(
            opened, query, condition, order, position, restriction, judged.merge, nearest, cap, scope.sees_all
        ),
    )
    asked: Asked = "count" if query.count == "exact" else "list"
    await opened.steer(scope, judged.tests, judged.reach if nearest is None else Reach.BOUNDED)
    row = await governor().run(
        scope, (opened,), judged.reach, asked, shape, lambda: runnable.row(scope, given), judged.unindexed
    )

    cursor = b"null"
    if row["last"] is not None:
        cursor = b'"%s"' % encode_cursor(scope.tenant.id, order.shape, row["last"]).encode()
    capped = query.count == "capped" and not is_everything(query, restriction, scope.sees_all)
    return b'{"data":[%s],"next_cursor":%s,"count":%s}' % (
        row["data"].encode(),
        cursor,
        count_as_json(row["count"], cap if capped else None),
    )


async def check_list(scope: Scope, query: ListQuery) -> None:
    """Raises what is wrong with the condition, however long counting what meets it would take."""
    read_filter(await open_object(scope, query.object), query.filter)


def _judge(
    scope: Scope,
    opened: Opened,
    query: ListQuery,
    condition: Filter | None,
    order: Order,
    restriction: Restriction | None,
    merge: Merge | None,
    nearest: Nearest | None,
) -> Judged:
    fields, sort = opened.fields, order.parts
    tests = tests_of(condition.conjuncts if condition is not None else ())
    if restriction is not None:
        tests = tests.fixing(restriction.index_column)
    unindexed = (*tests.unindexed, *unindexed_in_order(sort))
    if merge is not None:
        merged = reach_of_page(
            fields, tests.fixing(merge.path.field.index_column), sort, deleted=query.deleted
        )
        merge = merge if merged is not Reach.WHOLE else None
    if query.count == "exact" and not is_everything(query, restriction, scope.sees_all):
        return Judged(
            Reach.BOUNDED if query.q else reach_of_all(fields, tests), merge, tests, tests.unindexed
        )
    if query.q:  # Search finds no more than so many.
        return Judged(Reach.BOUNDED, merge, tests, unindexed)
    if nearest is not None:  # Very many may be in one place.
        return Judged(Reach.UNCERTAIN, None, tests, unindexed)
    if merge is not None:
        tests = tests.fixing(merge.path.field.index_column)
    return Judged(reach_of_page(fields, tests, sort, deleted=query.deleted), merge, tests, unindexed)
