"""The table of files that fields of records hold. Which record has which is told by the records' values alone; here stands what
becomes of the content.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, LargeBinary, Text, Uuid

from guanxi.kernel.db import tenant_table

# `record_id` is the record that holds it, or did last; null until one does. `dropped_at` is since when it does not any more.
field_file = tenant_table(
    "field_file",
    Column("id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("record_id", Uuid),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("thumbnail_key", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Uuid, nullable=False),
    Column("dropped_at", DateTime(timezone=True)),
    Index("field_file_dropped", "tenant_id", "dropped_at"),
)
