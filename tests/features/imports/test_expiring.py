"""Files of imports that rest for long go, with the rows refused of them; what was imported and attached stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from guanxi.features.imports.service import expiring
from guanxi.features.imports.service.expiring import expire_imports
from guanxi.kernel.files import file_store

LONG = timedelta(days=90)
# Two of three rows are refused.
CONTENT = "account,employees\nA,12\nB,many\nC,few\n"


@pytest.fixture
def rest(execute_as_owner, eventually):
    """Makes an import look as if nobody had used it for so many days. Its job ends a moment after it."""

    async def rest(state, days=91):
        async def has_ended():
            busy = "SELECT FROM guanxi.job j JOIN guanxi.import i ON i.tenant_id = j.tenant_id AND i.job_id = j.id WHERE i.id = $1 AND j.state = 'running'"
            return not await execute_as_owner(busy, state["id"])

        if state["state"] == "done":
            await eventually(has_ended)
        await execute_as_owner(
            "UPDATE guanxi.import SET updated_at = now() - make_interval(days => $1) WHERE id = $2",
            days,
            state["id"],
        )

    return rest


@pytest.fixture
def row_of(execute_as_owner):
    async def row_of(state):
        return (
            await execute_as_owner(
                "SELECT *, (SELECT count(*) FROM guanxi.import_issue s WHERE s.tenant_id = i.tenant_id AND s.import_id = i.id) AS issues "
                "FROM guanxi.import i WHERE id = $1",
                state["id"],
            )
        )[0]

    return row_of


@pytest.fixture(autouse=True)
async def nothing_older(app, database):
    await expire_imports(database, LONG)


async def test_a_finished_one(run, client, database, rest, row_of):
    state = await run(CONTENT, "account")
    account = (await client.get("/objects/account/records")).json()["data"][0]["id"]
    form = {"object": "account", "record_id": account}
    attached = await client.post("/files", data=form, files={"file": ("a.txt", b"A contract")})
    assert attached.status_code == 201, attached.text
    key = (await row_of(state))["file_key"]
    await rest(state)

    assert await expire_imports(database, LONG) == 1

    row = await row_of(state)
    assert not file_store().path(key).exists()
    assert (row["state"], row["issues"], row["rows_key"]) == ("done", 0, None)
    assert row["files_deleted_at"] is not None and '"12"' not in row["analysis"]
    shown = (await client.get(f"/imports/{state['id']}")).json()
    assert shown["result"] == {"created": 1, "updated": 0, "skipped": 0, "refused": 2}
    gone = await client.get(f"/imports/{state['id']}/refused")
    assert (gone.status_code, gone.json()["code"]) == (410, "import_files_gone")
    content = await client.get(f"/files/{attached.json()['id']}/content")
    assert content.content == b"A contract"
    undone = await client.post(f"/change-sets/{state['change_set_id']}/undo")
    assert undone.status_code in (200, 202), undone.text
    assert await expire_imports(database, LONG) == 0


async def test_one_never_started_is_cancelled(send, client, database, rest, row_of):
    state = await send("account,employees\nA,12\n", "account")
    keys = [(await row_of(state))[name] for name in ("file_key", "rows_key")]
    await rest(state)

    assert await expire_imports(database, LONG) == 1

    assert (await row_of(state))["state"] == "cancelled"
    assert not any(file_store().path(key).exists() for key in keys)
    for call in (
        client.post(f"/imports/{state['id']}/start"),
        client.post(f"/imports/{state['id']}/check"),
        client.patch(f"/imports/{state['id']}", json={"header_row": 1}),
    ):
        answer = await call
        assert (answer.status_code, answer.json()["code"]) == (410, "import_files_gone")
    assert (await client.get(f"/imports/{state['id']}")).status_code == 200


async def test_younger_ones_stay(send, database, rest, row_of):
    state = await send("account\nA\n", "account")
    await rest(state, days=89)

    assert await expire_imports(database, LONG) == 0
    assert file_store().path((await row_of(state))["file_key"]).exists()


async def test_one_that_a_worker_will_go_on_with_stays(
    send, database, rest, row_of, execute_as_owner, eventually
):
    state = await send("account\nA\n", "account")
    job = "INSERT INTO guanxi.job (tenant_id, id, kind, state, created_at) SELECT tenant_id, id, 'imports.run', $2, now() "
    await execute_as_owner(f"{job} FROM guanxi.import WHERE id = $1", state["id"], "running")
    await execute_as_owner(
        "UPDATE guanxi.import SET job_id = id, state = 'running' WHERE id = $1", state["id"]
    )
    await rest(state)

    assert await expire_imports(database, LONG) == 0

    await execute_as_owner("UPDATE guanxi.job SET state = 'failed' WHERE id = $1", state["id"])
    assert await expire_imports(database, LONG) == 1
    assert (await row_of(state))["state"] == "failed"


async def test_many_refused_rows_go_step_by_step(run, database, rest, row_of, monkeypatch):
    state = await run("account,employees\n" + "A,many\n" * 25, "account")
    await rest(state)
    monkeypatch.setattr(expiring, "MOST_STEPS", 2)

    assert await expire_imports(database, LONG, rows_at_once=10) == 0
    assert (await row_of(state))["issues"] == 5
    assert await expire_imports(database, LONG, rows_at_once=10) == 1
    assert (await row_of(state))["issues"] == 0


async def test_a_run_that_dies_is_repeated(send, database, rest, row_of, monkeypatch):
    state = await send("account\nA\n", "account")
    await rest(state)

    async def die(*_):
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(expiring.queries, "expire", die)
        with pytest.raises(ConnectionError):
            await expire_imports(database, LONG)
    assert (await row_of(state))["files_deleted_at"] is None

    assert await expire_imports(database, LONG) == 1


async def test_several_runs_at_once_expire_each_import_once(send, database, rest):
    states = [await send(f"account\nA{number}\n", "account") for number in range(6)]
    for state in states:
        await rest(state)

    assert sum(await asyncio.gather(*(expire_imports(database, LONG) for _ in range(3)))) == 6
