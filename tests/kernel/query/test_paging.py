"""The claim that paging visits each record exactly once, whatever the order, the nulls and the writing meanwhile."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxi.kernel.ids import new_id
from guanxi.kernel.query import ListQuery, fetch_list, select_ids
from tests.fixtures.people import Person
from tests.kernel.query.conftest import WRITTEN_AT, Put, ScopeOf

SORTABLE = ("name", "amount", "close_date", "stage", "probability", "cycle_days", "created_at", "account")

sorts = st.lists(
    st.tuples(st.sampled_from(SORTABLE), st.booleans()), max_size=4, unique_by=lambda part: part[0]
).map(lambda parts: ",".join(f"{'-' if descending else ''}{name}" for name, descending in parts))


def _values(random: Random, accounts: list[Any]) -> dict[str, Any]:
    def maybe(choices: Any) -> Any:
        return None if random.random() < 0.4 else random.choice(choices)

    return {
        "name": random.choice(["a", "b", "B", "é", "华"]),
        "amount": maybe([1, 2, 9_007_199_254_740_993]),
        "close_date": maybe([date(2017, 1, 1), date(2017, 2, 1)]),
        "stage": maybe(["won", "lost"]),
        "probability": maybe([0.1, 1 / 3, 1e15]),
        "cycle_days": maybe([1, 2]),
        "created_at": datetime(2017, 1, 1, tzinfo=UTC) + timedelta(microseconds=random.randrange(3)),
        "account_id": maybe(accounts),
    }


class TestPaging:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(sort=sorts, limit=st.integers(1, 9), seed=st.integers(0, 2**16), filtered=st.booleans())
    async def test_visits_each_record_once_while_others_write(
        self,
        admin: Person,
        put: Put,
        clear: Any,
        scope_of: ScopeOf,
        sort: str,
        limit: int,
        seed: int,
        filtered: bool,
    ) -> None:
        clear()
        random = Random(seed)
        accounts = [put(admin, "account", name=name) for name in ("x", "y")]
        there_before = {str(put(admin, "deal", **_values(random, accounts))) for _ in range(25)}
        condition = "amount != null || cycle_days == null" if filtered else ""
        async with scope_of(admin) as scope:
            expected = {str(found) for found in await select_ids(scope, "deal", condition)} & there_before

        seen: list[str] = []
        cursor = ""
        while True:
            async with scope_of(admin) as scope:
                query = ListQuery("deal", filter=condition, sort=sort, limit=limit, cursor=cursor)
                answer = json.loads(await fetch_list(scope, query))
            seen += [record["id"] for record in answer["data"]]
            put(admin, "deal", **_values(random, accounts))
            if not answer["next_cursor"] or len(seen) > 200:
                break
            cursor = answer["next_cursor"]

        assert len(seen) == len(set(seen))
        assert expected <= set(seen)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(sort=sorts, limit=st.integers(1, 9), seed=st.integers(0, 2**16))
    async def test_pages_joined_are_the_whole_list(
        self, admin: Person, put: Put, clear: Any, scope_of: ScopeOf, sort: str, limit: int, seed: int
    ) -> None:
        clear()
        random = Random(seed)
        accounts = [put(admin, "account", name=name) for name in ("x", "y")]
        for _ in range(20):
            put(admin, "deal", **_values(random, accounts))

        async with scope_of(admin) as scope:
            whole = json.loads(await fetch_list(scope, ListQuery("deal", sort=sort, limit=200)))["data"]
            joined: list[dict[str, Any]] = []
            cursor: str | None = ""
            while cursor is not None:
                page = json.loads(
                    await fetch_list(scope, ListQuery("deal", sort=sort, limit=limit, cursor=cursor))
                )
                joined += page["data"]
                cursor = page["next_cursor"]

        assert joined == whole


class TestMergedLists:
    """`owner in [a, b]` in the order of changes is read as a merge of the lists of each."""

    @pytest.mark.parametrize("sort", ["-updated_at", "updated_at"])
    async def test_pages_are_those_of_one_list(self, admin: Person, put: Put, listed: Any, sort: str) -> None:
        owners = [new_id() for _ in range(3)]
        for number in range(12):
            put(
                admin, "deal", name=f"{number:02}", owner_id=owners[number % 3],
                updated_at=WRITTEN_AT + timedelta(minutes=number // 2),
            )  # fmt: skip
        wanted = f'owner in ["{owners[0]}", "{owners[1]}", "{owners[0]}"]'

        found, cursor = [], ""
        while cursor is not None:
            page = await listed(admin, filter=wanted, sort=sort, limit=3, cursor=cursor, fields=("name",))
            found += [row["name"] for row in page["data"]]
            cursor = page["next_cursor"]

        ordered = await listed(admin, sort=sort, fields=("name",))
        expected = [row["name"] for row in ordered["data"] if int(row["name"]) % 3 < 2]
        assert found == expected
