"""What a large object answers at once, what it refuses with advice, and what it lets take its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.query import (
    AggregateQuery,
    BoardQuery,
    Governor,
    Group,
    ListQuery,
    fetch_aggregate,
    fetch_board,
    fetch_list,
    set_governor,
)
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf

LARGE = 10


@pytest.fixture(autouse=True)
def large(owner: psycopg.Connection, admin: Person, _empty: None) -> None:
    """The company has more deals than a large object begins with, by its counters."""
    set_governor(Governor(large=LARGE))
    owner.execute("INSERT INTO guanxi.object_count VALUES (%s, 4, 0, %s)", [admin.tenant_id, LARGE + 1])


@pytest.fixture
def locked(owner_url: str) -> Iterator[None]:
    """Nobody gets at deals: whatever reads them waits until its time is over."""
    with psycopg.connect(owner_url) as connection:
        connection.execute("LOCK TABLE guanxi.deal IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()


# A reading that waits for the lock and has more than its first try.
WAITING_LONG = """
SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND l.relation = 'guanxi.deal'::regclass AND now() - a.query_start > interval '0.1 s'
"""


async def _until(owner: psycopg.Connection, condition: str) -> None:
    while owner.execute(condition).fetchone() == (0,):
        await asyncio.sleep(0.01)


async def refusal(reading: Any) -> Problem:
    with pytest.raises(Problem) as problem:
        await reading
    return problem.value


class TestLists:
    @pytest.mark.parametrize(
        "query",
        [
            ListQuery("deal"),
            ListQuery("deal", sort="-amount"),
            ListQuery("deal", sort="name", filter='name == "A"'),
            ListQuery("deal", filter='stage == "won"'),
            ListQuery("deal", filter='owner in ["a0000000-0000-7000-8000-000000000001"]', sort="amount"),
            ListQuery("deal", count="exact"),
            ListQuery("deal", q="华信", sort="probability"),
        ],
        ids=lambda query: f"{query.filter}|{query.sort}|{query.count}|{query.q}",
    )
    async def test_served_by_an_index_is_answered(
        self, admin: Person, scope_of: ScopeOf, query: ListQuery
    ) -> None:
        async with scope_of(admin) as scope:
            assert b'"data":[' in await fetch_list(scope, query)

    async def test_in_an_order_that_no_index_holds_is_refused_with_advice(
        self, admin: Person, scope_of: ScopeOf
    ) -> None:
        async with scope_of(admin) as scope:
            problem = await refusal(fetch_list(scope, ListQuery("deal", sort="-probability")))

        advice = problem.extensions["advice"]
        assert (problem.status, problem.code, problem.field) == (422, "query_too_large", "sort")
        assert {"name", "amount", "updated_at"} <= set(advice["sort_by"])
        assert {"account", "stage"} <= set(advice["filter_by"])
        assert advice["background"] is False
        assert "Amount" in problem.params["sorts"]

    async def test_of_a_small_company_is_answered(
        self, admin: Person, scope_of: ScopeOf, owner: psycopg.Connection
    ) -> None:
        owner.execute("DELETE FROM guanxi.object_count")

        async with scope_of(admin) as scope:
            assert b'"data":[]' in await fetch_list(scope, ListQuery("deal", sort="-probability"))

    async def test_of_who_sees_a_part_is_tried(self, member: Person, scope_of: ScopeOf) -> None:
        async with scope_of(member) as scope:
            assert b'"data":[]' in await fetch_list(scope, ListQuery("deal", sort="-probability"))

    async def test_of_who_sees_a_part_is_counted_less_far(
        self, admin: Person, member: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        for number in range(101):
            put(member, "deal", name=f"Deal {number}")

        async with scope_of(member) as mine, scope_of(admin) as everything:
            shared = await fetch_list(mine, ListQuery("deal", limit=1, count="capped"))
            whole = await fetch_list(
                everything, ListQuery("deal", limit=1, count="capped", filter='name != "x"')
            )

        assert b'"count":{"value":100,"capped":true}' in shared
        assert b'"count":{"value":101,"capped":false}' in whole

    async def test_exact_count_is_refused_and_offered_as_a_job(
        self, admin: Person, scope_of: ScopeOf
    ) -> None:
        query = ListQuery("deal", filter="probability > 10", count="exact")
        async with scope_of(admin) as scope:
            problem = await refusal(fetch_list(scope, query))

        assert problem.code == "count_too_large"
        assert problem.extensions["advice"]["background"] is True


class TestReports:
    async def test_over_everything_is_refused_and_offered_as_a_job(
        self, admin: Person, scope_of: ScopeOf
    ) -> None:
        async with scope_of(admin) as scope:
            problem = await refusal(
                fetch_aggregate(scope, AggregateQuery("deal", group_by=(Group("stage"),)))
            )

        assert problem.code == "report_too_large"
        assert problem.extensions["advice"]["background"] is True

    async def test_that_an_index_narrows_is_made(self, admin: Person, scope_of: ScopeOf) -> None:
        query = AggregateQuery("deal", filter='close_date >= "2026-01-01"', group_by=(Group("stage"),))
        async with scope_of(admin) as scope:
            assert await fetch_aggregate(scope, query) == b'{"data":[]}'

    async def test_in_a_job_is_made(self, admin: Person, database: Database, scope_of: ScopeOf) -> None:
        async with database.transaction(await admin.seed(database), source="job") as scope:
            assert await fetch_aggregate(scope, AggregateQuery("deal", group_by=(Group("stage"),)))


class TestBoards:
    async def test_of_who_sees_everything_counts_far(
        self, admin: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        for number in range(3):
            put(admin, "deal", stage="won", pipeline="sales", amount=1_000 * (number + 1))

        async with scope_of(admin) as scope:
            board = await fetch_board(scope, BoardQuery("deal", limit=2))

        assert b'"total":"60.00","next_cursor":"' in board
        assert b'"count":{"value":3,"capped":false}' in board

    async def test_of_who_sees_a_part_has_the_same_cards(
        self, member: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        for number in range(3):
            put(member, "deal", stage="won", pipeline="sales", amount=1_000 * (number + 1))

        async with scope_of(member) as scope:
            shared = await fetch_board(scope, BoardQuery("deal", limit=2))
            set_governor(Governor())
            small = await fetch_board(scope, BoardQuery("deal", limit=2))

        assert shared == small


class TestBudget:
    async def test_what_takes_longer_is_refused_and_then_at_once(
        self, admin: Person, scope_of: ScopeOf, locked: None
    ) -> None:
        set_governor(Governor(large=LARGE, seconds_free=0.02, seconds=0.05))
        query = ListQuery("deal", filter='next_step == "call"')

        async with scope_of(admin) as scope:
            first = await refusal(fetch_list(scope, query))
        async with scope_of(admin) as scope:
            again = await refusal(fetch_list(scope, query))

        assert (first.code, again.code) == ("query_too_large", "query_too_large")

    async def test_is_over_with_the_reading(self, admin: Person, scope_of: ScopeOf) -> None:
        async with scope_of(admin) as scope:
            before = await scope.tx.fetchval("SHOW statement_timeout")
            await fetch_list(scope, ListQuery("deal", filter='next_step == "call"'))

            assert await scope.tx.fetchval("SHOW statement_timeout") == before

    async def test_of_few_at_a_time(
        self, admin: Person, scope_of: ScopeOf, owner: psycopg.Connection, locked: None
    ) -> None:
        set_governor(Governor(large=LARGE, at_once=1, seconds_free=0.02, seconds=60, seconds_waiting=0.01))
        query = ListQuery("deal", filter='next_step == "call"')

        async with scope_of(admin) as first, scope_of(admin) as second:
            waiting = asyncio.create_task(fetch_list(first, query))
            await _until(owner, WAITING_LONG)
            problem = await refusal(fetch_list(second, query))
            waiting.cancel()

        assert (problem.status, problem.code) == (429, "queries_busy")
        assert problem.headers["Retry-After"]


class TestSieve:
    """Callers with many principals have a cheaper test before the policy's; it changes nothing that they see."""

    @pytest.mark.parametrize("held", [2, 40], ids=["few principals", "many principals"])
    async def test_sees_what_is_shared_and_nothing_else(
        self, member: Person, put: Put, database: Database, held: int
    ) -> None:
        principals = tuple(range(7_000_000, 7_000_000 + held))
        acls: dict[str, list[int]] = {
            "own": [principals[0]],
            "to read": [-principals[1]],
            "third": [1_000_001, 1_000_002, principals[1]],
            "sixth": [1_000_001, 1_000_002, 1_000_003, 1_000_004, 1_000_005, principals[0]],
            "others": [1_000_001, 1_000_002, 1_000_003, 1_000_004, 1_000_005],
            "another's": [1_000_001],
            "nobody's": [],
        }
        for name, acl in acls.items():
            put(member, "deal", name=name, acl=acl)
        seed = await member.seed(database)
        many = replace(seed, actor=replace(seed.actor, principals=principals))

        async with database.transaction(many, source="api") as scope:
            page = await fetch_list(scope, ListQuery("deal", fields=("name",), sort="name"))

        seen: Callable[[str], bool] = lambda name: f'"name":"{name}"'.encode() in page  # noqa: E731
        assert [name for name in acls if seen(name)] == ["own", "to read", "third", "sixth"]
