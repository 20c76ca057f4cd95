"""The claim that a value is the same in SQL and in memory, to the last digit, as a field holds it: also as a formula."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from sqlalchemy.dialects.postgresql import asyncpg as dialect_module

from guanxi.kernel.expressions import (
    RATES,
    ExpressionRefused,
    FieldEnvironment,
    TypedValue,
    asked_rates,
    check_result,
    parse,
    rates_in,
    to_sql,
    to_values,
)
from guanxi.kernel.expressions.catalogue import ALL
from guanxi.kernel.query.rates import rate_of
from tests.kernel.expressions import value_strategies
from tests.kernel.expressions.bench import ROWS, TENANT, Bench
from tests.kernel.expressions.environment import CONTEXT, ENVIRONMENT, USUAL, rate_on
from tests.kernel.expressions.value_strategies import values

_dialect = dialect_module.dialect()
_UNWRITTEN = {
    "expression_division_by_zero",
    "expression_too_deep",
    "expression_number_out_of_range",
    "expression_too_costly",
    "expression_unknown_option",
}


def _in_database(bench: Bench, typed: TypedValue) -> list[object]:
    compiled = to_sql(
        typed,
        lambda reference, compared=False: sa.column(reference.dotted, _TYPES[reference.type]),
        rates=rate_of,
    )
    statement = sa.select(sa.column("position"), compiled.clause.label("value")).select_from(
        sa.table("thing")
    )
    prepared = statement.compile(dialect=_dialect)
    known = {**prepared.params, **compiled.bind(CONTEXT), "tenant_id": TENANT}
    return bench.values(str(prepared), [known[name] for name in prepared.positiontup or ()])


def _in_memory(typed: TypedValue) -> list[object]:
    asked = asked_rates(rates_in(typed), ROWS, CONTEXT)
    known = {each: rate_on(*each) for each in asked}
    return to_values(typed).evaluate([{**row, RATES: known} for row in ROWS], CONTEXT)


_TYPES = {
    "text": sa.Text(), "choice": sa.Text(), "money": sa.BigInteger(), "integer": sa.Integer(), "number": sa.Double(),
    "decimal": sa.Numeric(), "date": sa.Date(), "datetime": sa.DateTime(timezone=True), "boolean": sa.Boolean(),
    "lookup": sa.Uuid(),
}  # fmt: skip

# Those that take a list are about sets of options, see test_sets.py.
OF_VALUES = [each for each in ALL if all(one.kind != "list" for one in each.parameters)]


class TestValuesAgree:
    @settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
    @given(source=values)
    @pytest.mark.parametrize("as_formula", [None, "thing.formula"])
    def test_in_database_and_memory(self, bench: Bench, source: str, as_formula: str | None) -> None:
        try:
            typed = check_result(parse(source), ENVIRONMENT, as_formula=as_formula)
        except ExpressionRefused as refusal:
            assume(refusal.code not in _UNWRITTEN)
            raise

        assert _in_database(bench, typed) == _in_memory(typed), source

    @pytest.mark.parametrize("environment", [USUAL, ENVIRONMENT], ids=["usual", "own"])
    @pytest.mark.parametrize("days", ["-100000", "-261", "-6", "-1", "0", "1", "4", "7", "1000"])
    def test_working_days_of_every_calendar(
        self, bench: Bench, days: str, environment: FieldEnvironment
    ) -> None:
        for source in (f"addWorkdays(close_date, {days})", "workdaysBetween(close_date, due_at)"):
            typed = check_result(parse(source), environment)

            assert _in_database(bench, typed) == _in_memory(typed), source

    @pytest.mark.parametrize("as_formula", [None, "thing.formula"])
    @pytest.mark.parametrize(
        "source",
        [
            'convert(amount, "USD")',
            'convert(amount, "USD", close_date)',
            'convert(amount, "JPY", due_at)',
            'convert(amount, "EUR", close_date)',
            'convert(amount + budget, "CNY", close_date)',
            'convert(convert(amount, "USD", "2017-02-01"), "JPY") * 2 > 100 || convert(1, "USD") > 0.1',
        ],
    )
    def test_conversions(self, bench: Bench, source: str, as_formula: str | None) -> None:
        typed = check_result(parse(source), ENVIRONMENT, as_formula=as_formula)

        assert _in_database(bench, typed) == _in_memory(typed)

    def test_every_function_takes_part(self) -> None:
        written = Path(value_strategies.__file__).read_text()

        missing = [
            each.name
            for each in OF_VALUES
            if not each.in_memory and not re.search(rf"\b{each.name}\b", written)
        ]

        assert missing == []

    @pytest.mark.parametrize("each", OF_VALUES, ids=lambda each: each.name)
    def test_every_example_is_read(self, bench: Bench, each: object) -> None:
        typed = check_result(parse(each.example), ENVIRONMENT, in_memory=each.in_memory)  # type: ignore[attr-defined]

        in_memory = _in_memory(typed)

        if not each.in_memory:  # type: ignore[attr-defined]
            assert _in_database(bench, typed) == in_memory
        assert each.about.en and each.about.zh  # type: ignore[attr-defined]
