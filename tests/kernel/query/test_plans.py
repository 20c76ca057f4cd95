"""The main shapes of lists are served by indexes, for both roles; a sort of a table's every row would not show here
until a company has many.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from asyncpg import Record
from asyncpg.connection import Connection

from guanxi.kernel.db import Transaction
from guanxi.kernel.query import (
    AggregateQuery,
    BoardQuery,
    Governor,
    Group,
    ListQuery,
    fetch_aggregates,
    fetch_board,
    fetch_list,
    set_governor,
    sizes,
)
from guanxi.kernel.tenancy import Scope, ScopeSeed
from tests.fixtures.people import Person
from tests.kernel.query.conftest import ScopeOf

ROWS = 20_000
SHARD = re.compile(r"(?<=[a-z]\d)_\d{6}\b|(?<=[a-z])_\d{6}\b")  # ends the names of what belongs to one


@pytest.fixture(scope="module")
def many_deals(owner_url: str, admin: Person, member: Person) -> Iterator[None]:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        (everyone,) = connection.execute(
            "SELECT everyone FROM guanxi.tenant WHERE tenant_id = %s", (admin.tenant_id,)
        ).fetchone() or (0,)
        connection.execute(
            """
            INSERT INTO guanxi.deal (tenant_id, id, name, owner_id, acl, created_at, updated_at, stage, amount, close_date)
            SELECT %(tenant)s, gen_random_uuid(), 'Deal ' || n, CASE WHEN n %% 50 = 0 THEN %(member)s ELSE %(admin)s END::uuid,
              CASE WHEN n %% 50 = 0 THEN ARRAY[%(everyone)s] ELSE ARRAY[999999999] END::bigint[], now(), now() - n * interval '1 minute',
              (ARRAY['prospecting', 'engaging', 'won', 'lost'])[1 + n %% 4], CASE WHEN n %% 5 > 0 THEN n * 100 END,
              CASE WHEN n %% 3 > 0 THEN date '2016-01-01' + n %% 700 END
            FROM generate_series(1, %(rows)s) n
            """,
            {
                "tenant": admin.tenant_id, "admin": admin.user_id, "member": member.user_id, "everyone": everyone,
                "rows": ROWS,
            },
        )  # fmt: skip
        connection.execute("VACUUM ANALYZE guanxi.deal")
        yield


@pytest.fixture
def clear() -> Any:
    """Keeps the records of this module."""
    return lambda: None


@pytest.fixture
def large(owner_url: str, admin: Person) -> Iterator[None]:
    """The counters hold as many deals as there are, and that is many."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("INSERT INTO guanxi.object_count VALUES (%s, 4, 0, %s)", (admin.tenant_id, ROWS))
        set_governor(Governor(large=ROWS // 2))
        yield
        connection.execute("DELETE FROM guanxi.object_count")


REPORTS = {
    "stages": AggregateQuery("deal", group_by=(Group("stage"),)),
    "months": AggregateQuery("deal", group_by=(Group("close_date", "month"),)),
    "accounts": AggregateQuery("account"),
}


class Explained(Exception):
    pass


async def _plan(scope: Any, monkeypatch: pytest.MonkeyPatch, reading: Any) -> str:
    """The plan of the statement that `reading` sends, once what it asks beforehand is known."""
    await reading(scope)
    sent: list[tuple[str, list[Any]]] = []

    async def keep(self: Transaction, statement: Any, params: Any) -> None:
        sent.append((statement.sql, statement.arguments(params)))
        raise Explained

    with monkeypatch.context() as patched:
        patched.setattr(Transaction, "fetchrow", keep)
        patched.setattr(Transaction, "fetch", keep)
        with pytest.raises(Explained):
            await reading(scope)
    sql, arguments = sent[0]
    async with _unread(scope) as connection:
        plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN {sql}", *arguments))
    return SHARD.sub("", plan)


@asynccontextmanager
async def _unread(scope: Scope) -> AsyncIterator[Connection[Record]]:
    """A transaction of the same caller in which nothing was read: Citus explains nothing in any other."""
    connection = scope.tx.connection
    await connection.execute(f"COMMIT; {ScopeSeed(scope.tenant, scope.actor).preamble}")
    yield connection


SHAPES = [
    (ListQuery("deal"), "deal_updated"),
    (ListQuery("deal", sort="updated_at"), "deal_updated"),
    (ListQuery("deal", sort="name"), "deal_name"),
    (ListQuery("deal", sort="-amount", filter='stage != "won"'), "deal_amount"),
    (ListQuery("deal", sort="-amount", filter="amount > 15000.5"), "deal_amount"),
    (ListQuery("deal", filter="amount == 123"), "deal_amount"),
    (ListQuery("deal", filter='close_date == "2016-02-03"'), "deal_close_date"),
    (ListQuery("deal", filter='stage == "won"'), "deal_stage"),
    (ListQuery("deal", filter='stage == "won" && name.contains("9")', count="capped"), "deal_stage"),
]


@pytest.mark.usefixtures("many_deals")
class TestPlans:
    @pytest.mark.parametrize(
        ("query", "index"), SHAPES, ids=[f"{query.filter}|{query.sort}" for query, _ in SHAPES]
    )
    async def test_list_above_record_sharing_uses_its_index(
        self, admin: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, query: ListQuery, index: str
    ) -> None:
        async with scope_of(admin) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, query))

        assert f"using {index}" in plan or f"on {index}" in plan
        assert "Seq Scan on deal" not in plan

    @pytest.mark.parametrize("query", [ListQuery("deal"), ListQuery("deal", count="capped", sort="-amount")])
    async def test_list_under_record_sharing_never_reads_the_whole_table(
        self, member: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, query: ListQuery
    ) -> None:
        async with scope_of(member) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, query))

        assert "Seq Scan on deal" not in plan

    async def test_next_page_starts_where_the_last_ended(
        self, admin: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, listed: Any
    ) -> None:
        cursor = (await listed(admin, sort="-amount", limit=5))["next_cursor"]
        query = ListQuery("deal", sort="-amount", cursor=cursor)

        async with scope_of(admin) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, query))

        starts = [
            line for line in plan.splitlines() if "Index Cond" in line and "ROW(amount, id) < ROW(" in line
        ]
        assert len(starts) == 1

    async def test_list_of_few_owners_is_a_merge_of_their_lists(
        self, admin: Person, member: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        query = ListQuery("deal", filter=f'owner in ["{admin.user_id}", "{member.user_id}"]')
        async with scope_of(admin) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, query))

        assert "owner_id = (unnest(" in plan
        assert "using deal_owner" in plan

    async def test_who_sees_little_of_much_is_asked_about_his_own(
        self, member: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, large: None
    ) -> None:
        async with scope_of(member) as scope:
            lists = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, ListQuery("deal")))
            board = await _plan(scope, monkeypatch, lambda scope: fetch_board(scope, BoardQuery("deal")))

            reports = await _plan(scope, monkeypatch, lambda scope: fetch_aggregates(scope, REPORTS))

        assert (lists.count("on deal_acl"), board.count("on deal_acl")) == (1, 1)
        assert reports.count("on deal_acl") == 1  # for all of them
        assert "deal_updated" not in lists + board

    async def test_who_sees_much_of_much_walks_in_order(
        self,
        member: Person,
        scope_of: ScopeOf,
        monkeypatch: pytest.MonkeyPatch,
        large: None,
    ) -> None:
        monkeypatch.setattr(sizes, "NARROW_RECORDS", 10)
        async with scope_of(member) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_list(scope, ListQuery("deal")))

        assert "using deal_updated" in plan
        assert "deal_acl" not in plan

    async def test_whole_columns_are_counted_by_the_index_alone(
        self, admin: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch, large: None
    ) -> None:
        async with scope_of(admin) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_board(scope, BoardQuery("deal")))

        assert plan.count("Index Only Scan using deal_stage ") == 6

    async def test_board_reads_each_column_by_index(
        self, admin: Person, scope_of: ScopeOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with scope_of(admin) as scope:
            plan = await _plan(scope, monkeypatch, lambda scope: fetch_board(scope, BoardQuery("deal")))

        assert plan.count("using deal_stage ") >= 6
        assert "Sort Key: r" not in plan
