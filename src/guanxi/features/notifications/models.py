"""The table of notifications."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Text, Uuid

from guanxi.kernel.changes.hanging import hangs_on_records
from guanxi.kernel.db import tenant_table

notification = tenant_table(
    "notification",
    Column("id", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("object", Text),
    Column("record_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True)),
)
hangs_on_records(notification)
