"""Followers miss nothing and go at their own pace; what all have taken goes, and only that."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from guanxi import catalogue
from guanxi.kernel.changes import Change, apply, followers
from guanxi.kernel.changes.followers import follow, take_events, trim_events
from guanxi.kernel.tenancy import open_scope

catalogue.load()

ADD = """
INSERT INTO guanxi.outbox (tenant_id, id, topic, created_at, pending)
SELECT $1, gen_random_uuid(), $2, now() - make_interval(hours => $3), $4 FROM generate_series(1, $5)
"""
LEFT = "SELECT topic, count(*)::int AS n FROM guanxi.outbox GROUP BY topic ORDER BY topic"


@pytest.fixture(autouse=True)
def no_followers(monkeypatch):
    monkeypatch.setattr(followers, "_followers", {})


@pytest.fixture
async def owner(owner_url):
    connection = await asyncpg.connect(owner_url)
    await connection.execute("DELETE FROM guanxi.outbox")
    yield connection
    await connection.close()


@pytest.fixture
def add(owner, admin):
    async def add(topic, *, hours=48, pending=(), count=1, tenant_id=admin.tenant_id):
        await owner.execute(ADD, tenant_id, topic, hours, list(pending), count)

    return add


@pytest.fixture
def left(owner):
    async def left():
        return dict(await owner.fetch(LEFT))

    return left


def scope_of(database, person):
    return open_scope(database, person.tenant_id, person.user_id, source="api")


class TestTakeEvents:
    async def test_each_follower_takes_each_event_once(self, database, admin, owner):
        follow("webhooks")
        follow("workflows", topics=["account.updated"])
        async with scope_of(database, admin) as scope:
            made = (await apply(scope, [Change("create", "account", values={"name": "A"})])).results[0]
        async with scope_of(database, admin) as scope:
            await apply(scope, [Change("update", "account", made.id, {"name": "B"})])

        async def take(follower):
            async with scope_of(database, admin) as scope:
                return [event.topic for event in await take_events(scope, follower)]

        assert await take("workflows") == ["account.updated"]
        assert await take("webhooks") == ["account.created", "account.updated"]
        assert (await take("workflows"), await take("webhooks")) == ([], [])

    async def test_failure_gives_back_what_was_taken(self, database, admin, add):
        await add("x", pending=["webhooks"])
        with pytest.raises(LookupError):
            async with scope_of(database, admin) as scope:
                assert len(await take_events(scope, "webhooks")) == 1
                raise LookupError

        async with scope_of(database, admin) as scope:
            assert len(await take_events(scope, "webhooks")) == 1

    async def test_two_takers_share_without_waiting(self, database, admin, add):
        await add("x", pending=["webhooks"], count=6)
        async with scope_of(database, admin) as one, scope_of(database, admin) as other:
            first = await take_events(one, "webhooks", 4)
            second = await take_events(other, "webhooks", 4)

        assert (len(first), len(second)) == (4, 2)
        assert not {event.id for event in first} & {event.id for event in second}

    async def test_takes_no_more_once_they_speak_of_many_records(self, database, admin, add):
        await add("x", pending=["webhooks"], count=5)
        async with scope_of(database, admin) as scope:
            taken = [len(await take_events(scope, "webhooks", 4, most_records=n)) for n in (1, 3)]

        assert taken == [1, 3]

    async def test_one_that_speaks_of_too_many_is_taken_alone(self, database, admin, owner):
        follow("webhooks")
        changes = [Change("create", "account", values={"name": "A"})] * 3
        for _ in range(2):
            async with scope_of(database, admin) as scope:
                await apply(scope, changes)

        async with scope_of(database, admin) as scope:
            taken = [len(await take_events(scope, "webhooks", most_records=n)) for n in (2, 4)]

        assert taken == [1, 1]

    async def test_other_company_is_not_seen(self, database, other_admin, add):
        await add("x", pending=["webhooks"])
        async with scope_of(database, other_admin) as scope:
            assert await take_events(scope, "webhooks") == []


class TestTrimEvents:
    async def test_what_somebody_waits_for_and_what_is_young_stay(self, database, other_admin, add, left):
        await add("old", count=3)
        await add("old", tenant_id=other_admin.tenant_id)
        await add("young", hours=2)
        await add("awaited", hours=5_000, pending=["webhooks"])

        assert await trim_events(database) == 4
        assert await left() == {"awaited": 1, "young": 1}

    async def test_no_caller_can_trim_the_last_hour(self, database, add, left):
        await add("new", hours=0)

        assert await trim_events(database, kept_for=timedelta(days=-1)) == 0
        assert await left() == {"new": 1}

    async def test_goes_in_batches_and_stops_at_its_bound(self, database, add, left, monkeypatch):
        await add("old", count=25)
        monkeypatch.setattr(followers, "MOST_BATCHES", 2)

        assert await trim_events(database, batch=10) == 20
        assert await trim_events(database, batch=10) == 5
        assert await left() == {}

    async def test_several_at_once_delete_each_event_once(self, database, add, left):
        await add("old", count=500)
        await add("awaited", pending=["webhooks"])

        counts = await asyncio.gather(*(trim_events(database, batch=40) for _ in range(4)))

        assert sum(counts) == 500
        assert await left() == {"awaited": 1}

    async def test_passes_by_what_is_being_taken(self, database, admin, add, left):
        """A taker that has not committed holds its events: they are awaited still if it fails."""
        await add("taken", pending=["webhooks"], count=2)
        await add("old")
        async with scope_of(database, admin) as scope:
            await take_events(scope, "webhooks")
            assert await trim_events(database) == 1
        assert await left() == {"taken": 2}

        assert await trim_events(database) == 2

    @pytest.mark.parametrize("role", ["guanxi_app", "guanxi_member", "guanxi_login"])
    async def test_only_the_role_without_a_company_may(self, database, role):
        async with database.pool.acquire() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with connection.transaction():
                    await connection.execute(f"SET LOCAL ROLE {role}")
                    await connection.execute("SELECT guanxi.trim_outbox(now(), 1)")

    async def test_its_owner_can_neither_change_nor_drop_what_is_awaited(self, owner, add):
        await add("awaited", pending=["webhooks"])
        async with owner.transaction():
            await owner.execute("SET LOCAL ROLE guanxi_keeper")
            assert await owner.execute("DELETE FROM guanxi.outbox") == "DELETE 0"
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with owner.transaction():
                    await owner.execute("UPDATE guanxi.outbox SET pending = '{}'")
