"""The query parameters and headers that calls of the organisation share."""

from __future__ import annotations

from typing import Annotated, TypeVar
from uuid import UUID

from litestar import Response
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version

TAGS = ["Organisation"]
NameQuery = Annotated[str, Parameter(query="q", max_length=120, description="A part of the name")]
CursorQuery = Annotated[
    str, Parameter(query="cursor", max_length=2_000, description="`next_cursor` of the page before")
]
LimitQuery = Annotated[int, Parameter(query="limit", ge=1, le=200)]

IfMatch = Annotated[
    str | None,
    Parameter(header="If-Match", description="The version that the writer saw, as its `ETag` said"),
]

T = TypeVar("T")


def versioned(content: T, version: int) -> Response[T]:
    """With its version as `ETag`."""
    return Response(content, headers={"ETag": etag_of_version(version)})


def changed(
    content: T, change_set_id: UUID | None, status: int = 200, *, version: int | None = None
) -> Response[T]:
    """`X-Change-Set` names the change, which can be taken back; `ETag` the version that came of it."""
    headers = {} if change_set_id is None else {"X-Change-Set": str(change_set_id)}
    if version is not None:
        headers["ETag"] = etag_of_version(version)
    return Response(content, headers=headers, status_code=status)
