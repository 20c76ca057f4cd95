"""What goes over the wire about API keys."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct


class ApiKeyCreate(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=100, examples=["Nightly export"])]


class ApiKey(Struct):
    """`prefix` is the beginning of the key, by which its owner recognises it."""

    id: UUID
    name: str
    prefix: str
    created_at: datetime
    last_used_at: datetime | None


class NewApiKey(Struct):
    """`token` is shown only here."""

    id: UUID
    name: str
    prefix: str
    created_at: datetime
    last_used_at: datetime | None
    token: str


class ApiKeyList(Struct):
    data: list[ApiKey]
