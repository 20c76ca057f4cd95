"""GET /events, driven as a server would drive it: frames are read while the answer is still open."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from guanxi.kernel.clock import utc_now
from tests.fixtures.clients import browser_of, enter


class OpenStream:
    def __init__(self) -> None:
        self.status = 0
        self.frames: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.ended = asyncio.Event()
        self._hung_up = asyncio.Event()
        self._asked = False

    async def receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        for frame in message.get("body", b"").decode().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in frame.splitlines() if ": " in line)
            if "event" in lines:
                self.frames.put_nowait((lines["event"], json.loads(lines["data"])))
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.ended.set()
            self.hang_up()  # as servers do once the answer is complete

    def hang_up(self) -> None:
        self._hung_up.set()

    async def next(self) -> tuple[str, Any]:
        """The next event that is no ping."""
        async with asyncio.timeout(3):
            while True:
                name, data = await self.frames.get()
                if name != "ping":
                    return name, data

    async def is_silent(self, seconds: float = 0.2) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while (await self.frames.get())[0] == "ping":
                    pass
        except TimeoutError:
            return True
        return False


SETTLED = "what was said before has been heard"


@pytest.fixture
def listen(app, announce):
    async def settle(stream: OpenStream, headers: dict[str, str]) -> None:
        """Announcements come in the order of their commits: those of the company's founding are over with this one."""
        async with browser_of(app) as client:
            tenant_id = (await client.get("/session", headers=headers)).json()["tenant"]["id"]
        await announce(tenant=tenant_id, type="change", object="deal", ids=[], change_set_id=SETTLED)
        while (await stream.next())[1].get("change_set_id") != SETTLED:
            pass

    @asynccontextmanager
    async def listen(headers: dict[str, str], *, since: str = "", is_settled: bool = True):
        await app.state.notifications.is_connected.wait()
        stream = OpenStream()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/api/v1/events",
            "raw_path": b"/api/v1/events",
            "query_string": f"since={since}".encode() if since else b"",
            "root_path": "",
            "headers": [
                (b"host", b"guanxi.test"),
                *((k.lower().encode(), v.encode()) for k, v in headers.items()),
            ],
            "client": ("127.0.0.1", 1),
            "server": ("guanxi.test", 80),
        }

        task = asyncio.create_task(app(scope, stream.receive, stream.send))
        while not stream.status:
            await asyncio.sleep(0.01)
        if is_settled:
            await settle(stream, headers)
        try:
            yield stream
        finally:
            stream.hang_up()
            async with asyncio.timeout(3):
                await task

    return listen


@pytest.fixture
async def tenant_id(client_of):
    return (await (await client_of("acme")).get("/session")).json()["tenant"]["id"]


@pytest.fixture
async def key(client_of):
    return {"Authorization": (await client_of("acme")).headers["Authorization"]}


@pytest.fixture
async def announce(execute_as_owner):
    async def announce(**payload: Any) -> None:
        await execute_as_owner("SELECT pg_notify('guanxi_events', $1)", json.dumps(payload))

    return announce


async def test_anonymous(client_of):
    assert (await (await client_of(None)).get("/events")).status_code == 401


async def test_change(listen, announce, key, tenant_id):
    async with listen(key) as stream:
        await announce(
            tenant=tenant_id, type="change", object="deal", ids=["a"], change_set_id="c", actor="u"
        )

        event = await stream.next()

    assert stream.status == 200
    assert event == ("change", {"object": "deal", "ids": ["a"], "change_set_id": "c", "actor_id": "u"})


async def test_other_company_hears_nothing(listen, announce, client_of, tenant_id):
    other = {"Authorization": (await client_of("globex")).headers["Authorization"]}
    async with listen(other) as stream:
        await announce(tenant=tenant_id, type="change", object="deal", ids=["a"])

        assert await stream.is_silent()


async def test_unreadable_announcement_harms_nobody(listen, announce, execute_as_owner, key, tenant_id):
    async with listen(key) as stream:
        await execute_as_owner("SELECT pg_notify('guanxi_events', 'no json')")
        await announce(type="change")
        await announce(tenant=tenant_id, type="job", id="j", state="running", done=1, total=2, kind="k")

        assert await stream.next() == (
            "job",
            {"id": "j", "kind": "k", "state": "running", "done": 1, "total": 2},
        )


async def test_whoever_read_before_a_change_and_listens_after_it_is_told(
    app, listen, announce, key, tenant_id
):
    async with listen(key) as stream:
        await announce(tenant=tenant_id, type="support", id="g")
        await stream.next()
    shortly_before = (utc_now() - timedelta(seconds=1)).isoformat().replace("+00:00", "Z")

    async with listen(key, since=shortly_before, is_settled=False) as stream:
        assert await stream.next() == ("resync", {})


@pytest.mark.parametrize(
    "since", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "2026-11-22T10:00:00"]
)
async def test_what_was_read_before_the_server_began_may_be_old(listen, key, since):
    async with listen(key, since=since, is_settled=False) as stream:
        assert await stream.next() == ("resync", {})


async def test_since_is_a_moment(client_of):
    answer = await (await client_of("acme")).get("/events?since=yesterday")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "since")


async def test_ends_at_sign_out(listen, browser, client_of):
    await client_of("acme")
    await enter(browser, "acme")
    async with listen({"Cookie": f"guanxi_session={browser.cookies['guanxi_session']}"}) as stream:
        await browser.delete("/session")

        async with asyncio.timeout(2):
            await stream.ended.wait()


async def test_sign_out_elsewhere_does_not_end_it(app, listen, browser, client_of):
    await client_of("acme")
    await enter(browser, "acme")
    async with listen({"Cookie": f"guanxi_session={browser.cookies['guanxi_session']}"}) as stream:
        async with browser_of(app) as phone:
            await enter(phone, "acme")
            await phone.delete("/session")

        assert await stream.is_silent()
        assert not stream.ended.is_set()


async def test_place_is_free_again_after_hanging_up(app, listen, key, eventually):
    async with listen(key):
        pass

    async def is_empty() -> bool:
        return not app.state.hub._streams

    await eventually(is_empty)


async def test_limit(make_app, listen, key, client_of):
    app = await make_app(streams_per_user=0)
    async with browser_of(app) as client:
        answer = await client.get("/events", headers=key)

    assert answer.status_code == 429
    assert answer.json()["code"] == "streams_limit"


async def test_missed_announcements_are_owned_up_to(app, listen, announce, execute_as_owner, key, tenant_id):
    """When the database drops our connection we come back, and say that something may have been missed."""
    async with listen(key) as stream:
        await execute_as_owner(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'"
        )

        assert await stream.next() == ("resync", {})
        await announce(tenant=tenant_id, type="change", object="deal", ids=["b"])
        assert (await stream.next())[1]["ids"] == ["b"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/objects/deal/fields", {"type": "text", "label": "Colour", "name": "c_colour"}),
        ("/objects", {"label": "Visit", "name": "c_visit"}),
    ],
)
async def test_ends_when_objects_change_and_all_know_them_at_once(listen, client_of, path, body):
    """Pages that open it again read objects anew; colleagues of whoever changed them need not wait for anything."""
    administrator = await client_of(f"changing{len(path)}")
    member = await client_of(f"changing{len(path)}", role="member")
    async with listen({"Authorization": member.headers["Authorization"]}) as stream:
        assert (await administrator.post(path, json=body)).status_code == 201

        async with asyncio.timeout(3):
            await stream.ended.wait()
    objects = (await member.get("/objects")).json()["data"]

    assert body["name"] in {name for each in objects for name in (each["name"], *_fields_of(each))}


def _fields_of(definition):
    return [field["name"] for field in definition["fields"]]
