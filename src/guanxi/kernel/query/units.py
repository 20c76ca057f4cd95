"""Figures over what is counted in units, such as amounts in currencies, are those of one unit: grouped by it, or of one alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import core
from guanxi.kernel.query.filters import Filter
from guanxi.kernel.query.metrics import ReadMetric
from guanxi.kernel.query.paths import FieldPath
from guanxi.kernel.query.requests import Group


def require_one_unit(
    metrics: Iterable[ReadMetric], groups: Sequence[Group], condition: Filter | None
) -> None:
    """Raises 422 `units_mixed`, naming what to group by."""
    settled = {group.field for group in groups} | set(_fixed(condition))
    for metric in metrics:
        if metric.fn == "count":
            continue
        for unit in _units_of(metric):
            if unit not in settled | set(_fixed(metric.condition)):
                raise Invalid("units_mixed", field="metrics", params={"name": unit})


def _units_of(metric: ReadMetric) -> Iterator[str]:
    paths = [metric.path] if metric.path is not None else []
    if metric.expression is not None:
        paths += [each.handle for each in metric.expression.references if isinstance(each.handle, FieldPath)]
    for path in paths:
        if path.field.unit is not None:
            yield ".".join([*path.lookups, path.field.unit])


def _fixed(condition: Filter | None) -> Iterator[str]:
    """The fields of which the condition admits one value."""
    for part in condition.conjuncts if condition is not None else ():
        match part:
            case core.Compare(
                operator="==", left=core.FieldValue(reference=reference), right=core.Constant()
            ) if reference.is_part:
                yield reference.dotted
