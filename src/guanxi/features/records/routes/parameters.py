"""The query parameters that reading calls share."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from litestar.params import Parameter

Count = Literal["capped", "exact", "none"]

FilterQuery = Annotated[str, Parameter(query="filter", max_length=10_000, description="A condition in CEL")]
SearchQuery = Annotated[
    str, Parameter(query="q", max_length=200, description="Words that the records must contain")
]
SortQuery = Annotated[
    str,
    Parameter(
        query="sort", max_length=400, description="Fields to sort by, `-` for descending: `-amount,name`"
    ),
]
FieldsQuery = Annotated[
    str,
    Parameter(
        query="fields",
        max_length=4_000,
        description="Only these fields, perhaps dotted: `name,account.industry`",
    ),
]
LimitQuery = Annotated[int, Parameter(query="limit", ge=1, le=200)]
CursorQuery = Annotated[
    str, Parameter(query="cursor", max_length=4_000, description="`next_cursor` of the page before")
]
CountQuery = Annotated[
    Count, Parameter(query="count", description="`capped` counts to 1,000 at most, `exact` to the end")
]
ViewQuery = Annotated[
    UUID | None,
    Parameter(query="view", description="A saved view: its filter also holds, its sort is the default"),
]
DeletedQuery = Annotated[
    bool, Parameter(query="deleted", description="The records in the recycle bin instead of the others")
]


def names_of(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
