"""`Prefer: respond-async` (RFC 7240): the caller would rather have a job than wait, or than be refused."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import MediaType, Response
from litestar.params import Parameter
from msgspec import Struct

PreferHeader = Annotated[
    str | None,
    Parameter(
        header="Prefer",
        max_length=200,
        description="`respond-async`: answer 202 with a job, whose result is what would have been answered",
    ),
]


class Queued(Struct):
    """The job's result, once it has succeeded, is what the call answers otherwise."""

    job_id: UUID


def prefers_job(header: str | None) -> bool:
    return any(part.strip().lower() == "respond-async" for part in (header or "").split(","))


def queued(job_id: UUID) -> Response[Any]:
    headers = {"Location": f"/api/v1/jobs/{job_id}", "Preference-Applied": "respond-async"}
    return Response(
        msgspec.json.encode(Queued(job_id)), media_type=MediaType.JSON, status_code=202, headers=headers
    )
