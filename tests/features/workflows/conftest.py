"""Workflows over HTTP, carried on by a worker's chore that runs in the test's own process."""

from __future__ import annotations

from itertools import pairwise

import pytest


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
