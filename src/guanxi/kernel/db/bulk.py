"""Many rows in few statements: multi-row VALUES.

Not COPY, which row-level security refuses; not INSERT … SELECT, which a sharded cluster turns into COPY.
Batches come in a few fixed sizes so that their statements stay prepared.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from asyncpg import Record
from asyncpg.connection import Connection
from sqlalchemy import Table

MOST_PARAMETERS = 8_000  # PostgreSQL's limit is 65,535; larger statements gain nothing and are slow to plan
_SIZES = (512, 128, 32, 8, 4, 2, 1)


async def insert_rows(
    connection: Connection[Record], table: Table, rows: Iterable[Mapping[str, Any]], on_conflict: str = ""
) -> None:
    """Where `rows` are a generator, the next batch is made while the database writes the one before."""
    ahead = iter(rows)
    first = next(ahead, None)
    if first is None:
        return
    columns = tuple(first)
    being_written: asyncio.Task[str] | None = None
    try:
        for batch, is_last in _batches(chain([first], ahead), MOST_PARAMETERS // len(columns)):
            sql = _insert_sql(table.fullname, columns, len(batch), on_conflict)
            arguments = [row[column] for row in batch for column in columns]
            if being_written is not None:
                await being_written
            if is_last:
                being_written = None
                await connection.execute(sql, *arguments)
            else:
                being_written = asyncio.create_task(connection.execute(sql, *arguments))
                await asyncio.sleep(0)  # the task sends its statement
    finally:
        if being_written is not None:
            await being_written


def _batches(
    rows: Iterator[Mapping[str, Any]], most: int
) -> Iterator[tuple[Sequence[Mapping[str, Any]], bool]]:
    """Each with whether it is known to be the last."""
    largest = next(size for size in _SIZES if size <= max(1, most))
    while len(batch := list(islice(rows, largest))) == largest:
        yield batch, False
    while batch:
        size = next(size for size in _SIZES if size <= len(batch))
        yield batch[:size], size == len(batch)
        batch = batch[size:]


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
