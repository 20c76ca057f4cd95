"""What goes over the wire about encrypted values."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=60)]


class Reveal(Struct, forbid_unknown_fields=True):
    field: Name


class Revealed(Struct):
    value: str


class SecretSearch(Struct, forbid_unknown_fields=True):
    """The whole value; nothing else finds."""

    field: Name
    value: Annotated[str, Meta(min_length=1, max_length=1_000)]


class FoundRecord(Struct):
    id: UUID
    name: str


class FoundRecords(Struct):
    data: list[FoundRecord]


class Person(Struct):
    id: UUID
    name: str | None


class PastReveal(Struct):
    id: UUID
    at: datetime
    object: str
    field: str
    record_id: UUID
    actor: Person


class PastReveals(Struct):
    data: list[PastReveal]
    next_cursor: UUID | None


class Resealing(Struct):
    """The job that re-encrypts what former keys have encrypted."""

    job_id: UUID


class ResealingJob(Struct):
    """`done` of `total` values were looked at; `written` were encrypted anew, `unreadable` by a key that is gone."""

    id: UUID
    state: str
    stopping: bool
    done: int
    total: int | None
    written: int
    unreadable: int
    started_at: datetime | None
    finished_at: datetime | None


class ResealingState(Struct):
    """`key` is the id of the key that encrypts now, `former` are those that only decrypt; `fields` how many encrypted fields the
    company has. `resumable`: another start goes on where the last job ended.
    """

    key: str | None
    former: list[str]
    fields: int
    job: ResealingJob | None
    resumable: bool
