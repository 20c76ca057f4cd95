"""A worker killed in the middle of an import: the next goes on, and every row is written exactly once."""

import asyncio
import signal
import subprocess
import sys

import pytest

from .conftest import records, settled

ROWS = 6_000


@pytest.fixture
def start_worker(app, database_url, settings):
    processes = []

    def start_worker():
        command = [
            sys.executable,
            "-m",
            "tests.features.imports.worker_process",
            database_url,
            str(settings.files_dir),
        ]
        processes.append(subprocess.Popen(command))
        return processes[-1]

    yield start_worker
    for process in processes:
        process.kill()
        process.wait()


async def progressed(client, import_id, beyond):
    async with asyncio.timeout(30):
        while (state := (await client.get(f"/imports/{import_id}")).json())["progress"]["done"] <= beyond:
            assert state["state"] == "running", state
            await asyncio.sleep(0.01)
    return state["progress"]["done"]


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
