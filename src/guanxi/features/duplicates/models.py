"""By what records are found to be the same."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Uuid

from guanxi.kernel.db import tenant_table

# `match` stands for the fields of one group of a rule and how they are compared, `key` for a record's values in them: rules that
# compare alike share keys, and one that compares otherwise has others.
duplicate_key = tenant_table(
    "duplicate_key",
    Column("match", Uuid, nullable=False),
    Column("key", Uuid, nullable=False),
    Column("record_id", Uuid, nullable=False),
    Column("object_id", Integer, nullable=False),
    key=("match", "key", "record_id"),
)
