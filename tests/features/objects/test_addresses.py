"""Addresses: kept in parts, which everything that takes a field takes too."""

from __future__ import annotations

import csv
from uuid import NAMESPACE_URL, uuid5

import pytest

ACCOUNTS = "/objects/account/records"
SHANGHAI = {
    "country": "CN", "state": "上海市", "city": "上海市", "district": "浦东新区",
    "street": "世纪大道100号", "postal_code": "200120",
}  # fmt: skip
BERLIN = {"country": "DE", "city": "Berlin", "street": "Unter den Linden 1", "postal_code": "10117"}


@pytest.fixture
async def company(client_of, request):
    client = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "address", "label": {"en": "Seat", "zh-CN": "地址"}, "name": "c_seat", "searchable": True}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    records = [{"name": "A", "c_seat": SHANGHAI}, {"name": "B", "c_seat": BERLIN}, {"name": "C"}]
    assert (await client.post(ACCOUNTS, json=records)).status_code == 201
    return client


async def names(client, url=ACCOUNTS, **query):
    answer = await client.get(url, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def record_called(client, name):
    (found,) = (await client.get(ACCOUNTS, params={"filter": f'name == "{name}"'})).json()["data"]
    return found


async def test_is_read_as_it_was_written(company):
    assert (await record_called(company, "A"))["c_seat"] == SHANGHAI
    assert (await record_called(company, "C"))["c_seat"] is None


async def test_parts_are_filtered_sorted_grouped_and_listed(company):
    assert await names(company, filter='c_seat.city == "Berlin"') == ["B"]
    assert await names(company, filter='c_seat.country in ["CN", "US"]') == ["A"]
    assert await names(company, filter='c_seat.street.contains("linden")') == ["B"]
    assert await names(company, filter="c_seat == null") == ["C"]
    assert await names(company, filter="c_seat.district == null && c_seat != null") == ["B"]
    assert await names(company, sort="-c_seat") == ["B", "A", "C"]
    assert await names(company, sort="c_seat.city") == ["B", "A", "C"]
    assert await names(company, q="浦东") == ["A"]
    listed = await company.get(ACCOUNTS, params={"fields": "name,c_seat.city", "sort": "name"})
    assert [each["c_seat.city"] for each in listed.json()["data"]] == ["上海市", "Berlin", None]
    asked = {"group_by": ["c_seat.country"], "metrics": [{"fn": "count"}], "sort": "c_seat.country"}
    groups = (await company.post("/objects/account/aggregate", json=asked)).json()["data"]
    assert [(each["c_seat.country"], each["count"]) for each in groups] == [("CN", 1), ("DE", 1), (None, 1)]


async def test_every_page_of_a_sort_by_parts_is_reached(company):
    await company.post(
        ACCOUNTS, json=[{"name": f"N{n}", "c_seat": {"city": f"Town {n % 3}"}} for n in range(7)]
    )
    seen, cursor = [], None
    while True:
        params = {"sort": "c_seat", "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await company.get(ACCOUNTS, params=params)).json()
        seen += [each["name"] for each in page["data"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(["A", "B", "C", *(f"N{n}" for n in range(7))])


async def test_one_part_is_changed_and_the_others_stay(company):
    record = await record_called(company, "A")
    url = f"{ACCOUNTS}/{record['id']}"
    answer = await company.patch(url, json={"c_seat.district": "黄浦区", "version": 1})
    assert answer.status_code == 200, answer.text
    assert (await company.get(url)).json()["c_seat"] == {**SHANGHAI, "district": "黄浦区"}

    await company.patch(url, json={"c_seat.district": None, "version": 2})
    assert "district" not in (await company.get(url)).json()["c_seat"]
    (made,) = (await company.post(ACCOUNTS, json=[{"name": "D", "c_seat.city": "Wuhan"}])).json()["ids"]
    assert (await company.get(f"{ACCOUNTS}/{made}")).json()["c_seat"] == {"city": "Wuhan"}


async def test_formulas_rules_and_looked_up_records_read_parts(company):
    formula = {"type": "formula", "label": "Town", "name": "c_town", "formula": "upper(c_seat.city)"}
    assert (await company.post("/objects/account/fields", json=formula)).status_code == 201
    assert (await record_called(company, "B"))["c_town"] == "BERLIN"
    assert await names(company, filter='c_town == "BERLIN"') == ["B"]
    rule = {
        "object": "account", "label": "Stay",
        "body": {"message": {"en": "It moved.", "zh-CN": "搬家了。"}, "error_when": 'c_seat.city != old.c_seat.city && old.c_seat.city != null'},
    }  # fmt: skip
    assert (await company.put("/definitions/validation_rule/stay", json=rule)).status_code == 200
    record = await record_called(company, "B")
    refused = await company.patch(f"{ACCOUNTS}/{record['id']}", json={"c_seat.city": "Bonn", "version": 1})
    assert refused.status_code == 422
    deal = {"name": "Deal", "account": record["id"]}
    assert (await company.post("/objects/deal/records", json=[deal])).status_code == 201
    deals = "/objects/deal/records"
    assert await names(company, deals, filter='account.c_seat.city == "Berlin"') == ["Deal"]
    listed = await company.get(deals, params={"fields": "name,account.c_seat.city"})
    assert listed.json()["data"][0]["account.c_seat.city"] == "Berlin"
    rule = {
        "object": "deal", "label": "Not Berlin",
        "body": {"message": {"en": "Not there.", "zh-CN": "不行。"}, "error_when": 'account.c_seat.city == "Berlin"'},
    }  # fmt: skip
    assert (await company.put("/definitions/validation_rule/berlin", json=rule)).status_code == 200
    assert (await company.post(deals, json=[deal])).status_code == 422


async def test_an_export_comes_back(company):
    asked = {
        "format": "csv",
        "fields": ["name", "c_seat.country", "c_seat.city", "c_seat.postal_code", "c_seat"],
    }
    text = (await company.post("/objects/account/export", json=asked)).text.lstrip("\ufeff")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["Name", "Seat: Country", "Seat: City", "Seat: Postal code", "Seat"]
    by_name = {row[0]: row[1:] for row in rows[1:]}
    assert by_name["B"] == ["Germany", "Berlin", "10117", "Unter den Linden 1, 10117 Berlin, Germany"]
    everything = (await company.get("/objects/account/export", params={"format": "csv"})).text
    assert "Seat: Street" in everything


async def test_an_index_serves_the_city(company, run_jobs):
    answer = await company.patch("/objects/account/fields/c_seat", json={"indexed": True})
    assert answer.status_code == 200, answer.text
    await run_jobs()
    assert await names(company, filter='c_seat.city == "Berlin"') == ["B"]
    assert await names(company, filter="c_seat == null") == ["C"]
    assert (await record_called(company, "A"))["c_seat"] == SHANGHAI
    await company.post(ACCOUNTS, json=[{"name": "E", "c_seat": {"city": "Berlin"}}])
    assert await names(company, filter='c_seat.city == "Berlin"', sort="name") == ["B", "E"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Berlin", "address_expected"),
        ({"country": "Atlantis"}, "country_expected"),
        ({"country": "CN", "postal_code": "12345"}, "postal_code_expected"),
        ({"planet": "Mars"}, "part_unknown"),
        ({"city": "x" * 121}, "text_too_long"),
        ({"street": "a\nb\nc\nd\ne"}, "text_too_long"),
        ({"city": ["x"]}, "text_expected"),
        ({"city": "a\x00b"}, "text_has_nul"),
    ],
)
async def test_refused(company, value, code):
    answer = await company.post(ACCOUNTS, json={"name": "x", "c_seat": value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == code


@pytest.mark.parametrize("value", [{}, {"city": " "}, {"city": None}])
async def test_what_says_nothing_is_no_value(company, value):
    (made,) = (await company.post(ACCOUNTS, json=[{"name": "x", "c_seat": value}])).json()["ids"]
    assert (await company.get(f"{ACCOUNTS}/{made}")).json()["c_seat"] is None


async def test_unknown_parts_are_unknown_fields(company):
    for query in ({"filter": 'c_seat.planet == "x"'}, {"sort": "c_seat.planet"}, {"fields": "c_seat.city.x"}):
        assert (await company.get(ACCOUNTS, params=query)).status_code == 422
    assert (await company.post(ACCOUNTS, json=[{"name": "x", "c_seat.planet": "y"}])).status_code == 422
