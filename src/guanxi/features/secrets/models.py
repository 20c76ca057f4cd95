"""The trail of reveals: who opened which encrypted value of which record, and when."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Index, Text, Uuid

from guanxi.kernel.db import tenant_table

secret_reveal = tenant_table(
    "secret_reveal",
    Column("id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("object", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("actor_id", Uuid, nullable=False),
    Index("secret_reveal_record", "tenant_id", "record_id", "id"),
)
