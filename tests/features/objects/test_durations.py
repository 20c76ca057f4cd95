"""Fields of lengths of time: written as people say them, compared, summed."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

ACCOUNTS = "/objects/account/records"


@pytest.fixture
async def company(client_of, request):
    client = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "duration", "label": "Effort", "name": "c_effort"}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    records = [
        {"name": name, "c_effort": value}
        for name, value in (("A", "1h 30m"), ("B", 600), ("C", "2 天"), ("D", None))
    ]
    assert (await client.post(ACCOUNTS, json=records)).status_code == 201
    return client


async def names(client, **query):
    answer = await client.get(ACCOUNTS, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def test_all_of_it(company):
    data = (await company.get(ACCOUNTS, params={"sort": "-c_effort"})).json()["data"]
    assert [each["c_effort"] for each in data] == [172_800, 5_400, 600, None]
    assert await names(company, filter='c_effort > "1h"') == ["A", "C"]
    assert await names(company, filter="c_effort == days(2)") == ["C"]
    assert await names(company, filter='c_effort in ["10m", "2d"]') == ["B", "C"]
    assert await names(company, filter="c_effort == null") == ["D"]
    assert await names(company, filter="now() - created_at < c_effort") == ["A", "B", "C"]
    asked = {"metrics": [{"fn": "sum", "field": "c_effort"}, {"fn": "max", "field": "c_effort"}]}
    (figures,) = (await company.post("/objects/account/aggregate", json=asked)).json()["data"]
    assert (figures["sum_c_effort"], figures["max_c_effort"]) == (178_800, 172_800)
    asked = {"fields": ["name", "c_effort"], "format": "csv"}
    assert "1h 30m" in (await company.post("/objects/account/export", json=asked)).text


@pytest.mark.parametrize("value", ["soon", "90 parsecs", 1.5, True])
async def test_refused(company, value):
    answer = await company.post(ACCOUNTS, json={"name": "x", "c_effort": value})
    assert answer.status_code == 422
    assert (await company.get(ACCOUNTS, params={"filter": 'c_effort > "soon"'})).json()[
        "code"
    ] == "expression_bad_duration"
