"""What follows from ticking an activity off."""

from __future__ import annotations

import pytest

URL = "/objects/activity/records"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


async def make(client, **values):
    answer = await client.post(URL, json={"name": "Call", **values})
    assert answer.status_code == 201, answer.text
    return (await client.get(f"{URL}/{answer.json()['ids'][0]}")).json()


async def test_defaults(acme):
    activity = await make(acme)

    assert (activity["type"], activity["priority"], activity["done"]) == ("task", "normal", False)
    assert activity["completed_at"] is None


async def test_ticking_off_and_back(acme):
    activity = await make(acme)
    url = f"{URL}/{activity['id']}"

    done = (await acme.patch(url, json={"done": True})).json()
    again = (await acme.patch(url, json={"done": True})).json()
    undone = (await acme.patch(url, json={"done": False})).json()

    assert done["completed_at"] is not None
    assert (again["completed_at"], again["version"]) == (done["completed_at"], done["version"])
    assert (undone["completed_at"], undone["done"]) == (None, False)


async def test_done_from_the_start(acme):
    assert (await make(acme, done=True))["completed_at"] is not None


async def test_reversed_times(acme):
    meeting = {"name": "M", "starts_at": "2026-01-02T10:00:00Z", "ends_at": "2026-01-02T09:00:00Z"}

    answer = await acme.post(URL, json=meeting)

    assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [
        ("ends_at", "ends_before_start")
    ]
