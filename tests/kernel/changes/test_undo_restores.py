"""Whatever is applied, undo puts everything back, except what somebody edited since."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxi import catalogue
from guanxi.kernel.changes import Change, apply, undo
from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import Scope
from tests.fixtures.people import Person

catalogue.load()

VALUES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(alphabet="ab 华信", min_size=1, max_size=12).filter(lambda text: text.strip() != ""),
        "country": st.none() | st.sampled_from(["China", "Kenya"]),
        "employees": st.none() | st.integers(0, 10_000),
        "annual_revenue": st.none() | st.integers(0, 10**9).map(lambda cents: f"{cents / 100:.2f}"),
        "industry": st.none() | st.sampled_from(["retail", "software"]),
    },
)
STEPS = st.lists(st.tuples(st.sampled_from(["update", "delete"]), st.integers(0, 3), VALUES), max_size=6)

ROWS = """
SELECT id, name, country, employees, annual_revenue, industry, deleted_at IS NULL AS present
FROM guanxi.account ORDER BY id
"""
COUNT = "SELECT coalesce(sum(n), 0)::int FROM guanxi.object_count WHERE object_id = 1"
FOUND = "SELECT record_id, title FROM guanxi.search_doc WHERE object_id = 1 ORDER BY record_id"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_apply_then_undo_restores(database: Database, admin: Person, steps: list[Any]) -> None:
    seed = await admin.seed(database)
    async with database.transaction(seed, source="api") as scope:
        accounts = [Change("create", "account", values={"name": f"Account {number}"}) for number in range(4)]
        ids = [result.id for result in (await apply(scope, accounts)).results]
    async with database.transaction(seed, source="api") as scope:
        before = await _state(scope)
        changes = {
            ids[at]: Change(op, "account", ids[at], values if op == "update" else {})
            for op, at, values in steps
        }
        outcome = await apply(scope, [*changes.values(), Change("create", "account", values={"name": "New"})])
    async with database.transaction(seed, source="api") as scope:
        assert outcome.change_set_id is not None
        undone = await undo(scope, outcome.change_set_id)
        after = await _state(scope)

    assert undone.kept == ()
    created = outcome.results[-1].id
    assert [row for row in after["rows"] if row[0] != created] == before["rows"]
    assert after["found"] == before["found"]
    assert after["count"] == before["count"]


async def test_a_later_edit_is_kept_and_listed(database: Database, admin: Person) -> None:
    seed = await admin.seed(database)
    async with database.transaction(seed, source="api") as scope:
        made = await apply(scope, [Change("create", "account", values={"name": "A", "country": "China"})])
        account = made.results[0].id
        first = await apply(
            scope, [Change("update", "account", account, {"country": "Kenya", "employees": 5})]
        )
        await apply(scope, [Change("update", "account", account, {"employees": 6})])

    async with database.transaction(seed, source="api") as scope:
        assert first.change_set_id is not None
        undone = await undo(scope, first.change_set_id)
        row = await scope.tx.connection.fetchrow(
            "SELECT country, employees FROM guanxi.account WHERE id = $1", account
        )

    assert [(kept.fields, kept.reason) for kept in undone.kept] == [(("employees",), "edited_since")]
    assert row is not None
    assert tuple(row) == ("China", 6)


async def _state(scope: Scope) -> dict[str, Any]:
    return {
        "rows": [tuple(row) for row in await scope.tx.fetch(ROWS)],
        "count": await scope.tx.fetchval(COUNT),
        "found": [tuple(row) for row in await scope.tx.fetch(FOUND)],
    }
