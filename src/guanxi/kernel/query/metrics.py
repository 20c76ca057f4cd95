"""The figures of a report: count, sum, average, least and greatest, each over the records that its filter admits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import SqlCondition, ValueType, check_number, parse, value_to_sql
from guanxi.kernel.query.conditions import compile_filter
from guanxi.kernel.query.fields import FieldEnvironment, Fields
from guanxi.kernel.query.projection import money_text, value_json
from guanxi.kernel.query.requests import Metric
from guanxi.kernel.query.source import Element, Source

MAX_METRICS = 20
AVERAGE_PLACES = 4

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_NUMBERS = frozenset({ValueType.INTEGER, ValueType.NUMBER, ValueType.DECIMAL, ValueType.MONEY})
_ORDERED = _NUMBERS | {ValueType.DATE, ValueType.DATETIME}


@dataclass(frozen=True, slots=True)
class CompiledMetric:
    """`value` is what to sort by, `json` what to show of a computed `value`."""

    key: str
    value: Element
    kind: ValueType | None
    fn: str
    conditions: tuple[SqlCondition, ...]


def compile_metrics(
    metrics: tuple[Metric, ...], fields: Fields, source: Source, money_exponent: int, prefix: str
) -> list[CompiledMetric]:
    """Raises `field_unknown`, `metric_…` and `expression_…` problems."""
    if len(metrics) > MAX_METRICS:
        raise Invalid("metrics_too_many", field="metrics", params={"limit": MAX_METRICS})
    return [
        _compile(metric, fields, source, money_exponent, f"{prefix}m{number}")
        for number, metric in enumerate(metrics)
    ]


def metric_json(metric: CompiledMetric, value: Element, money_exponent: int) -> Element:
    """Money as a decimal string, of an average too; averages of numbers to four places."""
    if metric.kind is ValueType.MONEY:
        return money_text(sa.func.round(sa.cast(value, sa.Numeric())), money_exponent)
    if metric.kind is ValueType.DECIMAL or (metric.fn == "avg" and metric.kind is ValueType.INTEGER):
        return sa.cast(sa.func.round(value, sa.literal_column(str(AVERAGE_PLACES))), sa.Double())
    return value if metric.kind is None else value_json(metric.kind, value, money_exponent)


def _compile(
    metric: Metric, fields: Fields, source: Source, money_exponent: int, prefix: str
) -> CompiledMetric:
    key = metric.key
    if not _NAME.fullmatch(key):
        raise Invalid("metric_name_invalid", field="metrics", params={"name": key[:80]})
    kind, operand, conditions = _operand(metric, fields, source, money_exponent, prefix)
    value = _aggregate(metric.fn, operand)
    condition = compile_filter(metric.filter, fields, source, money_exponent, prefix=f"{prefix}f")
    if condition is not None:
        value = (
            sa.func.count().filter(condition.clause) if operand is None else value.filter(condition.clause)
        )
        conditions = (*conditions, condition)
    if metric.fn == "sum":
        value = sa.func.coalesce(value, sa.literal_column("0"))  # The sum of nothing is nothing.
    return CompiledMetric(key, value, None if metric.fn == "count" else kind, metric.fn, conditions)


def _operand(
    metric: Metric, fields: Fields, source: Source, money_exponent: int, prefix: str
) -> tuple[ValueType | None, Element | None, tuple[SqlCondition, ...]]:
    if metric.expression:
        environment = FieldEnvironment(fields, money_exponent)
        typed = check_number(parse(metric.expression), environment)
        compiled = value_to_sql(typed, source.column_of, prefix=f"{prefix}v")
        if any(reference.type is ValueType.MONEY for reference in typed.references):
            minor = compiled.clause.op("*")(sa.literal_column(f"1e{money_exponent}"))
            return ValueType.MONEY, minor, (compiled,)
        return ValueType.DECIMAL, compiled.clause, (compiled,)
    if not metric.field:
        if metric.fn != "count":
            raise Invalid("metric_field_missing", field="metrics", params={"fn": metric.fn})
        return None, None, ()
    path = fields.require(metric.field)
    admitted = {"count": None, "sum": _NUMBERS, "avg": _NUMBERS}.get(metric.fn, _ORDERED)
    if admitted is not None and path.kind not in admitted:
        raise Invalid("metric_unsupported", field="metrics", params={"fn": metric.fn, "name": path.name})
    return path.kind, source.column(path), ()


def _aggregate(fn: str, operand: Element | None) -> Any:
    if operand is None:
        return sa.func.count()
    return getattr(sa.func, fn)(operand)
