"""Tables of people's sign-in. They are global: only the role guanxi_auth may touch them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, LargeBinary, Text, Uuid

from guanxi.kernel.db import local_table

identity = local_table(
    "identity",
    Column("id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
    Column("password_hash", Text),
    Column("password_changed_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("last_sign_in_at", DateTime(timezone=True)),
)

# Which companies a person belongs to; what he or she is there, each company says itself (guanxi.companies_of_identity).
membership = local_table(
    "membership",
    Column("identity_id", Uuid, ForeignKey("guanxi.identity.id", ondelete="CASCADE"), primary_key=True),
    Column("tenant_id", BigInteger, primary_key=True),
    Column("user_id", Uuid, primary_key=True),
)

session = local_table(
    "session",
    Column("id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("identity_id", Uuid, ForeignKey("guanxi.identity.id", ondelete="CASCADE")),
    Column("tenant_id", BigInteger, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("idle_expires_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("user_agent", Text, nullable=False, server_default=""),
    Column("ip", Text, nullable=False, server_default=""),
    Column("support_grant_id", Uuid),
)

sign_in_attempt = local_table(
    "sign_in_attempt",
    Column("key", LargeBinary, primary_key=True),
    Column("window_start", DateTime(timezone=True), primary_key=True),
    Column("attempts", Integer, nullable=False),
)
