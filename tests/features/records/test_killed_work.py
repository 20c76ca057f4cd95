"""Mass updates, deletions and their undo in workers that are killed at random moments: each record exactly once."""

from __future__ import annotations

from random import Random

import pytest

from tests.fixtures.workers import job_ended, progressed, run_among_kills

URL = "/objects/account/mass-updates"
ACCOUNTS = "/objects/account/records"
ROWS = 6_000
LONG = 30_000  # long enough to be stopped in the middle
MANY = """
INSERT INTO guanxi.account (tenant_id, id, name, city, owner_id, acl, created_at, updated_at)
SELECT u.tenant_id, uuidv7(), 'A' || n, 'Bern', u.id, ARRAY[t.everyone], now(), now()
FROM generate_series(1, $2::int) n, guanxi.app_user u JOIN guanxi.tenant t USING (tenant_id)
WHERE u.email = 'admin@' || $1 || '.example'
"""
DOCUMENTS = """
INSERT INTO guanxi.search_doc (tenant_id, object_id, record_id, title, acl, updated_at, tsv)
SELECT a.tenant_id, 1, a.id, a.name, a.acl, a.updated_at, ('''t' || a.tenant_id || ''':1A ''bern'':2')::tsvector
FROM guanxi.account a WHERE a.tenant_id = (SELECT tenant_id FROM guanxi.account WHERE id = ANY ($1::uuid[]))
"""
HISTORY = """
SELECT count(*) AS n, count(DISTINCT record_id) AS records, count(DISTINCT version) AS versions
FROM guanxi.audit_log WHERE change_set_id = $1
"""


@pytest.fixture
async def company(client_of, execute_as_owner, request):
    """A company of its own with many accounts in Bern."""
    name = f"k{abs(hash(request.node.nodeid)):x}"[:12]
    client = await client_of(name)
    await execute_as_owner(MANY, name, getattr(request, "param", ROWS))
    return client


@pytest.fixture
def history(execute_as_owner):
    async def history(change_set_id):
        return tuple((await execute_as_owner(HISTORY, change_set_id))[0].values())

    return history


async def ask(client, **change):
    answer = await client.post(URL, json={"filter": 'city == "Bern"', **change})
    assert answer.status_code == 202, answer.text
    return answer.json()


async def count(client, condition):
    answer = await client.get(ACCOUNTS, params={"filter": condition, "count": "exact", "limit": 1})
    return answer.json()["count"]["value"]


async def some(client, number):
    answer = await client.get(ACCOUNTS, params={"limit": number, "sort": "name", "fields": "id"})
    return [each["id"] for each in answer.json()["data"]]


@pytest.mark.parametrize("seed", [1, 2])
async def test_update_and_undo_keep_what_people_edit(company, start_worker, history, seed):
    chance = Random(seed)
    asked = await ask(company, values={"city": "Basel", "employees": 7})

    job = await run_among_kills(company, asked["job_id"], start_worker, chance)

    assert (job["state"], job["result"]["updated"], job["result"]["refused_count"]) == ("succeeded", ROWS, 0)
    assert (job["done"], job["total"]) == (ROWS, ROWS)
    assert await history(asked["change_set_id"]) == (ROWS, ROWS, 1)
    edited = chance.sample(await some(company, 200), 5)
    for each in edited:
        await company.patch(f"{ACCOUNTS}/{each}", json={"employees": 8})

    undo = (await company.post(f"/change-sets/{asked['change_set_id']}/undo")).json()
    job = await run_among_kills(company, undo["job_id"], start_worker, chance)

    assert (job["state"], job["result"]["reverted"], job["result"]["kept_count"]) == ("succeeded", ROWS, 5)
    assert {each["record_id"] for each in job["result"]["kept"]} == set(edited)
    assert (await history(job["result"]["change_set_id"]))[:2] == (ROWS, ROWS)
    assert await count(company, 'city == "Bern"') == ROWS
    assert await count(company, "employees == 8") == 5


async def test_deletion_and_undo(company, start_worker, history):
    chance = Random(3)
    asked = await ask(company, delete=True)

    job = await run_among_kills(company, asked["job_id"], start_worker, chance)

    assert (job["state"], job["result"]["updated"]) == ("succeeded", ROWS)
    assert await history(asked["change_set_id"]) == (ROWS, ROWS, 1)
    assert await count(company, "true") == 0
    undo = (await company.post(f"/change-sets/{asked['change_set_id']}/undo")).json()
    job = await run_among_kills(company, undo["job_id"], start_worker, chance)
    assert (job["state"], job["result"]["reverted"]) == ("succeeded", ROWS)
    assert await count(company, 'city == "Bern"') == ROWS


@pytest.mark.parametrize("company", [LONG], indirect=True)
async def test_cancelled_half_way_and_taken_back(company, start_worker, history):
    asked = await ask(company, values={"city": "Basel"})
    start_worker()
    await progressed(company, asked["job_id"], 0)
    early = await company.post(f"/change-sets/{asked['change_set_id']}/undo")

    await company.post(f"/jobs/{asked['job_id']}/cancellation")
    job = await job_ended(company, asked["job_id"])

    assert (early.status_code, early.json()["code"]) == (409, "change_set_under_way")
    assert job["state"] == "cancelled"
    moved = await count(company, 'city == "Basel"')
    assert 0 < moved < LONG
    assert await history(asked["change_set_id"]) == (moved, moved, 1)
    undo = (await company.post(f"/change-sets/{asked['change_set_id']}/undo")).json()
    if "job_id" in undo:
        await job_ended(company, undo["job_id"])
    assert await count(company, 'city == "Bern"') == LONG


async def test_what_changes_before_its_turn(company, start_worker):
    """Left alone: what is made after the request, and what somebody takes out of the condition."""
    asked = await ask(company, values={"city": "Basel"})
    gone = (await some(company, 1))[0]
    await company.patch(f"{ACCOUNTS}/{gone}", json={"city": "Zug"})
    await company.post(ACCOUNTS, json={"name": "New", "city": "Bern"})

    start_worker()
    job = await job_ended(company, asked["job_id"])

    assert job["result"]["updated"] == ROWS - 1
    assert await count(company, 'city == "Bern" && name == "New"') == 1
    assert await count(company, 'city == "Zug"') == 1


async def test_words_that_too_many_records_hold(company, execute_as_owner):
    """Search looks at a limited number: more than that cannot be changed by words."""
    await execute_as_owner(DOCUMENTS, await some(company, 1))

    answer = await company.post(URL, json={"q": "bern", "values": {"city": "Basel"}})

    assert (answer.status_code, answer.json()["code"]) == (422, "mass_update_words_too_common")


async def test_words_that_many_records_hold(company, start_worker, execute_as_owner):
    """What they find is settled when it is asked for, whatever the change makes of it."""
    await execute_as_owner(f"{DOCUMENTS} ORDER BY id LIMIT 1500", await some(company, 1))

    answer = await company.post(URL, json={"q": "bern", "values": {"city": "Basel"}})
    start_worker()
    job = await job_ended(company, answer.json()["job_id"])

    assert (job["total"], job["result"]["updated"]) == (1500, 1500)
    assert await count(company, 'city == "Basel"') == 1500
