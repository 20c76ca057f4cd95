"""The tables of imports: one row per uploaded file, and one per row of a file that did not simply become a record."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

import_table = tenant_table(
    "import",
    Column("id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_size", BigInteger, nullable=False),
    Column("file_key", Text, nullable=False),
    Column("rows_key", Text),
    Column("total_rows", Integer),
    Column("analysis", JSONB, nullable=False, server_default="{}"),
    Column("options", JSONB, nullable=False, server_default="{}"),
    Column("check_result", JSONB),
    Column("phase", SmallInteger, nullable=False, server_default="1"),
    Column("next_row", Integer, nullable=False, server_default="0"),
    Column("created_count", Integer, nullable=False, server_default="0"),
    Column("updated_count", Integer, nullable=False, server_default="0"),
    Column("skipped_count", Integer, nullable=False, server_default="0"),
    Column("refused_count", Integer, nullable=False, server_default="0"),
    Column("change_set_id", Uuid),
    Column("job_id", Uuid),
    Column("error", JSONB),
    Column("created_by", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("finished_at", DateTime(timezone=True)),
    Column("files_deleted_at", DateTime(timezone=True)),
    Index("import_recent", "tenant_id", "created_at", "id"),
)

import_issue = tenant_table(
    "import_issue",
    Column("import_id", Uuid, nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("record_id", Uuid),
    Column("errors", JSONB, nullable=False, server_default="[]"),
    Column("cells", JSONB, nullable=False, server_default="[]"),
    key=("import_id", "row_no", "outcome"),
)
