"""The company's currencies and their dated rates: kept, previewed, taken back."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

EUR = {"currency": "EUR", "valid_from": "2024-01-01", "rate": "1.5"}


async def preview(company, **body):
    return await company.client.post("/exchange-rates/preview", json=body)


async def test_lists_currencies_with_the_rates_of_today(company):
    answer = (await company.client.get("/currencies")).json()
    assert answer["home"] == "USD"
    assert [(each["currency"], each["active"], each["rate"], each["rates"]) for each in answer["data"]] == [
        ("USD", True, "1", 0),
        ("EUR", True, "1.1", 2),
        ("JPY", True, "0.0065", 1),
    ]
    page = (await company.client.get("/currencies/EUR/rates")).json()
    assert [(each["valid_from"], each["rate"]) for each in page["data"]] == [
        ("2024-01-01", "1.1"),
        ("2020-01-01", "1.25"),
    ]
    assert page["next_before"] is None


async def test_a_preview_says_what_would_be_and_keeps_nothing(company, foreign):
    await company.make(foreign_amount=foreign("1000"))
    await company.make(foreign_amount=foreign("10"), stage="won", close_date="2021-01-01")
    told = (await preview(company, rates=[EUR])).json()
    assert told["rates"] == [{"currency": "EUR", "valid_from": "2024-01-01", "before": "1.1", "after": "1.5"}]
    (effect,) = told["effects"]
    assert (effect["object"], effect["field"], effect["records"]) == ("deal", "foreign_amount", 2)
    assert (effect["before"], effect["after"], effect["without_rate"]) == ("1112.50", "1512.50", 0)
    assert (await company.client.get("/currencies")).json()["data"][1]["rate"] == "1.1"


async def test_a_new_rate_converts_what_there_is_and_can_be_undone(company, foreign, run_jobs):
    deal = await company.make(foreign_amount=foreign("1000"))
    changed = await company.rates(EUR)
    await run_jobs()
    after = await company.get(deal["id"])
    assert (after["amount"], after["version"]) == ("1500.00", deal["version"])
    await company.undo(changed["change_set_id"])
    await run_jobs()
    assert (await company.get(deal["id"]))["amount"] == "1100.00"
    listed = (await company.client.get("/change-sets")).json()["data"]
    assert any("EUR" in (each.get("description") or each.get("summary") or "") for each in listed), listed[0]


async def test_the_same_rate_again_changes_nothing(company):
    assert await company.rates({**EUR, "rate": "1.10"}) == {"change_set_id": None, "job_id": None}


async def test_a_rate_taken_away_leaves_the_one_before(company, foreign, run_jobs):
    deal = await company.make(foreign_amount=foreign("1000"))
    await company.rates({**EUR, "rate": None})
    await run_jobs()
    assert (await company.get(deal["id"]))["amount"] == "1250.00"


async def test_without_any_rate_amounts_keep_what_they_were_worth(company, foreign, run_jobs):
    deal = await company.make(foreign_amount=foreign("1000", "JPY"))
    gone = {"currency": "JPY", "valid_from": "2020-01-01", "rate": None}
    assert (await preview(company, rates=[gone])).json()["effects"][0]["without_rate"] == 1
    await company.rates(gone)
    await run_jobs()
    assert (await company.get(deal["id"]))["amount"] == "6.50"
    renamed = await company.change(deal, name="Renamed")
    assert (renamed["name"], renamed["amount"]) == ("Renamed", "6.50")


async def test_roll_ups_follow_the_rates(company, foreign, run_jobs):
    (account,) = (await company.client.post("/objects/account/records", json=[{"name": "Volk"}])).json()[
        "ids"
    ]
    field = {
        "type": "rollup", "label": "Pipeline", "name": "c_pipeline",
        "rollup": {"object": "deal", "lookup": "account", "function": "sum", "field": "amount"},
    }  # fmt: skip
    assert (await company.client.post("/objects/account/fields", json=field)).status_code == 201
    await company.make(foreign_amount=foreign("100"), account=account)
    await company.rates(EUR)
    await run_jobs()
    assert (await company.get(account, "account"))["c_pipeline"] == "150.00"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_a_csv_file_holds_rates(company, delimiter):
    lines = [["Currency", "Date", "Rate"], ["eur", "2025-01-01", "1.2"], ["JPY", "2025/02/03", "0.007"]]
    text = "\ufeff" + "\r\n".join(delimiter.join(line) for line in lines)
    told = (await preview(company, csv=text)).json()
    assert [(each["currency"], each["valid_from"], each["after"]) for each in told["rates"]] == [
        ("EUR", "2025-01-01", "1.2"),
        ("JPY", "2025-02-03", "0.007"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("XXX,2025-01-01,1", "currency_unknown"),
        ("USD,2025-01-01,1", "rate_of_own_currency"),
        ("EUR,soon,1", "rate_day_unreadable"),
        ("EUR,2025-01-01,0", "rate_invalid"),
        ("EUR,2025-01-01,-1", "rate_invalid"),
        ("EUR,2025-01-01,NaN", "rate_invalid"),
        ("EUR,2025-01-01,1e30", "rate_invalid"),
        ("EUR,2025-01-01,1e-16", "rate_invalid"),
        ("EUR,2025-01-01,", "rate_invalid"),
    ],
)
async def test_says_which_row_cannot_be_read(company, row, code):
    answer = await preview(company, csv=f"currency,valid_from,rate\nEUR,2025-01-01,1.2\n{row}\n")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["code"], error["row"]) == (code, 3)


async def test_a_file_without_the_columns_is_refused(company):
    assert (await preview(company, csv="a,b\n1,2\n")).json()["code"] == "rates_csv_columns"
    assert (await preview(company)).json()["code"] == "rates_none"


async def test_the_list_of_currencies_is_kept_in_history_and_undone(company):
    answer = await company.client.put("/currencies", json={"currencies": ["GBP"]})
    assert [each["currency"] for each in answer.json()["data"] if each["active"]] == ["USD", "GBP"]
    assert (await company.client.get("/session")).json()["tenant"]["currencies"] == ["GBP"]
    latest = (await company.client.get("/change-sets")).json()["data"][0]
    await company.undo(latest["id"])
    assert (await company.client.get("/session")).json()["tenant"]["currencies"] == ["EUR", "JPY"]
    refused = await company.client.put("/currencies", json={"currencies": ["ZZZ"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "currency_unknown")


async def test_the_own_currency_stays_once_others_are_used(company):
    refused = await company.client.patch("/company", json={"currency": "EUR"})
    assert (refused.status_code, refused.json()["code"]) == (409, "currency_locked")


async def test_members_read_and_only_administrators_change(company, client_of, request, browser):
    member = await client_of(f"m{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}", role="member")
    assert (await member.get("/currencies")).status_code == 200
    assert (await member.get("/currencies/EUR/rates")).status_code == 200
    for answer in (
        await member.put("/currencies", json={"currencies": []}),
        await member.post("/exchange-rates", json={"rates": [EUR]}),
        await member.post("/exchange-rates/preview", json={"rates": [EUR]}),
    ):
        assert answer.status_code == 403
    assert (await browser.get("/currencies")).status_code == 401
    stranger = await client_of("globex")
    assert [each["currency"] for each in (await stranger.get("/currencies")).json()["data"]] == ["USD"]
