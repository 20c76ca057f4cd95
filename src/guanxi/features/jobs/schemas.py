"""What goes over the wire about jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct


class JobStatus(Struct):
    """`error` is a sentence for people, `error_code` its stable code."""

    id: UUID
    kind: str
    state: str
    done: int
    total: int | None
    result: Any
    error: str | None
    error_code: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
