"""Deals in other currencies: their amount in the company's follows."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest


def both(deal):
    foreign = deal["foreign_amount"]
    return deal["amount"], foreign and (foreign["amount"], foreign["currency"], foreign["converted"])


async def test_is_worth_what_today_s_rate_says(company, foreign):
    deal = await company.make(foreign_amount=foreign("1000"))
    assert both(deal) == ("1100.00", ("1000.00", "EUR", "1100.00"))
    assert both(await company.make(foreign_amount="JPY 12345")) == ("80.24", ("12345", "JPY", "80.24"))


async def test_closed_deals_are_worth_what_the_rate_of_their_day_said(company, foreign):
    deal = await company.make(foreign_amount=foreign("1000"), close_date="2023-05-01")
    assert deal["amount"] == "1100.00"
    deal = await company.change(deal, stage="won")
    assert deal["amount"] == "1250.00"
    assert (await company.change(deal, close_date="2024-05-01"))["amount"] == "1100.00"
    assert (await company.change(deal, stage="proposal"))["amount"] == "1100.00"


async def test_the_amount_by_itself_is_in_the_company_s_currency(company, foreign):
    deal = await company.make(foreign_amount=foreign("1000"))
    assert both(await company.change(deal, amount="500")) == ("500.00", None)
    assert both(await company.change(deal, foreign_amount=foreign("20"))) == (
        "22.00",
        ("20.00", "EUR", "22.00"),
    )
    assert both(await company.change(deal, foreign_amount=foreign("7", "USD"))) == ("7.00", None)


async def test_a_currency_beside_the_amount_says_what_it_is_in(company):
    deal = await company.make(**{"amount": "100", "foreign_amount.currency": "EUR"})
    assert both(deal) == ("110.00", ("100.00", "EUR", "110.00"))
    home = await company.make(amount="50")
    assert both(await company.change(home, **{"foreign_amount.currency": "EUR"})) == (
        "55.00",
        ("50.00", "EUR", "55.00"),
    )
    assert both(await company.change(deal, **{"foreign_amount.amount": "200"})) == (
        "220.00",
        ("200.00", "EUR", "220.00"),
    )


async def test_what_was_read_can_be_sent_back(company, foreign):
    deal = await company.make(foreign_amount=foreign("1000"))
    sent = {"amount": deal["amount"], "foreign_amount": deal["foreign_amount"]}
    again = await company.change(deal, **sent)
    assert (both(again), again["version"]) == (both(deal), deal["version"])
    assert both(await company.change(deal, **{**sent, "amount": "9"})) == ("9.00", None)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"foreign_amount": {"amount": "1", "currency": "GBP"}}, "foreign_amount", "currency_inactive"),
        (
            {
                "foreign_amount": {"amount": "1", "currency": "EUR"},
                "stage": "won",
                "close_date": "2019-12-31",
            },
            "foreign_amount",
            "exchange_rate_missing",
        ),
        ({"foreign_amount": {"amount": "-1", "currency": "EUR"}}, "foreign_amount", "number_too_small"),
        ({"foreign_amount.converted": "5"}, "foreign_amount.converted", "field_unknown"),
    ],
)
async def test_refused(company, values, field, code):
    answer = await company.client.post("/objects/deal/records", json={"name": "x", **values})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["field"], error["code"]) == (field, code)


async def test_lists_boards_and_reports_go_by_what_it_is_worth(company, foreign):
    await company.make(name="A", foreign_amount=foreign("1000"))
    await company.make(name="B", amount="1050")
    await company.make(name="C", foreign_amount=foreign("100000", "JPY"))
    url = "/objects/deal/records"
    listed = await company.client.get(url, params={"sort": "-amount", "filter": "amount > 100"})
    assert [each["name"] for each in listed.json()["data"]] == ["A", "B", "C"]
    abroad = await company.client.get(url, params={"filter": 'foreign_amount.currency == "JPY"'})
    assert [each["name"] for each in abroad.json()["data"]] == ["C"]
    by_worth = await company.client.get(url, params={"sort": "foreign_amount.converted"})
    assert [each["name"] for each in by_worth.json()["data"]] == ["C", "A", "B"]
    asked = {
        "metrics": [{"fn": "sum", "field": "amount", "as": "total"}],
        "group_by": ["foreign_amount.currency"],
    }
    grouped = (await company.client.post("/objects/deal/aggregate", json=asked)).json()["data"]
    assert {each["foreign_amount.currency"]: each["total"] for each in grouped} == {
        "EUR": "1100.00",
        "JPY": "650.00",
        None: "1050.00",
    }
    board = (await company.client.get("/objects/deal/board")).json()
    assert board["columns"][0]["total"] == "2800.00"


async def test_undoing_a_change_goes_back_to_the_amount_by_the_rate_of_now(company, foreign, run_jobs):
    deal = await company.make(foreign_amount=foreign("1000"))
    await company.change(deal, foreign_amount=foreign("10"))
    change_set = (await company.client.get("/change-sets")).json()["data"][0]["id"]
    await company.rates({"currency": "EUR", "valid_from": "2024-02-01", "rate": "2"})
    await run_jobs()
    assert both(await company.get(deal["id"])) == ("20.00", ("10.00", "EUR", "20.00"))
    await company.undo(change_set)
    assert both(await company.get(deal["id"])) == ("2000.00", ("1000.00", "EUR", "2000.00"))


async def test_a_hidden_amount_hides_the_other_currency_too(company, foreign, client_of, request):
    slug = f"m{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"
    member = await client_of(slug, role="member")
    definition = {"objects": {"*": ["read", "update"]}, "fields": {"deal": {"amount": "hidden"}}}
    answer = await company.client.patch("/permission-sets/member", json={"definition": definition})
    assert answer.status_code == 200, answer.text
    deal = await company.make(foreign_amount=foreign("1000"))
    seen = (await member.get(f"/objects/deal/records/{deal['id']}")).json()
    assert not {"foreign_amount", "amount"} & seen.keys()
    refused = await member.get("/objects/deal/records", params={"sort": "foreign_amount.converted"})
    assert refused.json()["code"] == "field_unknown"
