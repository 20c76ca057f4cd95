"""What goes over the wire about support access."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Level = Literal["read", "change"]
State = Literal["waiting", "lapsed", "refused", "active", "expired", "ended"]
Minutes = Annotated[int, Meta(ge=5, le=1440)]


class SupportPerson(Struct):
    id: UUID
    name: str | None


class SupportGrant(Struct):
    """`user` is the person whom the operator acts as, with that person's rights but no more than `level` says.

    `minutes` is the time asked for or, once approved, given. `changes` counts the change-sets of its sessions. `state`:
    waiting for an answer, lapsed without one, refused, active, expired, or ended before its time.
    """

    id: UUID
    state: State
    operator: str
    reason: str
    user: SupportPerson
    level: Level
    minutes: int
    requested_at: datetime
    decided_at: datetime | None
    decided_by: SupportPerson | None
    expires_at: datetime | None
    ended_at: datetime | None
    ended_by: SupportPerson | None
    entries: int
    entered_at: datetime | None
    changes: int


class SupportGrantPage(Struct):
    data: list[SupportGrant]
    next_cursor: str | None


class SupportApproval(Struct, forbid_unknown_fields=True):
    """What is given may be less than what was asked for, never more."""

    minutes: Minutes | None = None
    level: Level | None = None


class SupportEntry(Struct, forbid_unknown_fields=True):
    """`ticket` as `guanxi support enter` gave it; it can be used once."""

    ticket: Annotated[str, Meta(min_length=1, max_length=200)]
