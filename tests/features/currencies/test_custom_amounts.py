"""Custom fields of amounts in currencies of their own: what they are worth is kept, filtered, sorted, summed and indexed."""

from __future__ import annotations

import pytest

URL = "/objects/account/records"
BUDGETS = {"A": ("1000", "EUR"), "B": ("1050", "USD"), "C": ("100000", "JPY")}


@pytest.fixture
async def budgets(company):
    body = {"type": "currency_amount", "label": "Budget", "name": "c_budget"}
    assert (await company.client.post("/objects/account/fields", json=body)).status_code == 201
    records = [
        {"name": name, "c_budget": {"amount": amount, "currency": currency}}
        for name, (amount, currency) in BUDGETS.items()
    ]
    assert (await company.client.post(URL, json=[*records, {"name": "D"}])).status_code == 201
    return company


async def names(company, **query):
    answer = await company.client.get(URL, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def test_keeps_what_it_is_worth(budgets):
    data = (await budgets.client.get(URL, params={"sort": "name"})).json()["data"]
    assert [each["c_budget"] and each["c_budget"]["converted"] for each in data] == [
        "1100.00",
        "1050.00",
        "650.00",
        None,
    ]


@pytest.mark.parametrize("indexed", [False, True])
async def test_is_filtered_sorted_and_summed_by_its_worth(budgets, run_jobs, indexed):
    if indexed:
        await budgets.client.patch("/objects/account/fields/c_budget", json={"indexed": True})
        await run_jobs()
    assert await names(budgets, filter="c_budget.converted > 1000") == ["A", "B"]
    assert await names(budgets, sort="-c_budget") == ["A", "B", "C", "D"]
    asked = {"metrics": [{"fn": "sum", "field": "c_budget.converted", "as": "total"}]}
    assert (await budgets.client.post("/objects/account/aggregate", json=asked)).json()["data"][0][
        "total"
    ] == 2800
    await budgets.rates({"currency": "JPY", "valid_from": "2020-01-01", "rate": "0.02"})
    await run_jobs()
    assert await names(budgets, sort="-c_budget") == ["C", "A", "B", "D"]
    assert await names(budgets, filter="c_budget.converted == 2000") == ["C"]


async def test_formulas_compute_with_its_worth(budgets):
    body = {"type": "formula", "label": "Tenth", "name": "c_tenth", "formula": "c_budget.converted / 10"}
    assert (await budgets.client.post("/objects/account/fields", json=body)).status_code == 201
    data = (await budgets.client.get(URL, params={"sort": "name"})).json()["data"]
    assert [each["c_tenth"] for each in data] == [110, 105, 65, None]


async def test_older_amounts_get_a_worth_once_currencies_are_used(client_of, run_jobs):
    client = await client_of("latecomer")
    body = {"type": "currency_amount", "label": "Budget", "name": "c_budget"}
    await client.post("/objects/account/fields", json=body)
    (made,) = (await client.post(URL, json=[{"name": "A", "c_budget": "EUR 10"}])).json()["ids"]
    assert (await client.get(f"{URL}/{made}")).json()["c_budget"] == {"amount": "10.00", "currency": "EUR"}
    await client.put("/currencies", json={"currencies": ["EUR"]})
    rates = [{"currency": "EUR", "valid_from": "2020-01-01", "rate": "2"}]
    await client.post("/exchange-rates", json={"rates": rates})
    await run_jobs()
    assert (await client.get(f"{URL}/{made}")).json()["c_budget"]["converted"] == "20.00"
