"""The table of saved views."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

saved_view = tenant_table(
    "saved_view",
    Column("id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("api_name", Text),  # of a shared one: packages know it by that
    Column("definition", JSONB, nullable=False, server_default="{}"),
    Column("shared", Boolean, nullable=False, server_default="false"),
    Column("owner_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Index("saved_view_object", "tenant_id", "object", "created_at"),
)
