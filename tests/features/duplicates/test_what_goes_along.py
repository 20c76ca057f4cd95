"""What goes along when records become one: whom they were shared with, and workflows that are under way for them."""

from __future__ import annotations

import pytest

from guanxi.features.workflows.service.engine import take_turn

DEALS = "/objects/deal/records"


@pytest.fixture
async def company(client_of):
    return await client_of("mergers")


@pytest.fixture
async def pair(company):
    made = await company.post(DEALS, json=[{"name": "One"}, {"name": "Two"}])
    return made.json()["ids"]


async def merged(company, winner, loser):
    answer = await company.post("/objects/deal/merges", json={"winner": winner, "losers": [loser]})
    assert answer.status_code == 200, answer.text
    return answer.json()["change_set_id"]


async def test_shares_by_hand(company, client_of, pair):
    winner, loser = pair
    answer = await company.put("/sharing/deal", json={"sharing": "private"})
    assert answer.status_code < 300, answer.text
    ann, bob = [await client_of("mergers", role="member", name=name) for name in ("ann", "bob")]
    ids = [
        (
            await company.get(
                "/objects/user/records", params={"filter": f'email == "{name}@mergers.example"'}
            )
        ).json()["data"][0]["id"]
        for name in ("ann", "bob")
    ]

    async def share(record, person, level):
        body = {"shared_with": {"kind": "user", "id": person}, "level": level}
        assert (await company.put(f"{DEALS}/{record}/shares", json=body)).status_code == 200

    await share(winner, ids[0], "read")
    await share(loser, ids[0], "edit")
    await share(loser, ids[1], "read")

    async def state():
        return [
            (await client.patch(f"{DEALS}/{winner}", json={"next_step": "Call"})).status_code
            for client in (ann, bob)
        ]

    assert await state() == [403, 404]
    change_set = await merged(company, winner, loser)
    assert await state() == [200, 403]
    await company.patch(f"{DEALS}/{winner}", json={"next_step": None})
    assert (await company.post(f"/change-sets/{change_set}/undo")).status_code == 200
    assert await state() == [403, 404]


async def test_runs_of_workflows(company, pair, database, settings):
    winner, loser = pair
    for name in ("both", "losers"):
        rest = {"key": "rest", "type": "wait", "settings": {"duration": {"amount": 30}}}
        body = {"trigger": {"type": "manual", "places": ["list"]}, "steps": [rest]}
        answer = await company.put(
            f"/definitions/workflow/{name}", json={"object": "deal", "label": name, "body": body}
        )
        assert answer.status_code == 200, answer.text
    await company.post("/objects/deal/actions/both", json={"ids": [winner, loser]})
    await company.post("/objects/deal/actions/losers", json={"ids": [loser]})
    tenant = (await company.get("/session")).json()["tenant"]["id"]
    while await take_turn(database, settings, tenant) == 0:
        pass

    async def runs(record):
        found = (await company.get("/workflow-runs", params={"record_id": record})).json()["data"]
        return sorted((each["workflow"], each["state"], (each["error"] or {}).get("code")) for each in found)

    change_set = await merged(company, winner, loser)

    assert await runs(winner) == [("both", "waiting", None), ("losers", "waiting", None)]
    assert await runs(loser) == [("both", "cancelled", "workflow_run_merged")]
    assert (await company.post(f"/change-sets/{change_set}/undo")).status_code == 200
    assert await runs(winner) == [("both", "waiting", None)]
    assert ("losers", "waiting", None) in await runs(loser)
