"""POST /objects/{object}/aggregate."""

from __future__ import annotations

import pytest

URL = "/objects/deal/aggregate"


@pytest.fixture
async def acme(client_of):
    client = await client_of("acme")
    if not (await client.get("/objects/deal/records")).json()["data"]:
        deals = [
            {"name": "A", "amount": "10.50", "stage": "won", "close_date": "2017-02-03"},
            {"name": "B", "amount": "1", "stage": "won", "close_date": "2017-05-01"},
            {"name": "C"},
        ]
        await client.post("/objects/deal/records", json=deals)
    return client


async def test_anonymous(client_of):
    assert (await (await client_of(None)).post(URL, json={})).status_code == 401


async def test_other_company_counts_its_own(client_of):
    assert (await (await client_of("globex")).post(URL, json={})).json() == {"data": [{"count": 0}]}


async def test_groups_and_metrics(acme):
    question = {
        "filter": 'status == "won"',
        "group_by": [{"field": "close_date", "by": "quarter"}],
        "metrics": [
            {"fn": "count"},
            {"fn": "sum", "field": "amount"},
            {"fn": "max", "field": "amount", "as": "top"},
        ],
    }

    answer = await acme.post(URL, json=question)

    assert answer.json() == {
        "data": [
            {"close_date": "2017-01-01", "count": 1, "sum_amount": "10.50", "top": "10.50"},
            {"close_date": "2017-04-01", "count": 1, "sum_amount": "1.00", "top": "1.00"},
        ]
    }


async def test_viewer_reads_reports(acme, client_of):
    viewer = await client_of("acme", role="viewer")

    answer = await viewer.post(URL, json={"group_by": ["owner"]})

    assert answer.json()["data"][0]["owner"]["name"] == "Admin of acme"


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ({"colour": 1}, 400, "invalid_request"),
        ({"group_by": ["colour"]}, 422, "field_unknown"),
        ({"group_by": [{"field": "stage", "by": "month"}]}, 422, "group_period_unsupported"),
        ({"group_by": ["stage"] * 11}, 400, "invalid_request"),
        ({"metrics": [{"fn": "median"}]}, 400, "invalid_request"),
        ({"metrics": [{"fn": "sum"}]}, 422, "metric_field_missing"),
        ({"metrics": [{"fn": "count"}] * 41}, 400, "invalid_request"),
        ({"metrics": [{"fn": "count", "as": "n; drop"}]}, 422, "metric_name_invalid"),
        ({"limit": 2_001}, 400, "invalid_request"),
    ],
)
async def test_unusable(acme, question, status, code):
    answer = await acme.post(URL, json=question)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
