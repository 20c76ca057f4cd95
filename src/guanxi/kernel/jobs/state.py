"""A job as people see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    id: UUID
    kind: str
    state: JobState
    done: int
    total: int | None
    args: dict[str, Any]
    result: Any
    error: dict[str, Any] | None
    created_by: UUID | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_requested: bool
    attempts: int
    progressed_attempt: int

    @property
    def vain_attempts(self) -> int:
        """Those since the last that got further."""
        return self.attempts - self.progressed_attempt
