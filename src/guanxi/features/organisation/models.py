"""Tables of the organisation. A role, a team and a queue each have a principal, which stands on records."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Integer, Text, Uuid

from guanxi.kernel.db import tenant_table

org_role = tenant_table(
    "org_role",
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("api_name", Text),  # packages know it by that
    Column("parent_id", Uuid),
    Column("principal", BigInteger, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)
team = tenant_table(
    "team",
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("api_name", Text),  # packages and rules know it by that
    Column("kind", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=""),
    Column("principal", BigInteger, nullable=False),
    Column("user_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
)
team_member = tenant_table(
    "team_member",
    Column("team_id", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("team_id", "user_id"),
)
