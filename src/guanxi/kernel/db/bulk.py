"""Many rows in few statements: multi-row VALUES.

Not COPY, which row-level security refuses; not INSERT … SELECT, which a sharded cluster turns into COPY.
Batches come in a few fixed sizes so that their statements stay prepared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from asyncpg import Record
from asyncpg.connection import Connection
from sqlalchemy import Table

MOST_PARAMETERS = 8_000  # PostgreSQL's limit is 65,535; larger statements gain nothing and are slow to plan
_SIZES = (512, 128, 32, 8, 4, 2, 1)


async def insert_rows(
    connection: Connection[Record], table: Table, rows: Sequence[Mapping[str, Any]], on_conflict: str = ""
) -> None:
    columns = tuple(rows[0])
    for batch in _batches(rows, MOST_PARAMETERS // len(columns)):
        arguments = [row[column] for row in batch for column in columns]
        await connection.execute(_insert_sql(table.fullname, columns, len(batch), on_conflict), *arguments)


def _batches(rows: Sequence[Mapping[str, Any]], most: int) -> Iterator[Sequence[Mapping[str, Any]]]:
    start = 0
    while start < len(rows):
        left = len(rows) - start
        size = next(size for size in _SIZES if size <= max(1, min(most, left)))
        yield rows[start : start + size]
        start += size


@lru_cache(maxsize=512)
def _insert_sql(table: str, columns: tuple[str, ...], size: int, on_conflict: str) -> str:
    """Column and table names come from table definitions in code, never from a caller."""
    width = len(columns)
    tuples = ", ".join(
        "(" + ", ".join(f"${row * width + column + 1}" for column in range(width)) + ")"
        for row in range(size)
    )
    schema, _, name = table.rpartition(".")
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO {schema}."{name}" ({names}) VALUES {tuples} {on_conflict}'
