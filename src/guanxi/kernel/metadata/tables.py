"""Where a tenant's changes to objects and fields are kept: only what it changed or added."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import Placement, place, tenant_table

object_def = tenant_table(
    "object_def",
    Column("object_id", Integer, nullable=False),
    Column("api_name", Text, nullable=False),
    Column("definition", JSONB, nullable=False),
    key=("object_id",),
)

field_def = tenant_table(
    "field_def",
    Column("object_id", Integer, nullable=False),
    Column("field_id", Integer, nullable=False),
    Column("api_name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("slot", Text),
    Column("slot_state", Text, nullable=False, server_default="none"),
    Column("definition", JSONB, nullable=False, server_default="{}"),
    key=("object_id", "field_id"),
)

# They hold custom objects, which are to come.
for _name in ("custom_record", "record_link"):
    place(_name, Placement.COMPANY)
