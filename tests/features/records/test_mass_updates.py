"""POST /objects/{object}/mass-updates: at once, and as a job."""

from __future__ import annotations

from uuid import uuid4

import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.worker import WorkerThread

URL = "/objects/account/mass-updates"
ACCOUNTS = "/objects/account/records"
MANY = """
INSERT INTO guanxi.account (tenant_id, id, name, owner_id, acl, created_at, updated_at)
SELECT u.tenant_id, gen_random_uuid(), 'Many ' || n, u.id, ARRAY[t.everyone], now(), now()
FROM generate_series(1, 1100) n, guanxi.app_user u JOIN guanxi.tenant t USING (tenant_id)
WHERE u.email = 'admin@acme.example'
"""


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def two(acme):
    answer = await acme.post(ACCOUNTS, json=[{"name": "One"}, {"name": "Two"}])
    return answer.json()["ids"]


@pytest.fixture
def worker(app, database_url):
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


async def cities(client, ids):
    return [(await client.get(f"{ACCOUNTS}/{each}")).json().get("city") for each in ids]


async def test_anonymous(client_of, two):
    body = {"ids": two, "values": {"city": "Bern"}}

    assert (await (await client_of(None)).post(URL, json=body)).status_code == 401


async def test_viewer(client_of, two):
    body = {"ids": two, "values": {"city": "Bern"}}

    assert (await (await client_of("acme", role="viewer")).post(URL, json=body)).status_code == 403


async def test_other_company_changes_nothing(client_of, acme, two):
    body = {"ids": two, "values": {"city": "Bern"}}

    answer = (await (await client_of("globex")).post(URL, json=body)).json()

    assert (answer["updated"], answer["change_set_id"]) == (0, None)
    assert [each["errors"][0]["code"] for each in answer["refused"]] == ["not_found", "not_found"]
    assert await cities(acme, two) == [None, None]


async def test_by_ids(acme, two):
    answer = await acme.post(URL, json={"ids": two, "values": {"city": "Bern"}})

    assert answer.status_code == 200
    assert (answer.json()["updated"], answer.json()["refused"]) == (2, [])
    assert await cities(acme, two) == ["Bern", "Bern"]
    undone = await acme.post(f"/change-sets/{answer.json()['change_set_id']}/undo")
    assert undone.json()["reverted"] == 2


async def test_by_filter_and_deletion(acme):
    await acme.post(
        ACCOUNTS, json=[{"name": "X", "country": "CH"}, {"name": "Y", "country": "CH"}, {"name": "Z"}]
    )

    answer = await acme.post(URL, json={"filter": 'country == "CH"', "delete": True})

    assert answer.json()["updated"] == 2
    left = await acme.get(ACCOUNTS, params={"filter": 'name in ["X", "Y", "Z"]'})
    assert [each["name"] for each in left.json()["data"]] == ["Z"]


async def test_refused_records_are_named(acme, two):
    answer = (await acme.post(URL, json={"ids": [*two, str(uuid4())], "values": {"employees": -1}})).json()

    assert answer["updated"] == 0
    assert [each["name"] for each in answer["refused"]] == ["One", "Two", None]
    assert answer["refused"][0]["errors"][0]["detail"] == "This must be at least 0."


async def test_preview_changes_nothing(acme, two):
    answer = await acme.post(URL, json={"ids": two, "values": {"city": "Bern"}, "preview": True})

    assert answer.json() == {"change_set_id": None, "updated": 2, "refused": []}
    assert await cities(acme, two) == [None, None]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"values": {"city": "Bern"}}, 422, "mass_update_target"),
        ({"ids": [], "filter": "true", "values": {"city": "Bern"}}, 422, "mass_update_target"),
        ({"ids": []}, 422, "mass_update_values"),
        ({"ids": [], "values": {"city": "Bern"}, "delete": True}, 422, "mass_update_values"),
        ({"filter": "colour == 1", "values": {"city": "Bern"}}, 422, "expression_unknown_field"),
        ({"ids": ["1"], "delete": True}, 400, "invalid_request"),
        ({"ids": [], "delete": True, "force": True}, 400, "invalid_request"),
    ],
)
async def test_unusable(acme, body, status, code):
    answer = await acme.post(URL, json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_many_go_on_as_a_job_and_so_does_their_undo(acme, worker, execute_as_owner, eventually):
    await execute_as_owner(MANY)
    body = {"filter": 'name.startsWith("Many ")', "values": {"city": "Bern"}}

    queued = await acme.post(URL, json=body)

    assert queued.status_code == 202, queued.text
    done = await result_of(acme, queued.json()["job_id"], eventually)
    assert (done["updated"], done["refused_count"]) == (1100, 0)
    change_set = (await acme.get(f"/change-sets/{queued.json()['change_set_id']}")).json()
    assert (change_set["size"], change_set["source"]) == (1100, "api")

    undo = await acme.post(f"/change-sets/{change_set['id']}/undo")
    assert undo.status_code == 202, undo.text
    taken_back = await result_of(acme, undo.json()["job_id"], eventually)
    assert (taken_back["reverted"], taken_back["kept"]) == (1100, [])
    left = await acme.get(ACCOUNTS, params={"filter": 'city == "Bern"', "count": "exact"})
    assert left.json()["count"]["value"] == 0
    assert (await acme.get(f"/change-sets/{change_set['id']}")).json()["state"] == "undone"


async def result_of(client, job_id, eventually):
    async def has_ended():
        return (await client.get(f"/jobs/{job_id}")).json()["state"] not in ("queued", "running")

    await eventually(has_ended, 30)
    job = (await client.get(f"/jobs/{job_id}")).json()
    assert job["state"] == "succeeded", job
    return job["result"]
