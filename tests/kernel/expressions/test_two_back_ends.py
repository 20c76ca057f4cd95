"""The claim that a condition means the same in SQL and in memory: random conditions over random rows."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from sqlalchemy.dialects.postgresql import asyncpg as dialect_module

from guanxi.kernel.expressions import ExpressionRefused, check, parse, to_program, to_sql, unparse
from tests.kernel.expressions.bench import ROWS, Bench
from tests.kernel.expressions.environment import CONTEXT, ENVIRONMENT
from tests.kernel.expressions.strategies import conditions

_dialect = dialect_module.dialect()


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
