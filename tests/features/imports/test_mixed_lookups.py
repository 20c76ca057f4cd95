"""Cells that name a record of one of several objects."""

from __future__ import annotations

import pytest

SHEET = """Name,Related to
By api name,account:Acme
By label,Contact: Ada
In Chinese,客户：Acme
Alone,Ada
"""


@pytest.fixture
async def field(client):
    body = {"type": "mixed_lookup", "label": "Related to", "targets": ["account", "contact"]}
    answer = await client.post("/objects/deal/fields", json=body)
    assert answer.status_code == 201, answer.text
    await client.post("/objects/account/records", json=[{"name": "Acme"}, {"name": "Both"}])
    await client.post("/objects/contact/records", json=[{"name": "Ada"}, {"name": "Both"}])
    return answer.json()["name"]


async def test_are_found_by_object_and_name(client, run, field):
    done = await run(SHEET, "deal")

    assert done["state"] == "done", done
    page = await client.get("/objects/deal/records", params={"fields": f"name,{field}"})
    shown = {each["name"]: (each[field]["object"], each[field]["name"]) for each in page.json()["data"]}
    assert shown == {
        "By api name": ("account", "Acme"),
        "By label": ("contact", "Ada"),
        "In Chinese": ("account", "Acme"),
        "Alone": ("contact", "Ada"),
    }


async def test_what_is_unclear_or_unknown_is_refused(client, run, field):
    done = await run("Name,Related to\nUnclear,Both\nUnknown,account:Nobody\n", "deal")

    assert (done["result"]["created"], done["result"]["refused"]) == (0, 2), done


async def test_activities_of_records_of_custom_objects(client, run):
    made = await client.post("/objects", json={"label": "Ship", "plural_label": "Ships", "name": "c_ship"})
    assert made.status_code == 201, made.text
    await client.post("/objects/c_ship/records", json={"name": "Argo"})

    done = await run("Subject,Regarding\nInspect,Ship:Argo\nPaint,Argo\n", "activity")

    assert (done["state"], done["result"]["created"]) == ("done", 2), done
    page = await client.get("/objects/activity/records", params={"fields": "name,related_to"})
    assert {each["name"]: each["related_to"]["name"] for each in page.json()["data"]} == {
        "Inspect": "Argo",
        "Paint": "Argo",
    }
