"""Fields that the company added are matched by their names, read, and exported like all others."""

from __future__ import annotations

import csv
import io

SHEET = """Name,Chassis number,Deposit,Delivered on,级别
One,WVWZZZ1,1250.50,2026-03-01,Gold
Two,WVWZZZ2,99,2026-02-28,Tin
Three,,,,
"""


async def add(client, **body):
    answer = await client.post("/objects/deal/fields", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["name"]


async def test_imported_and_exported(client, run):
    tiers = [{"value": "gold", "label": "Gold"}, {"value": "tin", "label": "Tin"}]
    chassis = await add(client, type="text", label="Chassis number", searchable=True)
    deposit = await add(client, type="money", label="Deposit")
    delivered = await add(client, type="date", label="Delivered on")
    tier = await add(client, type="choice", label={"en": "Tier", "zh-CN": "级别"}, options=tiers)

    done = await run(SHEET, "deal")

    assert done["state"] == "done", done
    names = f"name,{chassis},{deposit},{delivered},{tier}"
    page = await client.get("/objects/deal/records", params={"fields": names, "sort": "name"})
    rows = [[each[name] for name in names.split(",")] for each in page.json()["data"]]
    assert rows == [
        ["One", "WVWZZZ1", "1250.50", "2026-03-01", "gold"],
        ["Three", None, None, None, None],
        ["Two", "WVWZZZ2", "99.00", "2026-02-28", "tin"],
    ]

    body = {"fields": names.split(","), "sort": "name", "format": "csv"}
    exported = await client.post("/objects/deal/export", json=body)
    header, *lines = csv.reader(io.StringIO(exported.content.decode("utf-8-sig")))
    assert header[1:] == ["Chassis number", "Deposit", "Delivered on", "Tier"]
    assert lines[0] == ["One", "WVWZZZ1", "1250.50", "2026-03-01", "Gold"]

    undone = await client.post(f"/change-sets/{done['change_set_id']}/undo")
    assert undone.json()["reverted"] == 3
