"""What the calls about mail give."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

MailState = Literal["queued", "sent", "failed"]


class MailError(Struct, frozen=True):
    code: str
    detail: str


class MailMessageRead(Struct, frozen=True):
    """Without its text: what was written to whom is for those who see the record that it is about."""

    id: UUID
    recipients: list[str]
    subject: str
    origin: str
    object: str | None
    record_id: UUID | None
    state: MailState
    attempts: int
    error: MailError | None
    created_at: datetime
    sent_at: datetime | None


class MailPage(Struct, frozen=True):
    """The latest first. `is_configured`: whether the operator has set a mail server."""

    data: list[MailMessageRead]
    next_cursor: str | None
    is_configured: bool
