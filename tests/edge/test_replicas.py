"""Lists are read at a streaming replica by everybody whose own time it has reached, and at the primary otherwise."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest
from litestar import get, post

from guanxi.edge import metrics
from guanxi.edge.replicas import COOKIE, HEADER
from guanxi.edge.work import READS_ANYWHERE
from guanxi.kernel.db import Database
from guanxi.kernel.db.replica import Replica
from guanxi.kernel.tenancy import Scope
from guanxi.main import create_app
from guanxi.settings import Settings
from tests.fixtures.clients import _running, browser_of, enter

pytest_plugins = ["tests.fixtures.replication"]

WHERE = "SELECT CASE WHEN pg_is_in_recovery() THEN 'replica' ELSE 'primary' END"


@get("/where", opt=READS_ANYWHERE)
async def get_where(caller: Scope) -> dict[str, str]:
    return {"where": await caller.tx.fetchval(WHERE)}


@get("/elsewhere")
async def get_elsewhere(caller: Scope) -> dict[str, str]:
    return {"where": await caller.tx.fetchval(WHERE)}


@get("/slow", opt=READS_ANYWHERE)
async def get_slow(caller: Scope) -> dict[str, str]:
    """Long enough to be overtaken by what happens to the replica."""
    where = await caller.tx.fetchval(WHERE)
    await caller.tx.fetchval("SELECT count(*) FROM guanxi.account")
    if where == "replica":
        await caller.tx.execute("SELECT pg_sleep(1.5)")
    return {"where": where}


@post("/asked", opt=READS_ANYWHERE, status_code=200)
async def ask(caller: Scope, data: dict[str, str]) -> dict[str, str]:
    """Reads, and fails at a replica, because it writes all the same."""
    where = await caller.tx.fetchval(WHERE)
    if data.get("write"):
        await caller.tx.execute(
            "INSERT INTO guanxi.outbox (tenant_id, id, topic, created_at) "
            f"VALUES ({caller.tenant.id}, gen_random_uuid(), 'asked', now())"
        )
    return {"where": where, **data}


HANDLERS = [get_where, get_elsewhere, get_slow, ask]


@pytest.fixture(scope="module")
def database_url(pair):
    return pair.primary.url("guanxi")


@pytest.fixture(scope="module")
def owner_url(pair):
    return pair.primary.url("guanxi", "postgres")


@pytest.fixture(scope="module")
def settings(database_url, pair, tmp_path_factory):
    return Settings(
        database_url=database_url,
        replica_url=pair.replica.url("guanxi"),
        data_dir=tmp_path_factory.mktemp("data"),
        secret="a key for tests, which is long enough to be taken",
        database_pool_size=5,
    )


@pytest.fixture(scope="module")
async def app(make_app):
    return await make_app(HANDLERS)


@pytest.fixture(scope="module")
async def other_process(make_app):
    """The same application again, with a memory of its own."""
    return await make_app(HANDLERS)


class Unaware:
    """A process that remembers a caller from before a write, and to which the announcement of it is still under way."""

    def __init__(self, app, pair):
        self.app = app
        self.pair = pair
        self.known = {}

    async def reads_at_the_replica(self, client):
        """And from here on the replica shows no later time."""
        await client.get("/where", headers={HEADER: "0"})
        self.pair.catch_up()
        assert await where(client, headers={HEADER: "0"}) == "replica"
        self.pair.pause()
        self.known = dict(self.app.state.replicas._of_companies)

    def hears_nothing(self):
        self.app.state.replicas._of_companies.update(self.known)


@pytest.fixture
async def unaware(pair, acme, other_process):
    """Depends on `acme`, whose company has to be there."""
    await other_process.state.notifications.is_connected.wait()
    yield Unaware(other_process, pair)
    pair.resume()


@pytest.fixture
async def acme(client_of, app):
    await app.state.notifications.is_connected.wait()
    return await client_of("acme")


@pytest.fixture
async def paused(pair, acme):
    """A replica that is caught up with all until now, and shows nothing later."""
    pair.catch_up()
    await acme.get("/where")
    pair.pause()
    yield pair
    pair.resume()


async def where(client, path="/where", **options):
    answer = await client.get(path, **options)
    assert answer.status_code == 200, answer.text
    return answer.json()["where"]


async def make(client, name):
    answer = await client.post("/objects/account/records", json={"name": name})
    assert answer.status_code == 201, answer.text
    return answer


async def names(client, **options):
    answer = await client.get("/objects/account/records", **options)
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json()["data"]]


class TestWhere:
    @pytest.fixture(autouse=True)
    def _unhurried(self, monkeypatch):
        """Where nothing is paused, waiting longer than a person should keeps a busy machine from changing the result."""
        monkeypatch.setattr("guanxi.kernel.db.replica.SECONDS_TO_CATCH_UP", 0.8)

    async def test_marked_calls_are_read_at_the_replica(self, pair, acme):
        pair.catch_up()

        assert await where(acme) == "replica"
        assert await where(acme, "/elsewhere") == "primary"

    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("GET", "/objects/deal/records?count=exact&sort=-amount", None),
            ("GET", "/objects/deal/records?q=ini&filter=amount%20%3E%201", None),
            ("GET", "/objects/deal/board", None),
            ("GET", "/search?q=ini", None),
            ("GET", "/my-day", None),
            ("GET", "/reports/sales-overview", None),
            (
                "POST",
                "/objects/deal/aggregate",
                {"group_by": ["stage"], "metrics": [{"fn": "sum", "field": "amount"}]},
            ),
        ],
    )
    @pytest.mark.parametrize("role", ["admin", "member"])
    async def test_every_list_and_report_works_there(self, pair, client_of, acme, method, path, body, role):
        client = await client_of("acme", role=role)
        pair.catch_up()
        there = metrics.READS.labels("replica")
        before = there._value.get()

        answer = await client.request(method, path, json=body)

        assert answer.status_code == 200, answer.text
        assert there._value.get() == before + 1

    async def test_isolation_holds_there(self, pair, acme, client_of):
        await make(acme, "Secret of Acme")
        globex = await client_of("globex")
        pair.catch_up()

        assert "Secret of Acme" in await names(acme)
        assert await names(globex) == []

    async def test_what_is_to_be_kept_is_done_at_the_primary(self, pair, acme):
        pair.catch_up()

        kept = await acme.post("/asked", json={}, headers={"Idempotency-Key": "once"})

        assert kept.json() == {"where": "primary"}
        assert (await acme.post("/asked", json={})).json() == {"where": "replica"}


class TestOwnWrites:
    async def test_are_read_at_the_primary_while_the_replica_is_behind(self, paused, acme):
        assert await where(acme, headers={HEADER: "0"}) == "replica"

        await make(acme, "Just made")

        assert "Just made" in await names(acme)
        assert await where(acme) == "primary"

    async def test_are_read_at_the_replica_once_it_has_them(self, pair, acme):
        await make(acme, "Made before")
        pair.catch_up()

        assert await where(acme) == "replica"
        assert "Made before" in await names(acme)

    async def test_never_missing_while_it_streams(self, acme):
        for number in range(40):
            await make(acme, f"Number {number}")

            assert f"Number {number}" in await names(acme, params={"sort": "-created_at", "limit": 5})

    async def test_a_browser_brings_its_position_to_another_process(self, app, unaware):
        async with browser_of(app) as here, browser_of(unaware.app) as there:
            await enter(here, "acme")
            there.cookies = here.cookies
            await unaware.reads_at_the_replica(there)

            await make(here, "By browser")
            unaware.hears_nothing()

            assert await where(there) == "replica"
            there.cookies = here.cookies
            assert COOKIE in there.cookies
            assert "By browser" in await names(there)

    async def test_a_key_brings_its_position_or_is_asked_for(self, unaware, acme):
        async with browser_of(unaware.app) as there:
            there.headers["Authorization"] = acme.headers["Authorization"]
            await unaware.reads_at_the_replica(there)

            position = (await make(acme, "By key")).headers[HEADER]
            unaware.hears_nothing()

            assert await where(there, headers={HEADER: "0"}) == "replica"
            assert "By key" in await names(there, headers={HEADER: position})
            assert "By key" in await names(there)

    @pytest.mark.parametrize("brought", ["x", "-1", "fffffffffffffffff", "0/16B3748", "", "ffffffffffffffff"])
    async def test_what_somebody_makes_up_harms_nobody(self, pair, acme, brought):
        pair.catch_up()

        assert await where(acme, headers={HEADER: brought}) in ("primary", "replica")
        assert await where(acme) == "replica"


class TestOthersWrites:
    async def test_what_is_announced_is_read(self, paused, app, acme, client_of, eventually):
        member = await client_of("acme", role="member")
        await member.get("/where", headers={HEADER: "0"})

        await make(acme, "For everybody to see")

        async def seen():
            return "For everybody to see" in await names(member, headers={HEADER: "0"})

        await eventually(seen, 2)

    async def test_nobody_sees_rights_and_rows_of_different_times(self, paused, app, acme, client_of):
        """Rights read now are answered with rows of now, although nothing was announced."""
        member = await client_of("acme", role="member")
        await make(acme, "Later")
        app.state.identities.forget_everything()

        assert "Later" in await names(member, headers={HEADER: "0"})


class TestFaults:
    @pytest.fixture(autouse=True)
    def _afterwards(self, app, pair):
        yield
        app.state.replicas.replica._aside_until = 0.0
        pair.catch_up()

    @pytest.fixture
    def begun_there(self):
        before = metrics.READS.labels("replica")._value.get()
        return lambda: metrics.READS.labels("replica")._value.get() == before + 1

    async def test_a_reader_cancelled_for_replay_asks_the_primary(self, pair, acme, begun_there):
        """The replica ends readers who hold up what it replays for longer than it may wait."""
        pair.catch_up()
        reading = asyncio.create_task(acme.get("/slow"))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(
            pair.on_primary,
            "TRUNCATE guanxi.import_issue; ALTER TABLE guanxi.account ADD IF NOT EXISTS x1 text",
        )

        answer = await reading

        assert answer.status_code == 200, answer.text
        assert answer.json() == {"where": "primary"} and begun_there()

    async def test_a_call_that_writes_after_all_is_done_at_the_primary(
        self, pair, acme, execute_as_owner, begun_there
    ):
        pair.catch_up()

        answer = await acme.post("/asked", json={"write": "yes", "text": "kept"})

        assert begun_there()

        assert answer.json() == {"where": "primary", "write": "yes", "text": "kept"}
        assert len(await execute_as_owner("SELECT FROM guanxi.outbox WHERE topic = 'asked'")) == 1
        assert await where(acme) in ("primary", "replica")

    async def test_connections_that_break_while_read(self, pair, acme, begun_there):
        pair.catch_up()
        reading = asyncio.create_task(acme.get("/slow"))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(
            pair.on_replica,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'guanxi_login'",
        )

        answer = await reading

        assert answer.json() == {"where": "primary"} and begun_there()

    async def test_away_and_back(self, pair, app, acme):
        pair.catch_up()
        await asyncio.to_thread(pair.replica.stop)

        while_away = [await where(acme) for _ in range(5)]
        await asyncio.to_thread(pair.replica.start)
        pair.catch_up()
        app.state.replicas.replica._aside_until = 0.0

        assert while_away == ["primary"] * 5
        assert await where(acme) == "replica"

    async def test_many_readers_while_it_goes_away(self, pair, app, acme):
        """None of them sees an error."""
        pair.catch_up()

        async def read(number):
            await asyncio.sleep(number * 0.005)
            return (await acme.get("/objects/account/records")).status_code

        reading = [asyncio.create_task(read(number)) for number in range(60)]
        await asyncio.sleep(0.1)
        await asyncio.to_thread(pair.replica.stop)

        assert await asyncio.gather(*reading) == [200] * 60
        await asyncio.to_thread(pair.replica.start)

    async def test_connections_come_back(self, pair, app, acme, eventually):
        pair.catch_up()
        await asyncio.gather(
            *(acme.get("/where") for _ in range(30)),
            *(acme.post("/asked", json={"write": "1"}) for _ in range(30)),
        )

        for database in (app.state.database, app.state.replicas.replica.database):

            async def all_idle(pool=database.pool):
                return pool.get_idle_size() == pool.get_size()

            await eventually(all_idle)  # what has only read rests for a moment before it ends


class TestWrongServer:
    async def test_a_primary_is_no_replica(self, make_app, settings, acme, database_url):
        app = await _app_with(make_app, settings, database_url)

        async with browser_of(app) as client:
            client.headers["Authorization"] = acme.headers["Authorization"]
            assert await where(client) == "primary"
            assert app.state.replicas.replica.is_aside

    async def test_another_server_is_none_either(self, make_app, settings, acme, server):
        app = await _app_with(make_app, settings, server.url("postgres"))

        async with browser_of(app) as client:
            client.headers["Authorization"] = acme.headers["Authorization"]
            assert await where(client) == "primary"

    async def test_positions_of_another_server_mean_nothing(self, pair, server):
        ours = Database(server.url("postgres"), smallest=0)
        replica = Replica(pair.replica.url("guanxi"), ours)
        await ours.start()
        await replica.start()

        assert not await replica.has_reached(0) and replica.is_aside

        await replica.stop()
        await ours.stop()

    async def test_an_address_where_nothing_is(self, make_app, settings, acme):
        app = await _app_with(make_app, settings, "postgresql://guanxi_login@127.0.0.1:1/guanxi")

        async with browser_of(app) as client:
            client.headers["Authorization"] = acme.headers["Authorization"]
            assert await where(client) == "primary"

    async def test_promoted(self, pair, app, acme):
        """It is a server of its own from here on. Last, because nothing brings it back."""
        pair.catch_up()
        assert await where(acme) == "replica"
        await asyncio.to_thread(pair.on_replica, "SELECT pg_promote()")
        await asyncio.sleep(1.1)

        assert await where(acme) == "primary"
        assert app.state.replicas.replica.is_aside


async def _app_with(make_app, settings, replica_url):
    app = create_app(replace(settings, replica_url=replica_url), also=HANDLERS)
    stack = AsyncExitStack()
    await stack.enter_async_context(_running(app))
    _left_open.append(stack)
    return app


_left_open = []


@pytest.fixture(autouse=True)
async def _closed():
    yield
    while _left_open:
        await _left_open.pop().aclose()
