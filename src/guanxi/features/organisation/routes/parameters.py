"""The query parameters that lists of the organisation share."""

from __future__ import annotations

from typing import Annotated

from litestar.params import Parameter

TAGS = ["Organisation"]
NameQuery = Annotated[str, Parameter(query="q", max_length=120, description="A part of the name")]
CursorQuery = Annotated[
    str, Parameter(query="cursor", max_length=2_000, description="`next_cursor` of the page before")
]
LimitQuery = Annotated[int, Parameter(query="limit", ge=1, le=200)]
