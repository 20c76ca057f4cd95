"""The table of letters on their way and of what became of them."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.changes.hanging import hangs_on_records
from guanxi.kernel.db import tenant_table

# `state`: queued, sent, failed. `origin` names who asked for it, `origin_key` what for, in his own words.
mail_message = tenant_table(
    "mail_message",
    Column("id", Uuid, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("recipients", ARRAY(Text), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("origin_key", Text, nullable=False),
    Column("object", Text),
    Column("record_id", Uuid),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("error", JSONB),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True)),
)
hangs_on_records(mail_message)
