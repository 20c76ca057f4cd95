"""Rows made while earlier ones are written: all of them once, in fixed batches, and an error that leaves nothing open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table

from guanxi.kernel.db import Database

NUMBERS = Table("bulk_numbers", MetaData(schema="pg_temp"), Column("n", Integer), Column("square", Integer))
CREATE = "CREATE TEMPORARY TABLE bulk_numbers (n int, square int) ON COMMIT DROP"
COUNT = "SELECT count(*) || ' ' || count(DISTINCT n) || ' ' || coalesce(max(square), 0) FROM bulk_numbers"


def numbers(count: int, broken_at: int | None = None) -> Iterator[dict[str, Any]]:
    for n in range(count):
        if n == broken_at:
            raise LookupError(n)
        yield {"n": n, "square": n * n}


@pytest.mark.parametrize("count", [0, 1, 511, 512, 513, 1024, 1700])
async def test_each_row_once(database: Database, count: int) -> None:
    async with database.auth() as tx:
        await tx.execute(CREATE)

        await tx.insert(NUMBERS, numbers(count))

        assert await tx.fetchval(COUNT) == f"{count} {count} {max(0, count - 1) ** 2}"


async def test_rows_that_cannot_be_made(database: Database) -> None:
    """What is being written is waited for: the connection takes the next statement."""
    async with database.auth() as tx:
        await tx.execute(CREATE)

        with pytest.raises(LookupError):
            await tx.insert(NUMBERS, numbers(1_000, broken_at=700))

        assert await tx.fetchval(COUNT) == f"512 512 {511**2}"
