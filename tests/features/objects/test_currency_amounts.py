"""Money in a currency of its own for each record."""

from __future__ import annotations

import csv
from uuid import NAMESPACE_URL, uuid5

import pytest

ACCOUNTS = "/objects/account/records"
PRICES = {"A": ("1200.50", "USD"), "B": ("90", "USD"), "C": ("5000", "JPY"), "D": ("1.125", "KWD")}


@pytest.fixture
async def company(client_of, request):
    client = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "currency_amount", "label": "Price", "name": "c_price"}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    records = [
        {"name": name, "c_price": {"amount": amount, "currency": currency}}
        for name, (amount, currency) in PRICES.items()
    ]
    assert (await client.post(ACCOUNTS, json=[*records, {"name": "E"}])).status_code == 201
    return client


async def names(client, **query):
    answer = await client.get(ACCOUNTS, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def aggregate(client, **asked):
    return await client.post("/objects/account/aggregate", json=asked)


async def test_has_the_places_of_its_currency(company):
    data = (await company.get(ACCOUNTS, params={"sort": "name"})).json()["data"]
    assert [each["c_price"] and each["c_price"]["amount"] for each in data] == [
        "1200.50",
        "90.00",
        "5000",
        "1.125",
        None,
    ]


async def test_is_filtered_and_sorted(company):
    assert await names(company, filter='c_price.amount >= 90 && c_price.currency == "USD"') == ["A", "B"]
    assert await names(company, filter="c_price.amount == 1.125") == ["D"]
    assert await names(company, filter="c_price == null") == ["E"]
    assert await names(company, sort="c_price") == ["B", "A", "C", "D", "E"]
    assert await names(company, sort="-c_price.amount") == ["C", "A", "B", "D", "E"]


async def test_is_added_up_by_currency_and_not_across(company):
    metrics = [{"fn": "sum", "field": "c_price.amount", "as": "total"}]
    mixed = await aggregate(company, metrics=metrics)
    assert (mixed.status_code, mixed.json()["code"]) == (422, "units_mixed")

    grouped = await aggregate(
        company, metrics=metrics, group_by=["c_price.currency"], sort="c_price.currency"
    )
    found = {each["c_price.currency"]: each["total"] for each in grouped.json()["data"]}
    assert found == {"JPY": 5000, "KWD": 1.125, "USD": 1290.5, None: 0}
    alone = await aggregate(company, metrics=metrics, filter='c_price.currency == "USD"')
    assert alone.json()["data"][0]["total"] == 1290.5


async def test_the_company_s_currency_goes_without_saying(company):
    for written, kept in (
        ("12.5", {"amount": "12.50", "currency": "USD"}),
        (12.5, {"amount": "12.50", "currency": "USD"}),
        ("EUR 1,200.5", {"amount": "1200.50", "currency": "EUR"}),
        ("7 jpy", {"amount": "7", "currency": "JPY"}),
        ({"amount": "3"}, {"amount": "3.00", "currency": "USD"}),
    ):
        (made,) = (await company.post(ACCOUNTS, json=[{"name": "x", "c_price": written}])).json()["ids"]
        found = (await company.get(f"{ACCOUNTS}/{made}")).json()["c_price"]
        worth = {"converted": kept["amount"]} if kept["currency"] == "USD" else {}
        assert found == {**kept, **worth}


async def test_another_currency_must_fit_the_amount(company):
    (record,) = (await company.get(ACCOUNTS, params={"filter": 'name == "A"'})).json()["data"]
    url = f"{ACCOUNTS}/{record['id']}"
    refused = await company.patch(url, json={"c_price.currency": "JPY", "version": 1})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "money_too_precise")
    assert (await company.patch(url, json={"c_price.currency": "EUR", "version": 1})).status_code == 200
    assert (await company.get(url)).json()["c_price"] == {"amount": "1200.50", "currency": "EUR"}


async def test_an_index_serves_the_amount(company, run_jobs):
    assert (await company.patch("/objects/account/fields/c_price", json={"indexed": True})).status_code == 200
    await run_jobs()
    assert await names(company, filter="c_price.amount > 1 && c_price.amount < 100") == ["B", "D"]
    assert await names(company, sort="-c_price.amount") == ["C", "A", "B", "D", "E"]
    assert await names(company, filter="c_price != null") == ["A", "B", "C", "D"]


async def test_formulas_and_exports(company):
    body = {"type": "formula", "label": "Net", "name": "c_net", "formula": "round(c_price.amount / 1.25, 2)"}
    assert (await company.post("/objects/account/fields", json=body)).status_code == 201
    (record,) = (await company.get(ACCOUNTS, params={"filter": 'name == "B"'})).json()["data"]
    assert record["c_net"] == 72
    asked = {"format": "csv", "fields": ["name", "c_price", "c_price.amount", "c_price.currency"]}
    text = (await company.post("/objects/account/export", json=asked)).text.lstrip("\ufeff")
    rows = {row[0]: row[1:] for row in csv.reader(text.splitlines())}
    assert rows["C"] == ["JPY 5000", "5000", "JPY"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"amount": "1", "currency": "XXX"}, "currency_unknown"),
        ({"amount": "1.5", "currency": "JPY"}, "money_too_precise"),
        ({"amount": "1e30", "currency": "USD"}, "money_out_of_range"),
        ({"amount": "much", "currency": "USD"}, "number_expected"),
        ("much", "currency_amount_expected"),
        ("USD 1 EUR", "currency_amount_expected"),
        ({"amount": 1, "rate": 2}, "part_unknown"),
        (True, "number_expected"),
        ([1], "number_expected"),
    ],
)
async def test_refused(company, value, code):
    answer = await company.post(ACCOUNTS, json={"name": "x", "c_price": value})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
