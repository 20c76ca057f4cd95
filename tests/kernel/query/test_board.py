"""Boards: columns, cards, counts, totals, and how a column goes on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from guanxi.kernel.errors import Problem
from guanxi.kernel.query import BoardQuery, ListQuery, fetch_board, fetch_list
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf

Columns = Callable[..., Awaitable[list[dict[str, Any]]]]


@pytest.fixture
def columns(scope_of: ScopeOf) -> Columns:
    async def columns(person: Person, object: str = "deal", **query: Any) -> list[dict[str, Any]]:
        async with scope_of(person) as scope:
            return json.loads(await fetch_board(scope, BoardQuery(object, **query)))["columns"]

    return columns


class TestBoard:
    async def test_stages_of_the_first_pipeline_make_the_columns(
        self, admin: Person, put: Put, columns: Columns
    ) -> None:
        for amount in (1_000, 2_050, None):
            put(admin, "deal", stage="won", amount=amount)
        put(admin, "deal", stage="renewal_won", amount=1)

        found = await columns(admin, limit=2, sort="-amount", fields=("amount",))

        assert [column["value"] for column in found] == [
            "prospecting",
            "engaging",
            "proposal",
            "negotiation",
            "won",
            "lost",
        ]
        won = found[4]
        assert (won["label"], won["kind"], won["total"]) == ("Won", "won", "30.50")
        assert won["count"] == {"value": 3, "capped": False}
        assert [card["amount"] for card in won["data"]] == ["20.50", "10.00"]
        assert (found[0]["data"], found[0]["total"], found[0]["next_cursor"]) == ([], "0.00", None)

    async def test_column_goes_on_as_a_list(
        self, admin: Person, put: Put, columns: Columns, scope_of: ScopeOf
    ) -> None:
        for amount in (3, 2, 1, None):
            put(admin, "deal", stage="won", amount=amount, name=str(amount))

        column = (await columns(admin, limit=2, sort="-amount", filter="amount == null || amount < 1"))[4]
        async with scope_of(admin) as scope:
            query = ListQuery("deal", filter=column["filter"], sort="-amount", cursor=column["next_cursor"])
            rest = json.loads(await fetch_list(scope, query))["data"]

        assert [card["name"] for card in column["data"]] == ["3", "2"]
        assert [record["name"] for record in rest] == ["1", "None"]

    async def test_columns_by_choice_yes_or_no_and_lookup(
        self, admin: Person, put: Put, columns: Columns
    ) -> None:
        account = put(admin, "account", name="Acme")
        put(admin, "activity", type="call", done=True, account_id=account)
        put(admin, "activity", type=None, done=None)

        by_type = await columns(admin, "activity", group_by="type")
        by_done = await columns(admin, "activity", group_by="done")
        by_account = await columns(admin, "activity", group_by="account")

        assert [(column["value"], column["count"]["value"]) for column in by_type] == [
            ("task", 0), ("call", 1), ("meeting", 0), ("note", 0), (None, 1),
        ]  # fmt: skip
        assert [(column["value"], column["count"]["value"]) for column in by_done] == [
            (True, 1),
            (False, 0),
            (None, 1),
        ]
        assert [(column["value"], column["label"]) for column in by_account] == [
            (str(account), "Acme"),
            (None, None),
        ]

    async def test_member_and_other_company_see_their_own_cards(
        self, admin: Person, member: Person, other_admin: Person, put: Put, columns: Columns
    ) -> None:
        put(admin, "deal", stage="won", amount=100)
        put(member, "deal", stage="won", amount=1)

        assert (await columns(member))[4]["total"] == "0.01"
        assert (await columns(other_admin))[4]["count"]["value"] == 0

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ({"group_by": "name"}, "board_unsupported"),
            ({"group_by": "account.industry"}, "board_unsupported"),
            ({"group_by": "nothing"}, "field_unknown"),
            ({"pipeline": "nothing"}, "pipeline_unknown"),
            ({"limit": 0}, "limit_out_of_range"),
            ({"filter": "nothing == 1"}, "expression_unknown_field"),
        ],
    )
    async def test_refuses(self, admin: Person, columns: Columns, query: dict[str, Any], code: str) -> None:
        with pytest.raises(Problem) as problem:
            await columns(admin, **query)

        assert problem.value.code == code
