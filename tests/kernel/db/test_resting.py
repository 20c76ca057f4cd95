"""A transaction that only read ends together with what comes next on its connection."""

from __future__ import annotations

import asyncpg
import pytest
import sqlalchemy as sa

from guanxi.kernel.db import Database, resting
from guanxi.kernel.tenancy import ScopeSeed, load_seed

SETTINGS = (
    "SELECT current_user::text AS role, current_setting('app.tenant_id', true) AS tenant, "
    "current_setting('transaction_read_only') AS only_reads, txid_current_if_assigned() AS written"
)
NOW = sa.select(sa.func.now())
TITLE = sa.select(sa.table("app_user", sa.column("title"), schema="guanxi").c.title).limit(1)


@pytest.fixture
async def one(database_url):
    """A database of one connection: whoever comes next has the same."""
    database = Database(database_url, largest=1)
    await database.start()
    yield database
    await database.stop()


@pytest.fixture
def rests(server):
    if server.is_sharded:
        pytest.skip("in a sharded database a transaction that only read is ended at once")


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


async def test_it_ends_by_itself(rests, one, seeds, eventually):
    await _settings(one, seeds[0], only_reads=True)
    assert len(one._resting) == 1

    async def has_ended() -> bool:
        return len(one._resting) == 0 and one.pool.get_idle_size() == 1

    await eventually(has_ended)
    async with one.pool.acquire() as connection:
        assert not connection.is_in_transaction()


async def test_a_broken_connection_is_not_taken(rests, one, seeds):
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


@pytest.fixture
def patient(monkeypatch):
    """Whatever else the machine does: what rests is not ended before the test has asked for it."""
    monkeypatch.setattr(resting, "SECONDS_TO_REST", 60)
    monkeypatch.setattr(resting, "SECONDS_TO_GO_ON", 60)


async def _begun(database: Database, seed: ScopeSeed) -> str:
    """When the transaction began in which a read of this caller finds itself."""
    async with database.transaction(seed, source="api", only_reads=True) as scope:
        return str(await scope.tx.fetchval(NOW))


async def test_the_same_caller_goes_on_in_it_and_sees_what_was_written_since(
    rests, one, database, seeds, patient
):
    async def title() -> str:
        async with one.transaction(seeds[0], source="api", only_reads=True) as scope:
            return str(await scope.tx.fetchval(TITLE))

    begun = await _begun(one, seeds[0])
    before = await title()
    async with database.transaction(seeds[0], source="api") as scope:
        await scope.tx.execute("UPDATE guanxi.app_user SET title = 'Buyer'")

    assert (before, await title()) == ("None", "Buyer")
    assert await _begun(one, seeds[0]) == begun


async def test_others_begin_anew(one, seeds, patient):
    assert await _begun(one, seeds[0]) != await _begun(one, seeds[1])


async def test_whoever_writes_begins_anew(one, seeds, patient):
    begun = await _begun(one, seeds[0])

    async with one.transaction(seeds[0], source="api") as scope:
        assert str(await scope.tx.fetchval(NOW)) != begun


async def test_after_a_while_all_begin_anew(one, seeds, patient, monkeypatch):
    monkeypatch.setattr(resting, "SECONDS_TO_GO_ON", 0)

    assert await _begun(one, seeds[0]) != await _begun(one, seeds[0])


@pytest.mark.parametrize("change", ["SET LOCAL statement_timeout = 10", "SET LOCAL ROLE guanxi_member"])
async def test_nobody_goes_on_in_what_was_changed_underway(one, seeds, change, patient):
    begun = await _begun(one, seeds[0])
    async with one.transaction(seeds[0], source="api", only_reads=True) as scope:
        await scope.tx.execute(change)

    assert await _begun(one, seeds[0]) != begun
    assert (await _settings(one, seeds[0], only_reads=True))["role"] == "guanxi_app"
