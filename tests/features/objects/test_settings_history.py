"""Changes of options and pipelines are change-sets: who, when, before, after, and taken back."""

from __future__ import annotations

from copy import deepcopy
from uuid import NAMESPACE_URL, uuid5

import pytest

INDUSTRY = "/objects/account/fields/industry"
PIPELINES = "/objects/deal/pipelines"
HISTORY = """
SELECT l.diff::text AS diff, l.source, l.at, u.name AS actor FROM guanxi.audit_log l
JOIN guanxi.app_user u ON u.tenant_id = l.tenant_id AND u.id = l.actor_id WHERE l.change_set_id = $1
"""


@pytest.fixture
def name_of_company(request):
    """Each test has its own, so that none meets another's options."""
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


async def options_of(client):
    meta = (await client.get("/objects/account")).json()
    return next(each for each in meta["fields"] if each["name"] == "industry")["options"]


async def put_options(client, options):
    answer = await client.patch(INDUSTRY, json={"options": options})
    assert answer.status_code == 200, answer.text
    return await latest(client)


async def latest(client):
    return (await client.get("/change-sets", params={"limit": 1})).json()["data"][0]


async def undo(client, change_set):
    return await client.post(f"/change-sets/{change_set['id']}/undo")


def values(options):
    return [each["value"] for each in options]


MINING = {"value": "mining", "label": {"en": "Mining", "zh-CN": "采矿"}, "color": "orange"}
FISHING = {"value": "fishing", "label": {"en": "Fishing", "zh-CN": "渔业"}}


async def test_recorded_and_taken_back(company, execute_as_owner):
    before = await options_of(company)
    renamed = [{**each, "label": "IT"} if each["value"] == "software" else each for each in before]

    made = await put_options(company, [MINING, *renamed])

    assert (made["source"], made["size"], made["state"]) == ("api", 0, "applied")
    assert made["summary"] == "Account, Industry: Mining added, IT edited"
    kept = (await execute_as_owner(HISTORY, made["id"]))[0]
    assert kept["actor"].startswith("Admin of") and kept["diff"].count('"mining"') == 1

    undone = await undo(company, made)

    assert undone.status_code == 200, undone.text
    assert (undone.json()["reverted"], undone.json()["kept"]) == (1, [])
    assert await options_of(company) == before
    states = (await company.get("/change-sets", params={"limit": 2})).json()["data"]
    assert [(each["source"], each["state"]) for each in states] == [("undo", "applied"), ("api", "undone")]
    assert states[0]["id"] == undone.json()["change_set_id"] == states[1]["undone_by"]
    assert states[0]["summary"] == "Account, Industry: Mining removed, Software edited"
    assert (await undo(company, made)).status_code == 409


async def test_an_undo_is_undone(company):
    made = await put_options(company, [*await options_of(company), MINING])
    undone = (await undo(company, made)).json()

    assert (await undo(company, {"id": undone["change_set_id"]})).status_code == 200
    assert (await options_of(company))[-1]["value"] == "mining"


async def test_what_was_edited_since_stays_and_is_named(company):
    before = await options_of(company)
    made = await put_options(company, [*before, MINING, FISHING])
    await put_options(company, [*before, MINING, {**FISHING, "label": "Fish"}])

    undone = (await undo(company, made)).json()

    assert [(each["name"], each["fields"], each["reason_code"]) for each in undone["kept"]] == [
        ("Industry", ["fishing"], "edited_since")
    ]
    assert values(await options_of(company)) == [*values(before), "fishing"]
    assert (await company.get(f"/change-sets/{made['id']}")).json()["state"] == "partly_undone"


async def test_what_records_use_is_not_taken_away(company):
    made = await put_options(company, [*await options_of(company), MINING])
    await company.post("/objects/account/records", json={"name": "Pit", "industry": "mining"})

    answer = await undo(company, made)

    assert (answer.status_code, answer.json()["code"]) == (409, "options_in_use")
    assert (await company.get(f"/change-sets/{made['id']}")).json()["state"] == "applied"
    assert (await options_of(company))[-1]["value"] == "mining"


async def test_saving_the_same_is_no_change(company):
    await company.post("/objects/account/records", json={"name": "Pit"})
    before = await latest(company)

    await put_options(company, await options_of(company))

    assert await latest(company) == before


async def test_order_is_taken_back(company):
    before = await options_of(company)
    made = await put_options(company, before[::-1])

    assert made["summary"] == "Account, Industry: put in another order"
    await undo(company, made)
    assert await options_of(company) == before


async def test_pipelines(company):
    before = (await company.get("/objects/deal")).json()["pipelines"]
    changed = deepcopy(before)
    changed[0]["stages"].insert(1, {"key": "visited", "label": "Visited", "probability": 25})
    assert (await company.put(PIPELINES, json={"pipelines": changed})).status_code == 200
    made = await latest(company)

    undone = await undo(company, made)

    assert made["summary"].startswith("Deal, Pipelines: ") and made["summary"].endswith(" edited")
    assert undone.status_code == 200, undone.text
    assert (await company.get("/objects/deal")).json()["pipelines"] == before


async def test_other_company_and_member(company, name_of_company, client_of):
    made = await put_options(company, [*await options_of(company), MINING])

    assert (await undo(await client_of("globex"), made)).status_code == 404
    assert (await undo(await client_of(None), made)).status_code == 401
    member = await client_of(name_of_company, role="member")
    assert (await undo(member, made)).status_code == 403
