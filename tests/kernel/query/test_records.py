"""Single records, related lists, ids and names."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from guanxi.kernel.errors import NotFound, Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.query import ListQuery, fetch_record, fetch_related, resolve_names, select_ids
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf


class TestRecord:
    async def test_is_found_with_its_version(self, admin: Person, put: Put, scope_of: ScopeOf) -> None:
        deal = put(admin, "deal", name="Big", version=7)

        async with scope_of(admin) as scope:
            found = await fetch_record(scope, "deal", deal)

        assert found is not None
        assert found.version == 7
        assert json.loads(found.body)["name"] == "Big"

    async def test_absent_invisible_foreign_and_deleted_are_all_none(
        self, admin: Person, member: Person, other_admin: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        deal = put(admin, "deal")
        deleted = put(admin, "deal", deleted_at=datetime(2017, 1, 1, tzinfo=UTC))

        async with scope_of(admin) as scope:
            assert await fetch_record(scope, "deal", new_id()) is None
            assert await fetch_record(scope, "deal", deleted) is None
            assert await fetch_record(scope, "deal", deleted, deleted=True) is not None
        for stranger in (member, other_admin):
            async with scope_of(stranger) as scope:
                assert await fetch_record(scope, "deal", deal) is None

    async def test_unknown_field_is_refused(self, admin: Person, scope_of: ScopeOf) -> None:
        async with scope_of(admin) as scope:
            with pytest.raises(Problem):
                await fetch_record(scope, "deal", new_id(), ("acl",))


class TestRelated:
    async def test_lists_what_points_here(self, admin: Person, put: Put, scope_of: ScopeOf) -> None:
        here, elsewhere = put(admin, "account"), put(admin, "account")
        put(admin, "deal", name="ours", account_id=here, amount=1)
        put(admin, "deal", name="ours too", account_id=here)
        put(admin, "deal", name="theirs", account_id=elsewhere)

        async with scope_of(admin) as scope:
            answer = json.loads(
                await fetch_related(
                    scope, "account", here, "deals", ListQuery("", sort="-amount", count="exact")
                )
            )

        assert [record["name"] for record in answer["data"]] == ["ours", "ours too"]
        assert answer["count"] == {"value": 2, "capped": False}

    async def test_cursor_belongs_to_its_record(self, admin: Person, put: Put, scope_of: ScopeOf) -> None:
        accounts = [put(admin, "account"), put(admin, "account")]
        for account in accounts * 2:
            put(admin, "deal", account_id=account)

        async with scope_of(admin) as scope:
            first = json.loads(
                await fetch_related(scope, "account", accounts[0], "deals", ListQuery("", limit=1))
            )
            query = ListQuery("", limit=1, cursor=first["next_cursor"])
            assert (
                json.loads(await fetch_related(scope, "account", accounts[0], "deals", query))["next_cursor"]
                is None
            )
            with pytest.raises(Problem) as problem:
                await fetch_related(scope, "account", accounts[1], "deals", query)

        assert problem.value.code == "cursor_invalid"

    async def test_invisible_record_and_unknown_relation_are_not_found(
        self, admin: Person, member: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        hidden = put(admin, "account")
        put(member, "deal", account_id=hidden)

        async with scope_of(member) as scope:
            for record, relation in ((hidden, "deals"), (new_id(), "deals"), (hidden, "nothing")):
                with pytest.raises(NotFound):
                    await fetch_related(scope, "account", record, relation, ListQuery(""))


class TestIds:
    async def test_are_walked_in_chunks(
        self, admin: Person, member: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        deals = sorted(put(admin, "deal", amount=number) for number in range(5))
        put(admin, "deal", amount=None)

        async with scope_of(admin) as scope:
            first = await select_ids(scope, "deal", "amount >= 0", limit=3)
            rest = await select_ids(scope, "deal", "amount >= 0", limit=3, after=first[-1])
        async with scope_of(member) as scope:
            assert await select_ids(scope, "deal") == []

        assert [*first, *rest] == deals


class TestNames:
    async def test_are_found_whatever_their_case_and_spacing(
        self, admin: Person, member: Person, put: Put, scope_of: ScopeOf
    ) -> None:
        acme, double = (
            put(admin, "account", name="Acme Ltd"),
            [put(admin, "account", name="双汇") for _ in range(2)],
        )
        put(admin, "account", name="gone", deleted_at=datetime(2017, 1, 1, tzinfo=UTC))
        put(member, "account", name="theirs", email="X@y.example")

        async with scope_of(admin) as scope:
            found = await resolve_names(scope, "account", ["  ACME  ltd ", "双汇", "gone", "nothing", ""])
            by_email = await resolve_names(scope, "account", ["x@Y.example"], field="email")
        async with scope_of(member) as scope:
            visible = await resolve_names(scope, "account", ["Acme Ltd", "theirs"])

        assert found == {"acme ltd": [acme], "双汇": sorted(double)}
        assert list(by_email) == ["x@y.example"]
        assert list(visible) == ["theirs"]
