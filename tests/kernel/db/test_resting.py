"""A transaction that only read ends together with what comes next on its connection."""

from __future__ import annotations

import asyncpg
import pytest

from guanxi.kernel.db import Database
from guanxi.kernel.tenancy import ScopeSeed, load_seed

SETTINGS = (
    "SELECT current_user::text AS role, current_setting('app.tenant_id', true) AS tenant, "
    "current_setting('transaction_read_only') AS only_reads, txid_current_if_assigned() AS written"
)


@pytest.fixture
async def one(database_url):
    """A database of one connection: whoever comes next has the same."""
    database = Database(database_url, largest=1)
    await database.start()
    yield database
    await database.stop()


@pytest.fixture
async def seeds(database, admin, member) -> list[ScopeSeed]:
    async with database.auth() as tx:
        return [await load_seed(tx, person.tenant_id, person.user_id) for person in (admin, member)]


async def _settings(database: Database, seed: ScopeSeed, *, only_reads: bool) -> asyncpg.Record:
    async with database.transaction(seed, source="api", only_reads=only_reads) as scope:
        return await scope.tx.connection.fetchrow(SETTINGS)


async def test_who_comes_next_finds_nothing_of_the_last(one, seeds):
    first, second = seeds

    before = await _settings(one, first, only_reads=True)
    after = await _settings(one, second, only_reads=False)
    async with one.auth() as tx:
        asked = await tx.connection.fetchrow(SETTINGS)

    assert (before["role"], before["only_reads"]) == ("guanxi_app", "on")
    assert (after["role"], after["only_reads"]) == ("guanxi_member", "off")
    assert after["tenant"] == str(second.tenant.id)
    assert (asked["role"], asked["only_reads"], asked["tenant"]) == ("guanxi_auth", "off", "")


async def test_it_refuses_to_write(one, seeds):
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with one.transaction(seeds[0], source="api", only_reads=True) as scope:
            await scope.tx.execute("DELETE FROM guanxi.job")

    assert len(one._resting) == 0
    assert (await _settings(one, seeds[1], only_reads=True))["role"] == "guanxi_member"


async def test_what_failed_does_not_rest(one, seeds):
    with pytest.raises(ZeroDivisionError):
        async with one.transaction(seeds[0], source="api", only_reads=True):
            raise ZeroDivisionError

    assert len(one._resting) == 0


async def test_it_ends_by_itself(one, seeds, eventually):
    await _settings(one, seeds[0], only_reads=True)
    assert len(one._resting) == 1

    async def has_ended() -> bool:
        return len(one._resting) == 0 and one.pool.get_idle_size() == 1

    await eventually(has_ended)
    async with one.pool.acquire() as connection:
        assert not connection.is_in_transaction()


async def test_a_broken_connection_is_not_taken(one, seeds):
    async with one.transaction(seeds[0], source="api", only_reads=True) as scope:
        connection = scope.tx.connection
    connection.terminate()

    assert (await _settings(one, seeds[1], only_reads=True))["role"] == "guanxi_member"


async def test_stopping_waits_for_nobody(database_url, seeds):
    database = Database(database_url, largest=2)
    await database.start()
    await _settings(database, seeds[0], only_reads=True)

    await database.stop()

    assert len(database._resting or ()) == 0
