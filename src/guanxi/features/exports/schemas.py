"""What goes over the wire about exports of chosen records."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct


class ExportRequest(Struct, forbid_unknown_fields=True):
    """The records of `ids`, in their order; without it those that `filter` and `q` find, sorted by `sort`."""

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=10_000)] | None = None
    filter: Annotated[str, Meta(max_length=4000, description="A condition in CEL")] = ""
    q: Annotated[str, Meta(max_length=200)] = ""
    sort: Annotated[str, Meta(max_length=400)] = ""
    fields: Annotated[list[Annotated[str, Meta(min_length=1, max_length=120)]], Meta(max_length=200)] = []
    format: Literal["csv", "xlsx"] = "csv"
