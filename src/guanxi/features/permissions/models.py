"""The tables of permission sets and of who holds them."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

# A set with a key stands in for what the program gives the role of that name.
permission_set = tenant_table(
    "permission_set",
    Column("id", Uuid, nullable=False),
    Column("key", Text),
    Column("name", Text, nullable=False),
    Column("api_name", Text),  # packages know it by that
    Column("description", Text, nullable=False, server_default=""),
    Column("definition", JSONB, nullable=False, server_default="{}"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)
permission_assignment = tenant_table(
    "permission_assignment",
    Column("user_id", Uuid, nullable=False),
    Column("set_id", Uuid, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("user_id", "set_id"),
)
