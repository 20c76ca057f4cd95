"""The table of leads."""

from sqlalchemy import Column, DateTime, Text, Uuid

from guanxi.kernel.db import record_table

lead = record_table(
    "lead",
    Column("company", Text),
    Column("title", Text),
    Column("email", Text),
    Column("phone", Text),
    Column("source", Text),
    Column("status", Text),
    Column("industry", Text),
    Column("description", Text),
    Column("converted_at", DateTime(timezone=True)),
    Column("converted_account_id", Uuid),
    Column("converted_contact_id", Uuid),
    Column("converted_deal_id", Uuid),
)
