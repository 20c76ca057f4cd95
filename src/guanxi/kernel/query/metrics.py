"""The figures of a report: count, sum, average, least and greatest, each over the records that its filter admits."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import SqlCondition, ValueType
from guanxi.kernel.query.fields import FieldPath
from guanxi.kernel.query.filters import Filter, read_filter, read_number, shape_of
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.projection import money_text, value_json
from guanxi.kernel.query.requests import Metric
from guanxi.kernel.query.source import Element, Source

MAX_METRICS = 20
AVERAGE_PLACES = 4

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_NUMBERS = frozenset(
    {ValueType.DURATION, ValueType.INTEGER, ValueType.NUMBER, ValueType.DECIMAL, ValueType.MONEY}
)
_ORDERED = _NUMBERS | {ValueType.DATE, ValueType.DATETIME}


@dataclass(frozen=True, slots=True)
class ReadMetric:
    """A figure as asked for, checked: over a field, an expression or whole records."""

    key: str
    fn: str
    kind: ValueType | None
    path: FieldPath | None
    expression: Filter | None
    condition: Filter | None

    @property
    def shape(self) -> Hashable:
        return (
            self.key,
            self.fn,
            self.path and self.path.name,
            shape_of(self.expression),
            shape_of(self.condition),
        )

    @property
    def filters(self) -> tuple[Filter | None, ...]:
        return (self.expression, self.condition)


@dataclass(frozen=True, slots=True)
class CompiledMetric:
    """`value` is the aggregate in SQL; what is shown of it is `metric_json`."""

    key: str
    fn: str
    kind: ValueType | None
    value: Element
    conditions: tuple[SqlCondition, ...]


def read_metrics(opened: Opened, metrics: tuple[Metric, ...], prefix: str) -> list[ReadMetric]:
    """Raises `field_unknown`, `metric_…` and `expression_…` problems."""
    if len(metrics) > MAX_METRICS:
        raise Invalid("metrics_too_many", field="metrics", params={"limit": MAX_METRICS})
    return [_read(opened, metric, f"{prefix}m{number}") for number, metric in enumerate(metrics)]


def compile_metric(metric: ReadMetric, source: Source, money_exponent: int) -> CompiledMetric:
    operand: Element | None = source.column(metric.path) if metric.path is not None else None
    conditions: list[SqlCondition] = []
    if metric.expression is not None:
        compiled = metric.expression.over(source)
        conditions.append(compiled)
        operand = compiled.clause
        if metric.kind is ValueType.MONEY:
            operand = operand.op("*")(sa.literal_column(f"1e{money_exponent}"))
    value: Any = sa.func.count() if operand is None else getattr(sa.func, metric.fn)(operand)
    if metric.condition is not None:
        condition = metric.condition.over(source)
        conditions.append(condition)
        value = value.filter(condition.clause)
    if metric.fn == "sum":
        value = sa.func.coalesce(value, sa.literal_column("0"))  # The sum of nothing is nothing.
    return CompiledMetric(metric.key, metric.fn, metric.kind, value, tuple(conditions))


def metric_json(metric: CompiledMetric, value: Element, money_exponent: int) -> Element:
    """Money as a decimal string, of an average too; averages of numbers to four places."""
    if metric.fn == "count":
        return value
    if metric.kind is ValueType.MONEY:
        return money_text(sa.func.round(sa.cast(value, sa.Numeric())), money_exponent)
    if metric.kind is ValueType.DECIMAL or (
        metric.fn == "avg" and metric.kind in (ValueType.INTEGER, ValueType.DURATION)
    ):
        return sa.cast(sa.func.round(value, sa.literal_column(str(AVERAGE_PLACES))), sa.Double())
    return value if metric.kind is None else value_json(metric.kind, value, money_exponent)


def _read(opened: Opened, metric: Metric, prefix: str) -> ReadMetric:
    if not _NAME.fullmatch(metric.key):
        raise Invalid("metric_name_invalid", field="metrics", params={"name": metric.key[:80]})
    condition = read_filter(opened, metric.filter, f"{prefix}f")
    if metric.expression:
        expression = read_number(opened, metric.expression, f"{prefix}v")
        is_money = any(reference.type is ValueType.MONEY for reference in expression.references)
        kind = ValueType.MONEY if is_money else ValueType.DECIMAL
        return ReadMetric(metric.key, metric.fn, kind, None, expression, condition)
    if not metric.field:
        if metric.fn != "count":
            raise Invalid("metric_field_missing", field="metrics", params={"fn": metric.fn})
        return ReadMetric(metric.key, metric.fn, None, None, None, condition)
    path = opened.fields.require(metric.field)
    admitted = {"count": None, "sum": _NUMBERS, "avg": _NUMBERS}.get(metric.fn, _ORDERED)
    if admitted is not None and path.kind not in admitted:
        raise Invalid("metric_unsupported", field="metrics", params={"fn": metric.fn, "name": path.name})
    return ReadMetric(metric.key, metric.fn, path.kind, path, None, condition)
