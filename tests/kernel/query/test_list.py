"""Lists: what is in them, in which form and order, and for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from guanxi.kernel.errors import Forbidden, Invalid, NotFound, Problem
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.query import CursorInvalid, ListQuery, fetch_list
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf

Listed = Any


class TestForm:
    async def test_record_is_flat_json(self, admin: Person, put: Put, listed: Listed) -> None:
        account = put(admin, "account", name='Acme "North"', industry="technology")
        deal = put(
            admin, "deal", name="华信软件", account_id=account, amount=105_400, probability=12.5, stage="won",
            close_date=date(2017, 3, 5), created_at=datetime(2017, 3, 5, 8, 30, 1, 250, tzinfo=UTC),
        )  # fmt: skip

        (record,) = (await listed(admin))["data"]

        assert record["id"] == str(deal)
        assert record["version"] == 1
        assert record["name"] == "华信软件"
        assert record["amount"] == "1054.00"
        assert record["probability"] == 12.5
        assert record["close_date"] == "2017-03-05"
        assert record["created_at"] == "2017-03-05T08:30:01.000250Z"
        assert record["account"] == {"id": str(account), "name": 'Acme "North"'}
        assert record["contact"] is None
        assert record["owner"] == {"id": str(admin.user_id), "name": record["owner"]["name"]}
        assert "acl" not in record and "custom" not in record and "tenant_id" not in record

    async def test_fields_are_chosen_and_reach_one_lookup_further(
        self, admin: Person, put: Put, listed: Listed
    ) -> None:
        account = put(admin, "account", industry="technology", annual_revenue=5_000)
        put(admin, "deal", account_id=account)

        (record,) = (
            await listed(
                admin, fields=("name", "account.industry", "account.annual_revenue", "account.owner")
            )
        )["data"]

        assert list(record) == [
            "id",
            "version",
            "name",
            "account.industry",
            "account.annual_revenue",
            "account.owner",
        ]
        assert record["account.industry"] == "technology"
        assert record["account.annual_revenue"] == "50.00"
        assert record["account.owner"]["id"] == str(admin.user_id)

    async def test_bin_is_listed_apart(self, admin: Person, put: Put, listed: Listed) -> None:
        put(admin, "deal", name="live")
        put(admin, "deal", name="gone", deleted_at=datetime(2017, 4, 1, tzinfo=UTC))

        assert [row["name"] for row in (await listed(admin))["data"]] == ["live"]
        (gone,) = (await listed(admin, deleted=True))["data"]
        assert gone["name"] == "gone"
        assert gone["deleted_at"] == "2017-04-01T00:00:00.000000Z"


class TestFilter:
    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            ('stage == "won"', {"a", "c"}),
            ('stage != "won"', {"b", "d"}),
            ("amount >= 10 && amount < 20.5", {"a", "b"}),
            ("amount == null", {"d"}),
            ('account.name.contains("ACM")', {"a", "b"}),
            ('account.industry == "tech"', {"a", "b"}),
            ('account.industry != "tech"', {"c", "d"}),
            ("account == null", {"d"}),
            ('name in ["a", "d", "z"]', {"a", "d"}),
            ('close_date >= "2017-01-01" && quarter(close_date) == 1', {"a"}),
            ('created_at == "2017-03-01"', {"a", "b", "c", "d"}),
            ("owner == me", {"a", "b", "c", "d"}),
            ("id == null", set()),
            ("amount * probability / 100 == 5", {"a"}),
        ],
    )
    async def test_selects(
        self, admin: Person, put: Put, names: Any, condition: str, expected: set[str]
    ) -> None:
        acme = put(admin, "account", name="Acme", industry="tech")
        other = put(admin, "account", name="Other")
        put(
            admin,
            "deal",
            name="a",
            stage="won",
            amount=1_000,
            account_id=acme,
            close_date=date(2017, 2, 1),
            probability=50,
        )
        put(admin, "deal", name="b", stage="lost", amount=2_049, account_id=acme, close_date=date(2016, 2, 1))
        put(admin, "deal", name="c", stage="won", amount=2_050, account_id=other)
        put(admin, "deal", name="d")

        assert set(await names(admin, filter=condition)) == expected

    @pytest.mark.parametrize(
        "condition", ["nothing == 1", "acl == null", "account.acl == null", "account.parent.name == 'x'"]
    )
    async def test_unknown_and_internal_fields_are_not_found(
        self, admin: Person, listed: Listed, condition: str
    ) -> None:
        with pytest.raises(ExpressionRefused) as refusal:
            await listed(admin, filter=condition)

        assert refusal.value.code == "expression_unknown_field"


class TestSort:
    async def test_nulls_come_last_in_either_direction(self, admin: Person, put: Put, names: Any) -> None:
        for name, amount in (("none", None), ("low", 1), ("high", 2)):
            put(admin, "deal", name=name, amount=amount)

        assert await names(admin, sort="amount") == ["low", "high", "none"]
        assert await names(admin, sort="-amount") == ["high", "low", "none"]

    async def test_lookup_sorts_by_its_name(self, admin: Person, put: Put, names: Any) -> None:
        for name in ("b", "a"):
            put(admin, "deal", name=f"of {name}", account_id=put(admin, "account", name=name))
        put(admin, "deal", name="of none")

        assert await names(admin, sort="account,name") == ["of a", "of b", "of none"]

    async def test_by_name_is_refused_to_large_objects(
        self, admin: Person, owner: Any, listed: Listed
    ) -> None:
        owner.execute("INSERT INTO guanxi.object_count VALUES (%s, 4, 0, 100001)", [admin.tenant_id])

        with pytest.raises(Problem) as problem:
            await listed(admin, sort="account")

        assert problem.value.code == "sort_too_large"

    @pytest.mark.parametrize(
        ("sort", "code"),
        [
            ("nothing", "field_unknown"),
            ("acl", "field_unknown"),
            ("description", "sort_unsupported"),
            ("account.name", "sort_unsupported"),
            ("name,amount,stage,status,owner", "sort_too_long"),
        ],
    )
    async def test_refuses(self, admin: Person, listed: Listed, sort: str, code: str) -> None:
        with pytest.raises(Problem) as problem:
            await listed(admin, sort=sort)

        assert problem.value.code == code


class TestCount:
    async def test_filtered_count_is_exact_below_the_cap(
        self, admin: Person, put: Put, listed: Listed
    ) -> None:
        for number in range(3):
            put(admin, "deal", amount=number)

        for limit in (1, 10):
            answer = await listed(admin, filter="amount >= 0.01", count="capped", limit=limit)
            assert answer["count"] == {"value": 2, "capped": False}
        assert (await listed(admin))["count"] is None

    async def test_everything_is_counted_from_the_counters(
        self, admin: Person, owner: Any, put: Put, listed: Listed
    ) -> None:
        put(admin, "deal")
        owner.execute(
            "INSERT INTO guanxi.object_count VALUES (%s, 4, 0, 5000), (%s, 4, 1, 1)", [admin.tenant_id] * 2
        )

        assert (await listed(admin, count="capped"))["count"] == {"value": 5001, "capped": False}


class TestAccess:
    async def test_other_company_sees_nothing(
        self, admin: Person, other_admin: Person, put: Put, names: Any
    ) -> None:
        account = put(admin, "account", name="Acme")
        put(admin, "deal", name="secret", account_id=account)

        assert await names(other_admin) == []
        assert await names(other_admin, filter=f'account == "{account}" || true') == []

    async def test_lookup_into_another_company_shows_nothing_of_it(
        self, admin: Person, other_admin: Person, put: Put, listed: Listed
    ) -> None:
        foreign = put(other_admin, "account", name="Secret")
        put(admin, "deal", account_id=foreign)

        (record,) = (await listed(admin, fields=("account", "account.name")))["data"]

        assert record["account"]["name"] is None
        assert record["account.name"] is None

    async def test_member_sees_own_records_only(
        self, admin: Person, member: Person, put: Put, names: Any, listed: Listed
    ) -> None:
        put(admin, "deal", name="the admin's")
        put(member, "deal", name="the member's")

        assert await names(member) == ["the member's"]
        assert (await listed(member, count="exact"))["count"] == {"value": 1, "capped": False}
        assert set(await names(admin)) == {"the admin's", "the member's"}

    async def test_invisible_lookup_is_marked_without_its_name(
        self, admin: Person, member: Person, put: Put, listed: Listed
    ) -> None:
        hidden = put(admin, "account", name="Hidden", industry="tech")
        put(member, "deal", account_id=hidden)

        (record,) = (await listed(member, fields=("account", "account.industry")))["data"]

        assert record["account"] == {"id": str(hidden), "name": None, "restricted": True}
        assert record["account.industry"] is None
        assert (await listed(member, filter='account.industry == "tech"'))["data"] == []

    async def test_object_must_exist(self, admin: Person, listed: Listed) -> None:
        with pytest.raises(NotFound):
            await listed(admin, object="nothing")

    async def test_reading_needs_the_permission(
        self, admin: Person, scope_of: ScopeOf, monkeypatch: Any
    ) -> None:
        async with scope_of(admin) as scope:
            monkeypatch.setattr(type(scope), "may", lambda self, permission: False)
            with pytest.raises(Forbidden):
                await fetch_list(scope, ListQuery("deal"))


class TestCursor:
    @pytest.fixture
    async def cursor(self, admin: Person, put: Put, listed: Listed) -> str:
        for number in range(3):
            put(admin, "deal", name=f"deal {number}", amount=number)
        return (await listed(admin, sort="name", limit=1))["next_cursor"]

    async def test_continues(self, admin: Person, cursor: str, names: Any) -> None:
        assert await names(admin, sort="name", cursor=cursor) == ["deal 1", "deal 2"]

    async def test_last_page_has_none(self, admin: Person, cursor: str, listed: Listed) -> None:
        assert (await listed(admin, sort="name", cursor=cursor, limit=2))["next_cursor"] is None

    @pytest.mark.parametrize(
        "other",
        [{"sort": "-name"}, {"sort": "name", "filter": "amount > 0"}, {"sort": "name", "deleted": True}],
    )
    async def test_of_another_list_is_refused(
        self, admin: Person, cursor: str, listed: Listed, other: dict[str, Any]
    ) -> None:
        with pytest.raises(CursorInvalid):
            await listed(admin, cursor=cursor, **other)

    async def test_of_another_company_is_refused(
        self, other_admin: Person, cursor: str, listed: Listed
    ) -> None:
        with pytest.raises(CursorInvalid):
            await listed(other_admin, sort="name", cursor=cursor)

    @pytest.mark.parametrize(
        "forge",
        [
            lambda text: text[:-2],
            lambda text: ("B" if text[0] == "A" else "A") + text[1:],
            lambda text: "!",
            lambda text: "é",
        ],
    )
    async def test_forged_is_refused(self, admin: Person, cursor: str, listed: Listed, forge: Any) -> None:
        with pytest.raises(CursorInvalid):
            await listed(admin, sort="name", cursor=forge(cursor))

    async def test_spelling_of_the_filter_does_not_matter(
        self, admin: Person, put: Put, listed: Listed
    ) -> None:
        for number in range(3):
            put(admin, "deal", amount=number)
        first = await listed(admin, filter="amount>=0", limit=1)

        assert len((await listed(admin, filter="amount  >= 0", cursor=first["next_cursor"]))["data"]) == 2


class TestLimit:
    @pytest.mark.parametrize("limit", [0, 201, -1])
    async def test_is_refused_beyond_its_range(self, admin: Person, listed: Listed, limit: int) -> None:
        with pytest.raises(Invalid):
            await listed(admin, limit=limit)
