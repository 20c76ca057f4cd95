"""Where definitions of every kind are kept."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

definition = tenant_table(
    "definition",
    Column("id", Uuid, nullable=False),
    Column("kind", Text(collation="C"), nullable=False),
    Column("name", Text(collation="C"), nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("label", JSONB, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("updated_by", Uuid),
)
