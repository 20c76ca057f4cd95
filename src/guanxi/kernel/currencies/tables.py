"""The table of exchange rates."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Numeric, Text, Uuid

from guanxi.kernel.db import tenant_table

exchange_rate = tenant_table(
    "exchange_rate",
    Column("currency", Text(collation="C"), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("rate", Numeric(30, 15), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("changed_by", Uuid),
    key=("currency", "valid_from"),
)
