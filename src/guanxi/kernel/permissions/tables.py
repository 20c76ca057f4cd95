"""Tables of record sharing."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Text, Uuid

from guanxi.kernel.db import tenant_table

sharing_rule = tenant_table(
    "sharing_rule",
    Column("id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("api_name", Text),  # packages know it by that
    Column("condition", Text, nullable=False, server_default=""),
    Column("owned_by", BigInteger),
    Column("principal", BigInteger, nullable=False),
    Column("level", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default="true"),
    Column("job_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)
record_share = tenant_table(
    "record_share",
    Column("record_id", Uuid, nullable=False),
    Column("principal", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("part", Text),
    Column("created_by", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("record_id", "principal", "reason"),
)
