"""Figures over records: grouped, filtered, limited; several reports in one statement."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import SqlCondition
from guanxi.kernel.query.admission import governor
from guanxi.kernel.query.filters import Filter, constants_of, read_filter, shape_of
from guanxi.kernel.query.groups import TIMEZONE, CompiledGroup, compile_groups, group_json
from guanxi.kernel.query.indexes import load_indexes
from guanxi.kernel.query.metrics import CompiledMetric, ReadMetric, compile_metric, metric_json, read_metrics
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.projection import as_json_text
from guanxi.kernel.query.reach import Reach, Tests, reach_of_all, tests_of
from guanxi.kernel.query.requests import MAX_GROUPS, AggregateQuery
from guanxi.kernel.query.search import matching_records, search_parameters
from guanxi.kernel.query.source import Element
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.units import require_one_unit
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def fetch_aggregate(scope: Scope, query: AggregateQuery) -> bytes:
    """`{"data": [{<group>: …, <metric>: …}]}`; lookups as {id, name}, money as decimal strings."""
    found = await _fetch(scope, {"data": query})
    return b'{"data":%s}' % found["data"]


async def fetch_aggregates(scope: Scope, queries: Mapping[str, AggregateQuery]) -> dict[str, bytes]:
    """Several reports in one statement: for each name a JSON array of rows."""
    return await _fetch(scope, queries)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """One report as asked for, checked."""

    opened: Opened
    query: AggregateQuery
    condition: Filter | None
    metrics: list[ReadMetric]
    found: str  # the name of the search parameter

    @property
    def shape(self) -> Hashable:
        query = self.query
        shapes = (shape_of(self.condition), *(metric.shape for metric in self.metrics))
        return (
            self.opened.key, shapes, query.group_by, query.sort, query.limit, query.deleted, bool(query.q)
        )  # fmt: skip

    @property
    def reach(self) -> Reach:
        if self.query.q:  # Search finds no more than so many.
            return Reach.BOUNDED
        return reach_of_all(self.opened.fields, self.tests)

    @property
    def tests(self) -> Tests:
        return tests_of(self.condition.conjuncts if self.condition is not None else ())

    @property
    def constants(self) -> dict[str, object]:
        filters = (self.condition, *(each for metric in self.metrics for each in metric.filters))
        return constants_of(filters)


async def check_aggregates(scope: Scope, queries: Mapping[str, AggregateQuery]) -> None:
    """Raises what is wrong with the questions, however long answering them would take."""
    await _read_all(scope, queries)


@dataclass(frozen=True, slots=True)
class _Asked:
    reports: dict[str, ReadReport]
    shape: Hashable
    runnable: Runnable


async def _read_all(scope: Scope, queries: Mapping[str, AggregateQuery]) -> _Asked:
    reports = {
        name: _read(scope, await open_object(scope, query.object), query, f"q{number}")
        for number, (name, query) in enumerate(queries.items())
    }
    key = tuple((name, report.shape) for name, report in reports.items())
    return _Asked(reports, key, _statements.or_make(key, lambda: _compile_all(reports)))


async def _fetch(scope: Scope, queries: Mapping[str, AggregateQuery]) -> dict[str, bytes]:
    asked = await _read_all(scope, queries)
    reports = asked.reports
    given: dict[str, Any] = {TIMEZONE: scope.timezone}
    for report in reports.values():
        given.update(report.constants)
        if report.query.q:
            given.update(await search_parameters(scope, report.opened, report.query.q, report.found))
    await load_indexes(scope)
    reach = max((report.reach for report in reports.values()), key=list(Reach).index)
    opened = list({report.opened.key: report.opened for report in reports.values()}.values())
    for report in reports.values():
        await report.opened.steer(scope, report.tests, report.reach)
    unindexed = [name for report in reports.values() if len(opened) == 1 for name in report.tests.unindexed]
    row = await governor().run(
        scope, opened, reach, "report", asked.shape, lambda: asked.runnable.row(scope, given), unindexed
    )
    return {name: row[name].encode() for name in queries}


def _read(scope: Scope, opened: Opened, query: AggregateQuery, prefix: str) -> ReadReport:
    if not 1 <= query.limit <= MAX_GROUPS:
        raise Invalid("limit_out_of_range", field="limit", params={"limit": MAX_GROUPS})
    condition = read_filter(opened, query.filter, f"{prefix}f")
    metrics = read_metrics(opened, query.metrics, prefix)
    require_one_unit(metrics, query.group_by, condition)
    return ReadReport(opened, query, condition, metrics, f"{prefix}found")


def _compile_all(reports: Mapping[str, ReadReport]) -> Runnable:
    columns: list[Element] = []
    conditions: list[SqlCondition] = []
    for number, (name, report) in enumerate(reports.items()):
        rows, used = _compile(report, f"q{number}")
        columns.append(rows.label(name))
        conditions += used
    return Runnable.of(sa.select(*columns), conditions)


def _compile(report: ReadReport, prefix: str) -> tuple[Element, list[SqlCondition]]:
    """The rows of one report as a scalar of JSON text."""
    query, fields, exponent = report.query, report.opened.fields, report.opened.money_exponent
    source = report.opened.visible()
    groups = compile_groups(query.group_by, fields, source)
    metrics = [compile_metric(metric, source, exponent) for metric in report.metrics]
    condition = report.condition.over(source) if report.condition is not None else None
    where = source.scope(query.deleted)
    if condition is not None:
        where.append(condition.clause)
    if query.q:
        where.append(matching_records(source, report.found))
    _require_distinct([*(group.key for group in groups), *(metric.key for metric in metrics)])

    values = [group.column.label(f"g{number}") for number, group in enumerate(groups)]
    figures = [metric.value.label(f"m{number}") for number, metric in enumerate(metrics)]
    order = _order(query.sort, groups, metrics)
    grouped = (
        sa.select(*values, *figures, sa.func.row_number().over(order_by=order or None).label("n"))
        .select_from(source.from_clause)
        .where(*where)
        .group_by(*[sa.literal_column(str(number + 1)) for number in range(len(groups))])
        .order_by(sa.literal_column("n"))
        .limit(sa.literal_column(str(query.limit)))
        .subquery(f"{prefix}rows")
    )
    shown = [
        *(
            group_json(group, fields, grouped.c[f"g{n}"], exponent).label(group.key)
            for n, group in enumerate(groups)
        ),
        *(
            metric_json(metric, grouped.c[f"m{n}"], exponent).label(metric.key)
            for n, metric in enumerate(metrics)
        ),
    ]
    record = sa.select(*shown).correlate(grouped).lateral(f"{prefix}record")
    text = sa.func.string_agg(as_json_text(record), aggregate_order_by(sa.literal_column("','"), grouped.c.n))
    rows = (
        sa.literal_column("'['")
        .op("||")(sa.func.coalesce(text, sa.literal_column("''")))
        .op("||")(sa.literal_column("']'"))
    )
    used = [each for metric in metrics for each in metric.conditions]
    if condition is not None:
        used.append(condition)
    return sa.select(rows).select_from(grouped.join(record, sa.true())).scalar_subquery(), used


def _order(sort: str, groups: list[CompiledGroup], metrics: list[CompiledMetric]) -> list[Any]:
    """By the sort asked for; else periods in time order; else the largest first figure. Groups settle ties."""
    by_key = {group.key: group.column for group in groups} | {metric.key: metric.value for metric in metrics}
    names = [name.strip() for name in sort.split(",") if name.strip()]
    if not names and metrics and not any(group.by_period for group in groups):
        names = [f"-{metrics[0].key}"]
    order = []
    for name in names:
        column = by_key.get(name.lstrip("+-"))
        if column is None:
            raise Invalid("sort_unsupported", field="sort", params={"name": name[:80]})
        order.append(column.desc().nulls_last() if name.startswith("-") else column.asc().nulls_last())
    return order + [group.column.asc().nulls_last() for group in groups]


def _require_distinct(keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise Invalid("metric_name_taken", field="metrics", params={"name": key})
