"""SQLAlchemy Core statements as the text and the parameter order that asyncpg takes.

Compiling costs far more than a small query. A statement that is built again and again with the same shape is prepared
once and kept by whoever knows its shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement
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


def prepare(statement: ClauseElement) -> Prepared:
    compiled: Any = statement.compile(dialect=DIALECT)
    return Prepared(compiled.string, tuple(compiled.positiontup or ()), dict(compiled.params))
