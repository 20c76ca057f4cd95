"""Reports: groups, periods, figures and their filters."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from guanxi.kernel.errors import Problem
from guanxi.kernel.query import AggregateQuery, Group, Metric, fetch_aggregate, fetch_aggregates
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf

Report = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.fixture
def report(scope_of: ScopeOf) -> Report:
    async def report(person: Person, **query: Any) -> list[dict[str, Any]]:
        async with scope_of(person) as scope:
            return json.loads(await fetch_aggregate(scope, AggregateQuery("deal", **query)))["data"]

    return report


@pytest.fixture
def deals(admin: Person, member: Person, put: Put) -> None:
    tech = put(admin, "account", name="Tech", industry="tech")
    put(
        admin,
        "deal",
        name="a",
        stage="won",
        status="won",
        amount=1_000,
        account_id=tech,
        close_date=date(2017, 2, 14),
        cycle_days=10,
    )
    put(
        admin,
        "deal",
        name="b",
        stage="won",
        status="won",
        amount=2_050,
        account_id=tech,
        close_date=date(2017, 3, 31),
        cycle_days=11,
    )
    put(
        admin,
        "deal",
        name="c",
        stage="lost",
        status="lost",
        amount=None,
        close_date=date(2017, 4, 1),
        cycle_days=12,
    )
    put(member, "deal", name="d", stage="engaging", status="open", amount=333, probability=40)


@pytest.mark.usefixtures("deals")
class TestAggregate:
    async def test_counts_without_groups(self, admin: Person, report: Report) -> None:
        assert await report(admin) == [{"count": 4}]

    async def test_groups_by_choice_with_figures(self, admin: Person, report: Report) -> None:
        rows = await report(
            admin,
            group_by=(Group("status"),),
            metrics=(
                Metric("count"),
                Metric("sum", "amount"),
                Metric("avg", "amount"),
                Metric("avg", "cycle_days"),
            ),
            sort="status",
        )

        assert rows == [
            {"status": "lost", "count": 1, "sum_amount": "0.00", "avg_amount": None, "avg_cycle_days": 12},
            {
                "status": "open",
                "count": 1,
                "sum_amount": "3.33",
                "avg_amount": "3.33",
                "avg_cycle_days": None,
            },
            {
                "status": "won",
                "count": 2,
                "sum_amount": "30.50",
                "avg_amount": "15.25",
                "avg_cycle_days": 10.5,
            },
        ]

    async def test_groups_by_lookup_and_a_field_beyond_it(self, admin: Person, report: Report) -> None:
        rows = await report(admin, group_by=(Group("account"), Group("account.industry")))

        assert [
            (row["account"] and row["account"]["name"], row["account.industry"], row["count"]) for row in rows
        ] == [
            ("Tech", "tech", 2),
            (None, None, 2),
        ]

    async def test_groups_by_period(self, admin: Person, report: Report) -> None:
        rows = await report(admin, filter="close_date != null", group_by=(Group("close_date", "quarter"),))

        assert rows == [{"close_date": "2017-01-01", "count": 2}, {"close_date": "2017-04-01", "count": 1}]

    async def test_figures_have_filters_and_expressions(self, admin: Person, report: Report) -> None:
        (row,) = await report(
            admin,
            metrics=(
                Metric("count", filter='status == "won"', name="won"),
                Metric("sum", "amount", filter="amount > 10.00", name="large"),
                Metric(
                    "sum", expression="amount * probability / 100", filter='status == "open"', name="weighted"
                ),
                Metric("max", "close_date"),
                Metric("count", "amount"),
            ),
        )

        assert row == {
            "won": 2,
            "large": "20.50",
            "weighted": "1.33",
            "max_close_date": "2017-04-01",
            "count_amount": 3,
        }

    async def test_several_reports_are_one_statement(self, admin: Person, scope_of: ScopeOf) -> None:
        async with scope_of(admin) as scope:
            answers = await fetch_aggregates(
                scope,
                {
                    "won": AggregateQuery("deal", filter='status == "won"'),
                    "accounts": AggregateQuery("account", group_by=(Group("industry"),)),
                },
            )

        assert json.loads(answers["won"]) == [{"count": 2}]
        assert json.loads(answers["accounts"]) == [{"industry": "tech", "count": 1}]

    async def test_member_and_other_company_count_what_they_see(
        self, member: Person, other_admin: Person, report: Report
    ) -> None:
        assert await report(member) == [{"count": 1}]
        assert await report(other_admin) == [{"count": 0}]

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ({"group_by": (Group("acl"),)}, "field_unknown"),
            ({"group_by": (Group("description"),)}, "group_unsupported"),
            ({"group_by": (Group("stage", "month"),)}, "group_period_unsupported"),
            ({"group_by": (Group("stage"),) * 6}, "groups_too_many"),
            ({"metrics": (Metric("sum", "name"),)}, "metric_unsupported"),
            ({"metrics": (Metric("sum"),)}, "metric_field_missing"),
            ({"metrics": (Metric("count"), Metric("count"))}, "metric_name_taken"),
            ({"metrics": (Metric("count", name='x"; --'),)}, "metric_name_invalid"),
            ({"metrics": (Metric("count"),) * 21}, "metrics_too_many"),
            ({"metrics": (Metric("sum", expression="name"),)}, "expression_not_number"),
            ({"sort": "nothing"}, "sort_unsupported"),
            ({"limit": 2_001}, "limit_out_of_range"),
        ],
    )
    async def test_refuses(self, admin: Person, report: Report, query: dict[str, Any], code: str) -> None:
        with pytest.raises(Problem) as problem:
            await report(admin, **query)

        assert problem.value.code == code


class TestTimeZone:
    async def test_instants_fall_into_days_of_the_callers_zone(
        self, admin: Person, put: Put, report: Report, scope_of: ScopeOf
    ) -> None:
        put(admin, "deal", created_at=datetime(2017, 3, 31, 23, 0, tzinfo=UTC))

        async with scope_of(admin) as scope:
            object.__setattr__(scope, "timezone", "Asia/Shanghai")
            query = AggregateQuery("deal", group_by=(Group("created_at", "month"),))
            answer = json.loads(await fetch_aggregate(scope, query))

        assert answer["data"] == [{"created_at": "2017-04-01", "count": 1}]
