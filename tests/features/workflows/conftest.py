"""Workflows over HTTP, carried on by a worker's chore that runs in the test's own process."""

from __future__ import annotations

from itertools import pairwise
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.features.workflows.service.engine import take_turn


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's workflows."""
    return f"w{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
async def tenant_id(company, company_name, execute_as_owner):
    rows = await execute_as_owner("SELECT tenant_id FROM guanxi.tenant WHERE name = $1", company_name)
    return rows[0]["tenant_id"]


@pytest.fixture
def save(company):
    async def save(name="flow", *, trigger, steps=(), object="deal", status=200, headers=None, **rest):
        """`steps` in a row: each leads to the next unless it says so itself."""
        steps = [dict(step) for step in steps]
        for step, follower in pairwise(steps):
            if step["type"] not in ("stop", "branch"):
                step.setdefault("next", {"next": follower["key"]})
        active = rest.pop("active", True)
        body = {"trigger": trigger, "steps": steps, **rest}
        answer = await company.put(
            f"/definitions/workflow/{name}",
            json={"object": object, "label": name.title(), "body": body, "active": active},
            headers=headers or {},
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return save


@pytest.fixture
def turn(database, settings, tenant_id):
    """The engine's turns until it has nothing to do; gives the seconds until it wants another."""

    async def turn():
        while (left := await take_turn(database, settings, tenant_id)) == 0:
            pass
        return left

    return turn


@pytest.fixture
def add(company):
    async def add(object="deal", **values):
        answer = await company.post(f"/objects/{object}/records", json={"name": "One", **values})
        assert answer.status_code == 201, answer.text
        return {"id": answer.json()["ids"][0]}

    return add


@pytest.fixture
def change(company):
    async def change(record, object="deal", **values):
        answer = await company.patch(f"/objects/{object}/records/{record['id']}", json=values)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return change


@pytest.fixture
def read(company):
    async def read(record, object="deal"):
        answer = await company.get(f"/objects/{object}/records/{record['id']}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


@pytest.fixture
def runs(company):
    async def runs(**query):
        answer = await company.get("/workflow-runs", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    return runs


@pytest.fixture
def steps_of(company):
    async def steps_of(run):
        answer = await company.get(f"/workflow-runs/{run['id']}")
        assert answer.status_code == 200, answer.text
        return answer.json()["steps"]

    return steps_of


def update(key="set", **values):
    given = [
        {"field": name, **(value if isinstance(value, dict) else {"value": value})}
        for name, value in values.items()
    ]
    return {"key": key, "type": "update_record", "settings": {"values": given}}


def create(key, object, **values):
    step = update(key, **values)
    return {**step, "type": "create_record", "settings": {"object": object, **step["settings"]}}
