"""The table of attachments. Their content is in the file store."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Index, LargeBinary, Text, Uuid

from guanxi.kernel.changes.hanging import hangs_on_records
from guanxi.kernel.db import tenant_table

file = tenant_table(
    "file",
    Column("id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Uuid, nullable=False),
    Index("file_record", "tenant_id", "record_id", "created_at", "id"),
)
hangs_on_records(file)
