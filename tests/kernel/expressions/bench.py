"""A table with the rows of random things, in PostgreSQL and in memory."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from tests.kernel.expressions.environment import RATES
from tests.kernel.expressions.strategies import DATES, INSTANTS, OWNERS, TEXTS

TENANT = 1
TABLE = """
CREATE TABLE thing (
  position int PRIMARY KEY, name text NOT NULL, note text, stage text, amount bigint, budget bigint, employees int,
  score float8, rate numeric, close_date date, due_at timestamptz, created_at timestamptz NOT NULL, done boolean,
  owner uuid, "account.name" text)
"""


def _rows() -> list[dict[str, Any]]:
    random = Random(20170331)

    def maybe(choices: list[Any]) -> Any:
        return None if random.random() < 0.25 else random.choice(choices)

    instants = [datetime.fromisoformat(text) for text in INSTANTS]
    instants += [datetime(2017, 1, 1, tzinfo=UTC) + timedelta(hours=5 * n) for n in range(8)]
    return [
        {
            "position": position,
            "name": random.choice(TEXTS),
            "note": maybe(TEXTS),
            "stage": maybe(["open", "won", "lost"]),
            "amount": maybe([0, 1, 10, 57, 100, 250, 10_000, 100_050, -300, 9_007_199_254_740_993]),
            "budget": maybe([0, 100, 250, 100_051, 57]),
            "employees": maybe([0, 1, 2, 3, 7, 100, 1000]),
            "score": maybe([0.0, 0.1, 0.3, 0.1 + 0.2, 2.5, -3.0, 1e15, 1 / 3]),
            "rate": maybe([Decimal("0"), Decimal("0.1"), Decimal("0.570"), Decimal("2.5"), Decimal("100")]),
            "close_date": maybe([date.fromisoformat(day) for day in DATES]),
            "due_at": maybe(instants),
            "created_at": random.choice(instants),
            "done": maybe([True, False]),
            "owner": maybe([UUID(owner) for owner in OWNERS]),
            "account.name": maybe(TEXTS),
        }
        for position in range(120)
    ]


ROWS = _rows()


class Bench:
    """A connection with the rows in a table of its own, usable from synchronous tests."""

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._connection = self._runner.run(self._open(url))

    async def _open(self, url: str) -> asyncpg.Connection:
        connection = await asyncpg.connect(url)
        await connection.execute(TABLE)
        await connection.copy_records_to_table("thing", records=[tuple(row.values()) for row in ROWS])
        await connection.executemany(
            "INSERT INTO guanxi.exchange_rate (tenant_id, currency, valid_from, rate, changed_at)"
            " VALUES ($1, $2, $3, $4, now())",
            [(TENANT, currency, since, rate) for (currency, since), rate in RATES.items()],
        )
        return connection

    def select(self, statement: str, parameters: list[object]) -> list[bool]:
        found = self._runner.run(self._connection.fetch(statement, *parameters))
        holds = {record["position"] for record in found}
        return [row["position"] in holds for row in ROWS]

    def values(self, statement: str, parameters: list[object]) -> list[object]:
        found = self._runner.run(self._connection.fetch(statement, *parameters))
        by_position = {record["position"]: record["value"] for record in found}
        return [by_position[row["position"]] for row in ROWS]

    def close(self) -> None:
        self._runner.run(self._connection.close())
        self._runner.close()
