"""Where a tenant's changes to objects and fields are kept: only what it changed or added."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table
from guanxi.kernel.db.tables import record_tail

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

# What the custom fields that point to records hold, one row for each record pointed to: `field_id` is the number of the field
# within the object `object_id`. Rows of records in the bin stay, as their values do.
record_link = tenant_table(
    "record_link",
    Column("object_id", Integer, nullable=False),
    Column("field_id", Integer, nullable=False),
    Column("from_id", Uuid, nullable=False),
    Column("to_id", Uuid, nullable=False),
    key=("object_id", "field_id", "from_id", "to_id"),
)

# The records of all custom objects; read through `Records`, which keeps them apart.
custom_record = tenant_table(
    "custom_record",
    Column("object_id", Integer, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    *record_tail(),
)
