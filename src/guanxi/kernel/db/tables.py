"""Shapes that tables share. Every tenant table's keys begin with tenant_id; see docs/decisions/0002."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Double,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.db.placements import Placement, place

metadata = MetaData(schema="guanxi")

SLOTS = ("t1", "t2", "t3", "t4", "n1", "n2", "n3", "n4", "d1", "d2")


def tenant_table(name: str, *parts: Any, key: tuple[str, ...] = ("id",)) -> Table:
    """A table under row-level security, keyed by tenant first; in a sharded database, beside all else of the company."""
    return Table(
        place(name, Placement.COMPANY),
        metadata,
        Column("tenant_id", BigInteger, nullable=False),
        *parts,
        PrimaryKeyConstraint("tenant_id", *key),
    )


def local_table(name: str, *parts: Any) -> Table:
    """A table that belongs to no company; a sharded database keeps it on its coordinator."""
    return Table(place(name, Placement.LOCAL), metadata, *parts)


def record_table(name: str, *columns: Column[Any]) -> Table:
    """The table of an object: its own typed columns between a common head and tail."""
    return tenant_table(
        name,
        Column("id", Uuid, nullable=False),
        Column("name", Text, nullable=False),
        *columns,
        *record_tail(),
    )


def record_tail() -> list[Column[Any]]:
    """The columns that every table of records ends with."""
    return [
        Column("owner_id", Uuid, nullable=False),
        Column("acl", ARRAY(BigInteger), nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("created_by", Uuid),
        Column("updated_by", Uuid),
        Column("version", Integer, nullable=False, server_default="1"),
        Column("deleted_at", DateTime(timezone=True)),
        Column("custom", JSONB, nullable=False, server_default="{}"),
        *(Column(slot, _slot_type(slot)) for slot in SLOTS),
    ]


def _slot_type(slot: str) -> Any:
    return {"t": Text(collation="C"), "n": Double(), "d": DateTime(timezone=True)}[slot[0]]
