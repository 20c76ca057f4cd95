"""SQLAlchemy Core statements as the text and the parameter order that asyncpg takes.

Compiling costs far more than a small query. A statement that is built again and again with the same shape is prepared
once and kept by whoever knows its shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    ColumnElement,
    Select,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import asyncpg

DIALECT = asyncpg.dialect()


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL with `$n` places, the parameter name of each place, and the values known when it was built."""

    sql: str
    order: tuple[str, ...]
    defaults: Mapping[str, Any]

    def arguments(self, params: Mapping[str, Any]) -> list[Any]:
        defaults = self.defaults
        return [params[name] if name in params else defaults[name] for name in self.order]


def each_of(values: BindParameter[Any], find: Callable[[ColumnElement[Any]], Select[Any]]) -> Select[Any]:
    """What `find` gives for each of many values, which are one array; all in one statement.

    `column = ANY (values)` would leave the planner another way: to read all that the company has and compare. It takes it
    for a company that its statistics do not know yet, such as one that is just being imported.
    """
    wanted = func.unnest(values).table_valued("value").render_derived()
    # OFFSET keeps the planner from making one join of it.
    found = find(wanted.c.value).offset(literal_column("0")).lateral()
    return select(*found.c).select_from(wanted.join(found, true()))


def prepare(statement: ClauseElement) -> Prepared:
    compiled: Any = statement.compile(dialect=DIALECT)
    return Prepared(compiled.string, tuple(compiled.positiontup or ()), dict(compiled.params))
