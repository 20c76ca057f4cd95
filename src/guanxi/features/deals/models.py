"""The table of deals."""

from sqlalchemy import BigInteger, Column, Date, DateTime, Double, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import record_table

deal = record_table(
    "deal",
    Column("external_id", Text(collation="C")),
    Column("account_id", Uuid),
    Column("contact_id", Uuid),
    Column("product_id", Uuid),
    Column("pipeline", Text),
    Column("stage", Text),
    Column("status", Text),
    Column("amount", BigInteger),
    Column("currency", Text),
    Column("foreign_amount", JSONB),
    Column("probability", Double),
    Column("engage_date", Date),
    Column("close_date", Date),
    Column("cycle_days", Integer),
    Column("lost_reason", Text),
    Column("next_step", Text),
    Column("description", Text),
    Column("stage_entered_at", DateTime(timezone=True)),
    Column("stage_due_at", DateTime(timezone=True)),
)
