"""Several short lists in one statement, for screens that show the beginnings of many."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import SqlCondition
from guanxi.kernel.query.counting import count_as_json, count_matches
from guanxi.kernel.query.filters import Filter, constants_of, read_filter, shape_of
from guanxi.kernel.query.indexes import load_indexes
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.page import LIMIT, build_page
from guanxi.kernel.query.projection import as_json_text, record_json, stored_fields
from guanxi.kernel.query.reach import Reach, Tests, tests_of
from guanxi.kernel.query.requests import COUNT_CAP, MAX_LIMIT, ListQuery
from guanxi.kernel.query.sorting import parse_sort, sort_columns
from guanxi.kernel.query.source import Element, Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.storage import HEAD, stored_values
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


@dataclass(frozen=True, slots=True)
class FoundList:
    """`records` is a JSON array; `count` JSON too: {value, capped}."""

    records: bytes
    count: bytes


@dataclass(frozen=True, slots=True)
class _ReadList:
    opened: Opened
    query: ListQuery
    condition: Filter | None

    @property
    def tests(self) -> Tests:
        return tests_of(self.condition.conjuncts if self.condition is not None else ())

    @property
    def shape(self) -> Hashable:
        query = self.query
        return (self.opened.key, shape_of(self.condition), query.sort, query.fields, query.deleted)


async def fetch_lists(scope: Scope, queries: Mapping[str, ListQuery], *, limit: int) -> dict[str, FoundList]:
    """The first `limit` records of each list, and how many there are up to a cap. Words (`q`) and cursors are for
    `fetch_list`.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_LIMIT})
    lists: dict[str, _ReadList] = {}
    for number, (name, query) in enumerate(queries.items()):
        opened = await open_object(scope, query.object)
        lists[name] = _ReadList(opened, query, read_filter(opened, query.filter, f"l{number}f"))
    key = tuple((name, each.shape) for name, each in lists.items())
    runnable = _statements.or_make(key, lambda: _compile(lists))
    given: dict[str, Any] = {LIMIT: limit, **constants_of(each.condition for each in lists.values())}
    await load_indexes(scope)
    for each in lists.values():
        await each.opened.steer(scope, each.tests, Reach.UNCERTAIN)
    row = await runnable.row(scope, given)
    return {
        name: FoundList(
            b"[%s]" % row[f"{name}_data"].encode(), count_as_json(row[f"{name}_count"], COUNT_CAP)
        )
        for name in queries
    }


def _compile(lists: Mapping[str, _ReadList]) -> Runnable:
    columns: list[Element] = []
    conditions: list[SqlCondition] = []
    for name, each in lists.items():
        source = each.opened.visible()
        where = source.scope(each.query.deleted)
        if each.condition is not None:
            compiled = each.condition.over(source)
            conditions.append(compiled)
            where.append(compiled.clause)
        counted = count_matches(source.from_clause, where, COUNT_CAP)
        columns += [_data(each, source, where).label(f"{name}_data"), counted.label(f"{name}_count")]
    return Runnable.of(sa.select(*columns), tuple(conditions))


def _data(read: _ReadList, source: Source, where: Sequence[Element]) -> Element:
    fields = read.opened.fields
    present = read.condition.present if read.condition is not None else frozenset()
    paths = output_paths(fields, read.query.fields)
    sort = sort_columns(fields, source, parse_sort(fields, read.query.sort), present)
    columns = stored_values(source.table, stored_fields(paths), (*HEAD, "deleted_at"))
    page = build_page(columns, source.table.c.id, source.from_clause, where, sort, None).subquery("p")
    record = record_json(fields, paths, page, read.opened.money_exponent, deleted=read.query.deleted)
    joined = sa.func.string_agg(as_json_text(record), aggregate_order_by(sa.literal_column("','"), page.c.n))
    shown = sa.func.coalesce(joined, sa.literal_column("''"))
    return sa.select(shown).select_from(page.join(record, sa.true())).scalar_subquery()
