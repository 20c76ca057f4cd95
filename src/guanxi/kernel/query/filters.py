"""Filters: text in the condition language, checked against an object, with its literals set apart.

Filters that differ only in their literals have the same `shape` and so share a compiled statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import cast
from uuid import UUID

from guanxi.kernel.expressions import (
    Parametrized,
    SqlCondition,
    check,
    check_number,
    conjoin,
    parametrize,
    parametrized_to_sql,
    parse,
    unparse,
)
from guanxi.kernel.expressions.core import All, Condition
from guanxi.kernel.expressions.nodes import Binary, Literal, Name
from guanxi.kernel.expressions.types import Reference
from guanxi.kernel.query.fields import RecordEnvironment
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.rates import rate_of
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import Remembered

_filters: Remembered[Filter] = Remembered()
_shapes: Remembered[int] = Remembered()
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Filter:
    """A checked condition or number. `present` names the fields that no matching record leaves empty."""

    shape: int
    constants: dict[str, object]
    present: frozenset[str]
    references: frozenset[Reference]
    _parametrized: Parametrized
    _prefix: str

    @property
    def conjuncts(self) -> tuple[Condition, ...]:
        """The parts of a condition that must all hold."""
        root = self._parametrized.root
        if isinstance(root, All):
            return root.conditions
        return (cast("Condition", root),)

    def over(self, source: Source, *, by_cells: bool = True) -> SqlCondition:
        """Without cells, nearness is left to the distances alone: for whoever goes through the cells in an order of his own."""
        return parametrized_to_sql(
            self._parametrized,
            source.column_of,
            prefix=self._prefix,
            links=source.links_of,
            cells=source.cells_of if by_cells else None,
            rates=rate_of,
        )


def read_filter(opened: Opened, text: str, prefix: str = "f") -> Filter | None:
    """None for an empty filter. Raises `expression_…` problems."""
    text = text.strip()
    if not text:
        return None
    return _filters.or_make((opened.key, text, prefix), lambda: _read_condition(opened, text, prefix))


def read_number(opened: Opened, text: str, prefix: str) -> Filter:
    """An expression that gives a number, such as `amount * probability / 100`."""
    return _filters.or_make((opened.key, text, prefix, "number"), lambda: _read_number(opened, text, prefix))


def shape_of(filter_: Filter | None) -> int:
    return 0 if filter_ is None else filter_.shape


def constants_of(filters: Iterable[Filter | None]) -> dict[str, object]:
    constants: dict[str, object] = {}
    for filter_ in filters:
        if filter_ is not None:
            constants.update(filter_.constants)
    return constants


def narrow(text: str, field: str, value: str | bool | UUID | None) -> str:
    """The filter of one column or bar of a chart: what the caller asked for, and `field == value`."""
    literal = str(value) if isinstance(value, UUID) else value
    test = Binary(1, 1, "==", Name(1, 1, tuple(field.split("."))), Literal(1, 1, literal))
    return conjoin(text, unparse(test))


def _read_condition(opened: Opened, text: str, prefix: str) -> Filter:
    typed = check(parse(text), RecordEnvironment(opened.fields, opened.conventions))
    present = frozenset(reference.dotted for reference in typed.present)
    return _filter(parametrize(typed, prefix), typed.references, present, prefix)


def _read_number(opened: Opened, text: str, prefix: str) -> Filter:
    typed = check_number(parse(text), RecordEnvironment(opened.fields, opened.conventions))
    return _filter(parametrize(typed, prefix), typed.references, frozenset(), prefix)


def _filter(
    parametrized: Parametrized, references: frozenset[Reference], present: frozenset[str], prefix: str
) -> Filter:
    shape = _shapes.or_make(parametrized.root, lambda: next(_numbers))
    return Filter(shape, parametrized.constants, present, references, parametrized, prefix)
