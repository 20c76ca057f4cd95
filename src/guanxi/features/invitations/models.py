"""The table of invitations. It is global: only the role guanxi_auth may touch it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Index, LargeBinary, Text, Uuid, text

from guanxi.kernel.db import local_table

invitation = local_table(
    "invitation",
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("tenant_id", BigInteger, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("email", Text, nullable=False),
    Column("email_key", Text(collation="C"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("inviter", Text, nullable=False),
    Column("invited_by", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("accepted_at", DateTime(timezone=True)),
    Index("invitation_tenant", "tenant_id", "created_at"),
    Index(
        "invitation_open", "tenant_id", "user_id", unique=True, postgresql_where=text("accepted_at IS NULL")
    ),
)
