"""Whose turn it is, and what was assigned why."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Integer, SmallInteger, Text, Uuid

from guanxi.kernel.db import tenant_table

# How many records somebody got by an entry of a rule: who has the fewest for his weight is next.
assignment_turn = tenant_table(
    "assignment_turn",
    Column("rule", Text(collation="C"), nullable=False),
    Column("entry", SmallInteger, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("n", BigInteger, nullable=False),
    key=("rule", "entry", "user_id"),
)
assignment_log = tenant_table(
    "assignment_log",
    Column("id", Uuid, nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("rule", Text(collation="C"), nullable=False),
    Column("rule_label", Text, nullable=False),
    Column("entry", SmallInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("owner_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
