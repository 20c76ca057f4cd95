"""One request, one transaction: committed before the answer, undone by a refusal, as few statements as possible."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from litestar import Response, get, post
from litestar.response import Stream

from guanxi.edge.requests import AnyRequest
from guanxi.edge.transactions import open_scope
from guanxi.edge.work import ONLY_READS
from guanxi.kernel.errors import Problem
from guanxi.kernel.tenancy import Scope

COUNT = "SELECT count(*) FROM guanxi.outbox"


async def write(scope: Scope, topic: str) -> None:
    await scope.tx.execute(
        "INSERT INTO guanxi.outbox (tenant_id, id, topic, created_at) "
        f"VALUES ({scope.tenant.id}, gen_random_uuid(), '{topic}', now())"
    )


@post("/writes")
async def create_write(caller: Scope, fail: str = "") -> dict[str, str]:
    await write(caller, "write")
    if fail == "problem":
        raise Problem("conflict", status=409)
    if fail == "error":
        raise RuntimeError("no")
    return {"source": caller.source}


@get("/said-to-read", opt=ONLY_READS)
async def said_to_read(caller: Scope, write_too: bool = False) -> str:
    """With `write_too` it breaks its word."""
    how = await caller.tx.fetchval("SHOW transaction_read_only")
    if write_too:
        await write(caller, "said-to-read")
    return str(how)


@post("/refusals")
async def create_refusal(caller: Scope) -> Response[dict[str, str]]:
    await write(caller, "refusal")
    return Response({"said": "no"}, status_code=400)


@post("/failing-commits")
async def create_failing_commit(caller: Scope) -> None:
    """A deferred constraint breaks only at the commit."""
    await caller.tx.execute(
        "CREATE TEMP TABLE once (n int UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP"
    )
    await caller.tx.execute("INSERT INTO once VALUES (1), (1)")
    await write(caller, "failing")


@post("/failing-consequences")
async def create_failing_consequence(caller: Scope) -> None:
    async def fail() -> None:
        raise OSError("the disk is gone")

    caller.tx.on_commit(fail)
    await write(caller, "consequence")


@get("/numbers")
async def list_numbers(caller: Scope) -> list[int]:
    return [await caller.tx.fetchval("SELECT 1")]


@get("/slow-streams")
async def stream_numbers(request: AnyRequest) -> Stream:
    async def pieces():
        async with open_scope(request) as scope:
            for _ in range(3):
                yield str(await scope.tx.fetchval("SELECT current_setting('app.tenant_id')")).encode() + b"\n"

    return Stream(pieces(), media_type="text/csv")


@get("/slow-refusals")
async def slow_refusal(caller: Scope) -> None:
    await asyncio.sleep(0)
    raise Problem("conflict", status=409)


@get("/long-reads")
async def read_long(caller: Scope) -> None:
    await caller.tx.execute("SELECT pg_sleep(20)")


HANDLERS = [
    read_long,
    create_write,
    said_to_read,
    create_refusal,
    create_failing_commit,
    create_failing_consequence,
    list_numbers,
    stream_numbers,
    slow_refusal,
]


@pytest.fixture(scope="module")
async def app(make_app):
    return await make_app(HANDLERS)


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def written(execute_as_owner):
    async def written() -> int:
        return (await execute_as_owner(COUNT))[0]["count"]

    return written


async def test_success_is_committed(acme, written):
    before = await written()

    answer = await acme.post("/writes")

    assert answer.status_code == 201
    assert answer.json() == {"source": "api"}
    assert await written() == before + 1


@pytest.mark.parametrize(
    ("path", "status"), [("/writes?fail=problem", 409), ("/writes?fail=error", 500), ("/refusals", 400)]
)
async def test_refusal_is_rolled_back(acme, written, path, status):
    before = await written()

    answer = await acme.post(path)

    assert answer.status_code == status
    assert await written() == before


async def test_commit_that_fails_is_not_reported_as_success(acme, written):
    before = await written()

    answer = await acme.post("/failing-commits")

    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert await written() == before


async def test_commit_comes_before_the_first_byte(app, acme, written):
    """Looks from outside at the moment at which the status goes out."""
    before = await written()
    seen: list[int] = []
    original = app.asgi_handler

    async def watching(scope, receive, send):
        async def watch(message):
            if message["type"] == "http.response.start":
                seen.append(await written())
            await send(message)

        await original(scope, receive, watch)

    app.asgi_handler = watching
    try:
        await acme.post("/writes")
    finally:
        app.asgi_handler = original

    assert seen == [before + 1]


async def test_a_call_that_says_it_only_reads_is_held_to_it(acme, written):
    before = await written()

    answer = await acme.get("/said-to-read")

    assert (answer.status_code, answer.text) == (200, "on")
    assert await written() == before


async def test_one_that_writes_after_all_is_done_again_as_one_that_may(acme, written):
    before = await written()

    answer = await acme.get("/said-to-read?write_too=true")

    assert (answer.status_code, answer.text) == (200, "off")
    assert await written() == before + 1


async def test_a_read_costs_preamble_statement_and_commit(app, acme, statements_of):
    await acme.get("/numbers")

    async with statements_of(app) as statements:
        await acme.get("/numbers")

    assert [statement.split(";")[0].split(" ")[0] for statement in statements] == [
        "BEGIN",
        "SELECT",
        "COMMIT",
    ]


async def test_connections_come_back(app, acme):
    """More requests of every outcome than the pool has connections."""
    paths = ["/writes", "/writes?fail=error", "/failing-commits", "/refusals"]
    answers = await asyncio.gather(*(acme.post(path) for path in paths * 10))

    assert {answer.status_code for answer in answers} == {201, 400, 500}
    assert app.state.database.pool.get_idle_size() == app.state.database.pool.get_size()


async def test_stream_has_a_transaction_of_its_own(acme):
    tenant_id = (await acme.get("/session")).json()["tenant"]["id"]

    answer = await acme.get("/slow-streams")

    assert answer.text == f"{tenant_id}\n" * 3


async def test_survives_the_loss_of_all_connections(acme, execute_as_owner):
    await acme.get("/numbers")
    await execute_as_owner(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND usename = 'guanxi_login'"
    )

    statuses = [(await acme.get("/numbers")).status_code for _ in range(10)]

    assert statuses[-5:] == [200] * 5


@pytest.fixture
def statements_of():
    @asynccontextmanager
    async def statements_of(app):
        pool, seen = app.state.database.pool, []

        def note(record):
            seen.append(record.query)

        connections = [await pool.acquire() for _ in range(pool.get_size())]
        for connection in connections:
            connection.add_query_logger(note)
            await pool.release(connection)
        yield seen
        connections = [await pool.acquire() for _ in range(pool.get_size())]
        for connection in connections:
            connection.remove_query_logger(note)
            await pool.release(connection)

    return statements_of


async def test_what_follows_the_commit_cannot_fail_the_answer(acme, written):
    before = await written()

    answer = await acme.post("/failing-consequences")

    assert answer.status_code == 201
    assert await written() == before + 1


async def test_connection_lost_in_the_middle_is_said_to_pass(acme, execute_as_owner):
    """Not an error of ours: whoever asks again is answered."""
    reading = asyncio.create_task(acme.get("/long-reads"))
    await asyncio.sleep(0.3)
    await execute_as_owner(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE '%pg_sleep(20)'"
    )

    answer = await reading

    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert (await acme.get("/numbers")).status_code == 200
