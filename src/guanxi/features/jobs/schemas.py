"""What goes over the wire about jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct


class JobSubject(Struct):
    """As far as the kind of job has it: records of which object, whether they go, and the change-set it makes or undoes."""

    object: str | None = None
    delete: bool = False
    change_set_id: UUID | None = None


class JobStatus(Struct):
    """`error` is a sentence for people, `error_code` its stable code."""

    id: UUID
    kind: str
    about: JobSubject
    state: str
    done: int
    total: int | None
    result: Any
    error: str | None
    error_code: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobPage(Struct):
    """`next_cursor` is null on the last page."""

    data: list[JobStatus]
    next_cursor: str | None
