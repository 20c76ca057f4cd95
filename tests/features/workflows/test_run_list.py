"""GET /workflow-runs: which run is about what, narrowed to what somebody looks for."""

from __future__ import annotations

import pytest

from .conftest import update


@pytest.fixture
async def ran(save, add, turn):
    await save(trigger={"type": "record_created"}, steps=[update("first", next_step="begun")])
    made = {name: await add(name=name, amount=amount) for name, amount in (("Ada", 1), ("Bob", 2))}
    await turn()
    return made


@pytest.fixture
def listed(company):
    async def listed(client=company, **query):
        answer = await client.get("/workflow-runs", params={"workflow": "flow", **query})
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    return listed


async def test_names_the_records(ran, listed, company):
    runs = await listed()
    one = (await company.get(f"/workflow-runs/{runs[0]['id']}")).json()

    assert [run["record_name"] for run in runs] == ["Bob", "Ada"]
    assert one["run"]["record_name"] == "Bob"


async def test_of_one_record_and_state(ran, listed):
    record = ran["Ada"]["id"]

    assert [run["record_name"] for run in await listed(record_id=record)] == ["Ada"]
    assert len(await listed(state="succeeded")) == 2
    assert await listed(state="failed") == await listed(state="cancelled", record_id=record) == []


async def test_a_deleted_record_has_no_name(ran, listed, company):
    await company.delete(f"/objects/deal/records/{ran['Ada']['id']}")

    assert [run["record_name"] for run in await listed()] == ["Bob", None]


async def test_who_does_not_see_the_records_does_not_hear_their_names(
    ran, listed, company, client_of, company_name
):
    """Administering can be given to somebody who reads no deals."""
    definition = {"objects": {"lead": ["read"]}, "fields": {}, "areas": ["company.manage"]}
    answer = await company.patch("/permission-sets/member", json={"definition": definition})
    assert answer.status_code == 200, answer.text
    member = await client_of(company_name, role="member")

    assert [run["record_name"] for run in await listed(member)] == [None, None]
