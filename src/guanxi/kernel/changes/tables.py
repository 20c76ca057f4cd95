"""Tables that every write fills beside the records: change-sets, history, outbox, search documents, counters."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Integer, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, CHAR, JSONB, TSVECTOR

from guanxi.kernel.db import tenant_table

change_set = tenant_table(
    "change_set",
    Column("id", Uuid, nullable=False),
    Column("source", Text, nullable=False),
    Column("actor_id", Uuid),
    Column("reason", Text),
    Column("state", Text, nullable=False),
    Column("created_count", BigInteger, nullable=False, server_default="0"),
    Column("updated_count", BigInteger, nullable=False, server_default="0"),
    Column("deleted_count", BigInteger, nullable=False, server_default="0"),
    Column("undoes", Uuid),
    Column("undone_by", Uuid),
    Column("undone_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)

# `diff` is {field: [old, new]} of an update, empty otherwise; `version` is the record's after the change.
audit_log = tenant_table(
    "audit_log",
    Column("at", DateTime(timezone=True), nullable=False),
    Column("id", Uuid, nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("actor_id", Uuid),
    Column("source", Text, nullable=False),
    Column("change_set_id", Uuid, nullable=False),
    Column("op", CHAR(1), nullable=False),
    Column("version", Integer, nullable=False),
    Column("diff", JSONB, nullable=False),
    key=("at", "id"),
)

# One row per object and operation of a write; `payload` holds [id, version] of each record, `pending` the followers that
# have not taken it yet.
outbox = tenant_table(
    "outbox",
    Column("id", Uuid, nullable=False),
    Column("topic", Text, nullable=False),
    Column("record_id", Uuid),
    Column("record_version", Integer),
    Column("payload", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("pending", ARRAY(Text), nullable=False, server_default="{}"),
)

search_doc = tenant_table(
    "search_doc",
    Column("object_id", Integer, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("acl", ARRAY(BigInteger), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("tsv", TSVECTOR, nullable=False),
    key=("record_id",),
)

# Who has a value that no other live record may have, see uniqueness.py.
unique_value = tenant_table(
    "unique_value",
    Column("object_id", Integer, nullable=False),
    Column("field_id", Integer, nullable=False),
    Column("value_key", Text, nullable=False),
    Column("record_id", Uuid, nullable=False),
    key=("object_id", "field_id", "value_key"),
)

# Where the automatic numbers of a field go on; `period` is the year, month or day that they are counted in.
number_counter = tenant_table(
    "number_counter",
    Column("object_id", Integer, nullable=False),
    Column("field_id", Integer, nullable=False),
    Column("period", Text, nullable=False),
    Column("next", BigInteger, nullable=False),
    key=("object_id", "field_id", "period"),
)

object_count = tenant_table(
    "object_count",
    Column("object_id", Integer, nullable=False),
    Column("bucket", SmallInteger, nullable=False),
    Column("n", BigInteger, nullable=False),
    key=("object_id", "bucket"),
)
