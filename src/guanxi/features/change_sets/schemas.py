"""What goes over the wire about change-sets."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType


class Person(Struct):
    id: UUID
    name: str | None


class ChangeSet(Struct):
    """`size` counts records; `state` is applied, undone or partly_undone; `summary` is a sentence for people."""

    id: UUID
    source: str
    actor: Person | None
    reason: str | None
    size: int
    created: int
    updated: int
    deleted: int
    created_at: datetime
    state: str
    undone_at: datetime | None
    undone_by: UUID | None
    summary: str


class ChangeSetPage(Struct):
    data: list[ChangeSet]
    next_cursor: str | None


class KeptRecord(Struct):
    """What the undo left alone; `fields` empty for a record as a whole. `reason` is a sentence for people."""

    object: str
    record_id: UUID
    name: str
    fields: list[str]
    reason: str
    reason_code: str


class Undone(Struct):
    """`job_id` instead of the figures when the work goes on in the background."""

    change_set_id: UUID | None = None
    reverted: int | UnsetType = UNSET
    kept: list[KeptRecord] | UnsetType = UNSET
    job_id: UUID | UnsetType = UNSET
