"""Which rows are the records of an object: a table of its own, or those rows of the table that all custom objects share.

Statements read `rows`, which holds no record of another object, so that no condition can be forgotten. What names the table
itself (an insertion, an update written as text) takes `fixed` and `condition` along; `tests/conftest.py` looks at every
statement that is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Table, literal_column, select
from sqlalchemy.sql.selectable import NamedFromClause

OBJECT = "object_id"


@dataclass(frozen=True, slots=True)
class Records:
    """`object_id` is the number of a custom object; None where the whole table is one object's. Fit to be a key of what is
    prepared once.
    """

    table: Table
    object_id: int | None = None

    @property
    def rows(self) -> NamedFromClause:
        """What to select from and to lock. Its name is the table's."""
        return self.table if self.object_id is None else _rows_of(self.table, self.object_id)

    @property
    def fixed(self) -> Mapping[str, int]:
        """The columns that each new row has beside its values."""
        return {} if self.object_id is None else {OBJECT: self.object_id}

    def condition(self, alias: str) -> str:
        """What an UPDATE of the table named `alias` adds to its condition: empty, or beginning with AND."""
        return "" if self.object_id is None else f" AND {alias}.{OBJECT} = {self.object_id}"


@lru_cache(maxsize=1024)
def _rows_of(table: Table, object_id: int) -> NamedFromClause:
    """PostgreSQL makes one condition of it and the statement's own. The number is ours, and few enough to be written out."""
    own = table.alias("own")
    return select(own).where(own.c[OBJECT] == literal_column(str(object_id))).subquery(table.name)
