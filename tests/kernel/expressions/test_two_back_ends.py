"""The claim that a condition means the same in SQL and in memory: random conditions over random rows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from sqlalchemy.dialects.postgresql import asyncpg as dialect_module

from guanxi.kernel.expressions import ExpressionRefused, check, parse, to_program, to_sql, unparse
from tests.kernel.expressions.environment import CONTEXT, ENVIRONMENT
from tests.kernel.expressions.strategies import DATES, INSTANTS, OWNERS, TEXTS, conditions

TABLE = """
CREATE TABLE thing (
  position int PRIMARY KEY, name text NOT NULL, note text, stage text, amount bigint, budget bigint, employees int,
  score float8, rate numeric, close_date date, due_at timestamptz, created_at timestamptz NOT NULL, done boolean,
  owner uuid, "account.name" text)
"""
_dialect = dialect_module.dialect()


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
        return connection

    def select(self, statement: str, parameters: list[object]) -> list[bool]:
        found = self._runner.run(self._connection.fetch(statement, *parameters))
        holds = {record["position"] for record in found}
        return [row["position"] in holds for row in ROWS]

    def close(self) -> None:
        self._runner.run(self._connection.close())
        self._runner.close()


@pytest.fixture(scope="module")
def bench(owner_url: str) -> Iterator[Bench]:
    bench = Bench(owner_url)
    yield bench
    bench.close()


def _compile(source: str) -> tuple[str, list[object]]:
    condition = to_sql(
        check(parse(source), ENVIRONMENT), lambda reference, compared=False: sa.column(reference.dotted)
    )
    compiled = (
        sa.select(sa.column("position"))
        .select_from(sa.table("thing"))
        .where(condition.clause)
        .compile(dialect=_dialect)
    )
    values = condition.bind(CONTEXT)
    return str(compiled), [values[name] for name in compiled.positiontup or ()]


def _in_memory(source: str) -> list[bool]:
    return to_program(check(parse(source), ENVIRONMENT)).evaluate(ROWS, CONTEXT)


class TestTwoBackEnds:
    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
    @given(source=conditions)
    def test_agree(self, bench: Bench, source: str) -> None:
        try:
            expected = _in_memory(source)
        except ExpressionRefused as refusal:
            assume(
                refusal.code
                not in {
                    "expression_division_by_zero",
                    "expression_too_deep",
                    "expression_number_out_of_range",
                }
            )
            raise

        assert bench.select(*_compile(source)) == expected

    @settings(max_examples=200, deadline=None)
    @given(source=conditions)
    def test_canonical_text_reads_back_as_itself(self, source: str) -> None:
        try:
            tree = parse(source)
        except ExpressionRefused:
            assume(False)
            return

        canonical = unparse(tree)

        assert parse(canonical).root == tree.root
        assert unparse(parse(canonical)) == canonical

    @pytest.mark.parametrize("source", ["amount * 0.57 == 0.57", "amount / 3 == 0.333333333333"])
    def test_decimals_are_exact(self, bench: Bench, source: str) -> None:
        in_memory = _in_memory(source)

        assert bench.select(*_compile(source)) == in_memory
        assert {row["amount"] for row, holds in zip(ROWS, in_memory, strict=True) if holds} == {100}
