"""The timeline of a record: its history and its activities, in one order, for those who see the record."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from guanxi.kernel.errors import NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.query import CursorInvalid, fetch_timeline
from tests.fixtures.people import Person
from tests.kernel.query.conftest import Put, ScopeOf

NOON = datetime(2017, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def keep(owner: psycopg.Connection) -> Any:
    """Writes one entry of a deal's history."""

    def keep(person: Person, record: UUID, minutes: int, op: str = "U", **diff: Any) -> None:
        owner.execute(
            "INSERT INTO guanxi.audit_log (tenant_id, at, id, object_id, record_id, actor_id, source, change_set_id, op,"
            " version, diff) VALUES (%s, %s, %s, 4, %s, %s, 'ui', %s, %s, 1, %s)",
            (
                person.tenant_id, NOON + timedelta(minutes=minutes), new_id(), record, person.user_id, new_id(), op,
                json.dumps(diff),
            ),
        )  # fmt: skip

    return keep


async def _timeline(scope_of: ScopeOf, person: Person, record: UUID, **rest: Any) -> dict[str, Any]:
    async with scope_of(person) as scope:
        return json.loads(await fetch_timeline(scope, "deal", record, **rest))


class TestTimeline:
    async def test_merges_history_and_activities(
        self, admin: Person, put: Put, keep: Any, scope_of: ScopeOf
    ) -> None:
        account = put(admin, "account", name="Acme")
        deal = put(admin, "deal")
        keep(admin, deal, 0, "C")
        keep(
            admin,
            deal,
            2,
            amount=[None, 105_400],
            account=[None, str(account)],
            stage=["engaging", "won"],
            acl=[1, 2],
        )
        put(admin, "activity", name="Call", type="call", deal_id=deal, created_at=NOON + timedelta(minutes=1))

        changed, called, created = (await _timeline(scope_of, admin, deal))["data"]

        assert (created["kind"], created["change"]["op"], created["change"]["fields"]) == (
            "change",
            "create",
            [],
        )
        assert (called["kind"], called["activity"]["name"], called["at"]) == (
            "activity",
            "Call",
            "2017-03-01T12:01:00.000000Z",
        )
        assert changed["actor"]["id"] == str(admin.user_id)
        assert changed["change"]["fields"] == [
            {"field": "stage", "label": "Stage", "old": "engaging", "new": "won"},
            {"field": "amount", "label": "Amount", "old": None, "new": "1054.00"},
            {
                "field": "account",
                "label": "Account",
                "old": None,
                "new": {"id": str(account), "name": "Acme"},
            },
        ]

    async def test_pages_through_everything_once(
        self, admin: Person, put: Put, keep: Any, scope_of: ScopeOf
    ) -> None:
        deal, other = put(admin, "deal"), put(admin, "deal")
        for minute in range(4):
            keep(admin, deal, minute // 2, "U", name=["a", "b"])
            put(admin, "activity", deal_id=deal, created_at=NOON + timedelta(minutes=minute // 2))
        keep(admin, other, 0, "C")

        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = await _timeline(scope_of, admin, deal, limit=3, cursor=cursor)
            seen += [entry["at"] for entry in page["data"]]
            cursor = page["next_cursor"]

        assert len(seen) == 8
        assert seen == sorted(seen, reverse=True)

    async def test_record_must_be_visible(
        self, admin: Person, member: Person, other_admin: Person, put: Put, keep: Any, scope_of: ScopeOf
    ) -> None:
        deal = put(admin, "deal")
        keep(admin, deal, 0, "C")

        for stranger in (member, other_admin):
            with pytest.raises(NotFound):
                await _timeline(scope_of, stranger, deal)

    async def test_cursor_belongs_to_its_record(
        self, admin: Person, put: Put, keep: Any, scope_of: ScopeOf
    ) -> None:
        deal, other = put(admin, "deal"), put(admin, "deal")
        keep(admin, deal, 0, "C")
        keep(admin, deal, 1)
        cursor = (await _timeline(scope_of, admin, deal, limit=1))["next_cursor"]

        with pytest.raises(CursorInvalid):
            await _timeline(scope_of, admin, other, cursor=cursor)
