"""The statement of a page of records: rows, what their lookups are called, where the next page begins, the count."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query.counting import count_all, count_matches, count_page_first
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.filters import Filter
from guanxi.kernel.query.links import points_to
from guanxi.kernel.query.merging import Merge
from guanxi.kernel.query.nearest import Nearest
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.order import SORT, Order
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.page import LIMIT, Position, build_page
from guanxi.kernel.query.projection import as_json_text, record_json, stored_fields
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.search import matching_records
from guanxi.kernel.query.sorting import sort_columns
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.statements import Runnable
from guanxi.kernel.query.storage import HEAD, stored_values


@dataclass(frozen=True, slots=True)
class Restriction:
    """The records of a related list: whose `field` points to one, or with `owner`, to whom its `field` points."""

    field: FieldPath
    record_id: Any
    owner: ObjectDef | None = None

    @property
    def key(self) -> Hashable:
        return (self.field.name, self.owner and self.owner.name)

    @property
    def index_column(self) -> str:
        """The column of the listed object that is fixed by it."""
        return self.field.field.index_column if self.owner is None else "id"

    def condition(self, source: Source) -> Element:
        parameter: sa.BindParameter[Any] = sa.bindparam("related_to", type_=sa.Uuid())
        field = self.field.field
        if self.owner is not None:
            return points_to(self.owner, field, parameter, source.table.c.id)
        if field.is_linked:
            return points_to(source.definition, field, source.table.c.id, parameter)
        return source.column(self.field) == parameter


def is_everything(query: ListQuery, restriction: Restriction | None, sees_all: bool) -> bool:
    """Whether the counters know the count: all live records, for a caller above record sharing."""
    return sees_all and restriction is None and not (query.filter.strip() or query.q or query.deleted)


def compile_list(
    opened: Opened,
    query: ListQuery,
    condition: Filter | None,
    order: Order,
    position: Position | None,
    restriction: Restriction | None,
    merge: Merge | None,
    nearest: Nearest | None,
    cap: int,
    sees_all: bool,
) -> Runnable:
    fields = opened.fields
    source = opened.visible()
    compiled = condition.over(source, by_cells=nearest is None) if condition is not None else None
    where = source.scope(query.deleted)
    if restriction is not None:
        where.append(restriction.condition(source))
    if compiled is not None:
        where.append(compiled.clause)
    if query.q:
        where.append(matching_records(source))
    # Sorting by a lookup joins more, which counting need not.
    matches: tuple[sa.FromClause, Sequence[Element]] = (source.from_clause, where)
    if nearest is not None:
        matches = nearest.counted(source, *matches)

    paths = output_paths(fields, query.fields)
    present = condition.present if condition is not None else frozenset()
    sort = sort_columns(fields, source, order.parts, present, prefix=SORT)
    columns = stored_values(source.table, stored_fields(paths), (*HEAD, "deleted_at"))
    page = build_page(
        columns,
        source.table.c.id,
        source.from_clause,
        where,
        sort,
        position,
        merge=merge.over(source) if merge is not None else None,
        rings=nearest.over(source) if nearest is not None else None,
    ).cte("page")

    counted: Element = sa.null()
    if query.count != "none":
        counted = count_matches(*matches, None if query.count == "exact" else cap)
        if is_everything(query, restriction, sees_all):
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
