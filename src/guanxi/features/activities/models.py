"""The table of activities."""

from sqlalchemy import Boolean, Column, DateTime, Text, Uuid

from guanxi.kernel.db import record_table

activity = record_table(
    "activity",
    Column("type", Text),
    Column("body", Text),
    Column("due_at", DateTime(timezone=True)),
    Column("starts_at", DateTime(timezone=True)),
    Column("ends_at", DateTime(timezone=True)),
    Column("done", Boolean),
    Column("completed_at", DateTime(timezone=True)),
    Column("priority", Text),
    Column("account_id", Uuid),
    Column("contact_id", Uuid),
    Column("lead_id", Uuid),
    Column("deal_id", Uuid),
    Column("related_to_object", Text),
    Column("related_to_id", Uuid),
)
