"""Words find records, across objects and inside a list, for those who may see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest

from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import AggregateQuery, Metric, fetch_aggregates, fetch_search
from guanxi.kernel.query.sizes import Breadth, Sizes, set_sizes, sizes
from guanxi.kernel.search import document_tokens
from tests.fixtures.people import Person
from tests.kernel.query.conftest import WRITTEN_AT, Put, ScopeOf

PutIndexed = Callable[..., UUID]
NUMBERS = {"account": 1, "deal": 4}


@pytest.fixture
def put_indexed(put: Put, owner: psycopg.Connection) -> PutIndexed:
    def put_indexed(person: Person, table: str, name: str, **values: Any) -> UUID:
        record = put(person, table, name=name, **values)
        owner.execute(
            f"INSERT INTO guanxi.search_doc SELECT tenant_id, %s, id, name, acl, %s, %s::tsvector"
            f" FROM guanxi.{table} WHERE id = %s",
            (NUMBERS[table], WRITTEN_AT, document_tokens(person.tenant_id, name, []), record),
        )
        return record

    return put_indexed


async def _titles(scope_of: ScopeOf, person: Person, q: str, **rest: Any) -> set[str]:
    async with scope_of(person) as scope:
        return {found["title"] for found in json.loads(await fetch_search(scope, q, **rest))["data"]}


class TestSearch:
    async def test_finds_across_objects(
        self, admin: Person, put_indexed: PutIndexed, scope_of: ScopeOf
    ) -> None:
        deal = put_indexed(admin, "deal", "华信软件 renewal", stage="won", external_id="D-1")
        put_indexed(admin, "account", "华信软件")

        async with scope_of(admin) as scope:
            found = json.loads(await fetch_search(scope, "信软", ("deal",)))["data"]

        assert found == [
            {"object": "deal", "id": str(deal), "title": "华信软件 renewal", "subtitle": "Won · D-1"}
        ]
        assert await _titles(scope_of, admin, "huaxin") == {"华信软件 renewal", "华信软件"}
        assert await _titles(scope_of, admin, "?!") == set()

    async def test_shows_only_what_the_caller_sees(
        self, admin: Person, member: Person, other_admin: Person, put_indexed: PutIndexed, scope_of: ScopeOf
    ) -> None:
        put_indexed(admin, "deal", "Acme one")
        put_indexed(member, "deal", "Acme two")

        assert await _titles(scope_of, admin, "acme") == {"Acme one", "Acme two"}
        assert await _titles(scope_of, member, "acme") == {"Acme two"}
        assert await _titles(scope_of, other_admin, "acme") == set()

    async def test_shows_who_sees_little_of_many_no_more(
        self, admin: Person, member: Person, other_admin: Person, put_indexed: PutIndexed, scope_of: ScopeOf
    ) -> None:
        put_indexed(admin, "deal", "Acme one")
        put_indexed(member, "deal", "Acme two")
        put_indexed(other_admin, "deal", "Acme three")
        before = sizes()
        set_sizes(Sizes(large=-1))
        try:
            async with scope_of(member) as scope:
                deal = (await registry_of(scope)).object("deal")
                assert await sizes().breadth_among(scope, [deal]) is Breadth.NARROW
            assert await _titles(scope_of, member, "acme") == {"Acme two"}
            assert await _titles(scope_of, admin, "acme") == {"Acme one", "Acme two"}
        finally:
            set_sizes(before)

    async def test_narrows_a_list(
        self, admin: Person, member: Person, put_indexed: PutIndexed, names: Any, listed: Any
    ) -> None:
        put_indexed(admin, "deal", "Acme one", amount=1)
        put_indexed(member, "deal", "Acme two", amount=2)
        put_indexed(admin, "deal", "Other", amount=3)

        assert await names(admin, q="acme", sort="-amount") == ["Acme two", "Acme one"]
        assert await names(admin, q="acme", filter="amount < 0.02") == ["Acme one"]
        assert await names(member, q="acme") == ["Acme two"]
        assert (await listed(admin, q="acme", count="capped", limit=1))["count"] == {
            "value": 2,
            "capped": False,
        }

    async def test_narrows_reports(self, admin: Person, put_indexed: PutIndexed, scope_of: ScopeOf) -> None:
        put_indexed(admin, "deal", "Acme one", amount=1)
        put_indexed(admin, "deal", "Other", amount=3)
        metrics = (Metric("sum", "amount"),)

        async with scope_of(admin) as scope:
            answers = await fetch_aggregates(
                scope,
                {
                    "acme": AggregateQuery("deal", q="acme", metrics=metrics),
                    "other": AggregateQuery("deal", q="other", metrics=metrics),
                },
            )

        assert answers == {"acme": b'[{"sum_amount":"0.01"}]', "other": b'[{"sum_amount":"0.03"}]'}
