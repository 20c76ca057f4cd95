"""The table of API keys. It is global: only the role guanxi_auth may touch it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, Text, Uuid

from guanxi.kernel.db import local_table

api_key = local_table(
    "api_key",
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("prefix", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("tenant_id", BigInteger, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("last_used_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
)
