"""What may be asked for. Frozen and hashable: equal requests share one compiled statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Count = Literal["none", "capped", "exact"]
Bucket = Literal["day", "week", "month", "quarter", "year"]
MetricFunction = Literal["count", "sum", "avg", "min", "max"]

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
MAX_GROUPS = 2_000
COUNT_CAP = 1_000  # lists count up to one more, to say "1,000+"
COLUMN_CAP = 10_000  # cards counted and summed per column of a board; beyond it there is no total
WHOLE_COLUMN_CAP = 100_000  # the same of large objects, where an index holds the column and what is summed
SHARED_COUNT_CAP = 100  # the same of large objects for those who see only a part of them


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A page of records. `filter` is a condition; `sort` reads `-amount,name`; `fields` are names or dotted names."""

    object: str
    filter: str = ""
    q: str = ""
    sort: str = ""
    fields: tuple[str, ...] = ()  # none: every field of the object
    limit: int = DEFAULT_LIMIT
    cursor: str = ""
    count: Count = "none"
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A field to group by, perhaps dotted; dates may be taken by period."""

    field: str
    by: Bucket | None = None

    @property
    def key(self) -> str:
        return self.field


@dataclass(frozen=True, slots=True)
class Metric:
    """`fn` of a field, or of an expression such as `amount * probability / 100`; over the records where `filter` holds."""

    fn: MetricFunction
    field: str = ""
    filter: str = ""
    name: str = ""
    expression: str = ""

    @property
    def key(self) -> str:
        return self.name or (f"{self.fn}_{self.field.replace('.', '_')}" if self.field else self.fn)


@dataclass(frozen=True, slots=True)
class AggregateQuery:
    object: str
    filter: str = ""
    group_by: tuple[Group, ...] = ()
    metrics: tuple[Metric, ...] = (Metric("count"),)
    sort: str = ""
    limit: int = 1_000
    deleted: bool = False
    q: str = ""


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """Cards in columns by a stage, a choice, a yes-or-no or a lookup. `total` names a field to sum per column."""

    object: str
    group_by: str = ""  # none: as the object's layout says
    pipeline: str = ""  # none: the object's first
    filter: str = ""
    q: str = ""
    sort: str = ""
    fields: tuple[str, ...] = ()
    total: str = ""  # none: as the object's layout says
    limit: int = 20
