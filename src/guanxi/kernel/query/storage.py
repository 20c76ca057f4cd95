"""Where a field's values are kept: the one place that knows, so that fields without a column of their own (a slot, or a
key of the JSON in `custom`) change nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.metadata import Field

HEAD = ("id", "version")  # of every row that is read


def value_of(table: sa.FromClause, field: Field) -> sa.ColumnElement[Any]:
    """The stored value, from the object's table or from rows selected by `stored_values`."""
    return table.c[field.column]


def is_nullable(table: sa.FromClause, field: Field) -> bool:
    return bool(value_of(table, field).nullable)


def stored_values(
    table: sa.FromClause, fields: Iterable[Field], head: Iterable[str] = HEAD
) -> list[sa.ColumnElement[Any]]:
    """What to select so that `value_of` and the columns of `head` work on the selected rows too."""
    columns: dict[str, sa.ColumnElement[Any]] = {name: table.c[name] for name in head}
    for field in fields:
        columns.setdefault(field.column, value_of(table, field))
    return list(columns.values())
