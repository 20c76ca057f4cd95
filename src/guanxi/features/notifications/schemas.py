"""What the calls about notifications take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct


class NotificationRead(Struct, frozen=True):
    """`object` and `record_id` name the record that it is about, if any."""

    id: UUID
    title: str
    body: str
    object: str | None
    record_id: UUID | None
    created_at: datetime
    read_at: datetime | None


class NotificationPage(Struct, frozen=True):
    """The latest first. `unread` counts up to 100."""

    data: list[NotificationRead]
    next_cursor: str | None
    unread: int


class Unread(Struct, frozen=True):
    """Up to 100."""

    unread: int


class MarkRead(Struct, frozen=True, forbid_unknown_fields=True):
    """Without `ids` all of the caller's."""

    ids: Annotated[list[UUID], Meta(max_length=200)] | None = None
