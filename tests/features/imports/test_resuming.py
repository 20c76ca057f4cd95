"""A worker killed in the middle of an import: the next goes on, and every row is written exactly once."""

import asyncio
import signal
from random import Random

import pytest

from tests.fixtures.workers import run_among_kills

from .conftest import records, settled

ROWS = 6_000
WRITTEN = """
SELECT count(*) AS n, count(DISTINCT record_id) AS records FROM guanxi.audit_log WHERE change_set_id = $1
"""


async def progressed(client, import_id, beyond):
    async with asyncio.timeout(30):
        while (state := (await client.get(f"/imports/{import_id}")).json())["progress"]["done"] <= beyond:
            assert state["state"] in ("analysing", "running"), state
            await asyncio.sleep(0.01)
    return state["progress"]["done"]


async def started(client, import_id, start_worker):
    """The job that writes: the one before it, which looks at the file, is over."""
    worker = start_worker()
    async with asyncio.timeout(30):
        while (state := (await client.get(f"/imports/{import_id}")).json())["state"] == "analysing":
            await asyncio.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return state["job_id"]


async def test_each_row_exactly_once(client, send, start_worker):
    content = "account,employees,parent\n" + "".join(
        f"Company {n:05},{n},Company {(n + 1) % ROWS:05}\n" for n in range(ROWS - 1)
    )
    content += f"Company {ROWS - 1:05},lots,\n"
    sent = await send(content, "account", start=True)

    done = 0
    for _ in range(2):
        worker = start_worker()
        done = await progressed(client, sent["id"], done)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    start_worker()
    state = await settled(client, sent["id"])

    assert state["state"] == "done"
    assert state["result"] == {"created": ROWS - 1, "updated": 0, "skipped": 0, "refused": 1}
    accounts = await records(client, "account")
    assert [a["employees"] for a in accounts] == list(range(ROWS - 1))
    assert sum(a["parent"] is None for a in accounts) == 1
    refused = (await client.get(f"/imports/{sent['id']}/refused")).text
    assert refused.count("lots") == 2  # the cell and the reason, once


@pytest.mark.parametrize("seed", [1, 2])
async def test_killed_at_random_moments(client, send, start_worker, execute_as_owner, seed):
    """Creates and updates in one file: each row is written once, counted once, and taken back once."""
    chance = Random(seed)
    lines = [f"Random {seed} {n:05},{n}\n" for n in range(ROWS)]
    first = await send("account,employees\n" + "".join(lines[::2]), "account", start=True)
    start_worker()
    await settled(client, first["id"])
    sent = await send(
        "account,city\n" + "".join(f"{each.split(',')[0]},Bern\n" for each in lines), "account", start=True
    )

    job_id = await started(client, sent["id"], start_worker)
    job = await run_among_kills(client, job_id, start_worker, chance)

    half = {"created": ROWS // 2, "updated": ROWS // 2, "skipped": 0, "refused": 0}
    assert (job["state"], job["result"]) == ("succeeded", half)
    state = (await client.get(f"/imports/{sent['id']}")).json()
    written = await execute_as_owner(WRITTEN, state["change_set_id"])
    assert dict(written[0]) == {"n": ROWS, "records": ROWS}
    undo = (await client.post(f"/change-sets/{state['change_set_id']}/undo")).json()
    job = await run_among_kills(client, undo["job_id"], start_worker, chance)
    assert (job["state"], job["result"]["reverted"], job["result"]["kept_count"]) == ("succeeded", ROWS, 0)


async def test_the_whole_of_it_can_be_taken_back(client, send, run, worker):
    await run("account,employees,city\nAcme,5,Berlin\nGlobex,6,Paris\n", "account")
    state = await run("account,employees,parent\nAcme,50,New Ltd\nGlobex,60,\nNew Ltd,1,\n", "account")
    globex = next(a for a in await records(client, "account") if a["name"] == "Globex")
    await client.patch(f"/objects/account/records/{globex['id']}", json={"employees": 61})

    answer = await client.post(f"/change-sets/{state['change_set_id']}/undo")

    assert answer.status_code == 200, answer.text
    assert {(a["name"], a["employees"], a["parent"] and a["parent"]["name"]) for a in await records(client, "account")} == {
        ("Acme", 5, None), ("Globex", 61, None),
    }  # fmt: skip
    assert [(kept["name"], kept["fields"]) for kept in answer.json()["kept"]] == [("Globex", ["employees"])]
