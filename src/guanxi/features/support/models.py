"""The table of requests for support access and of what became of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Integer, Text, Uuid

from guanxi.kernel.db import tenant_table

support_grant = tenant_table(
    "support_grant",
    Column("id", Uuid, nullable=False),
    Column("operator", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("requested_at", DateTime(timezone=True), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", DateTime(timezone=True)),
    Column("approved", Boolean),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("user_id", Uuid, nullable=False),
    Column("level", Text, nullable=False, server_default="read"),
    Column("revoked_by", Uuid),
    Column("entries", Integer, nullable=False, server_default="0"),
    Column("entered_at", DateTime(timezone=True)),
)
