"""`convert` in conditions and formulas: lists, figures and writes alike, by whatever rates there are."""

from __future__ import annotations

import pytest

DEALS = "/objects/deal/records"
CLOSED = {"A": "2021-05-01", "B": "2024-05-01", "C": "2019-05-01", "D": None}  # each of 110 US dollars
IN_EURO = {"A": 88, "B": 100, "C": None, "D": None}


@pytest.fixture
async def deals(company):
    records = [{"name": name, "amount": "110", "close_date": day} for name, day in CLOSED.items()]
    answer = await company.client.post(DEALS, json=records)
    assert answer.status_code == 201, answer.text
    return dict(zip(CLOSED, answer.json()["ids"], strict=True))


@pytest.fixture
def formula(company):
    async def formula(text, status=201, object_name="deal", **rest):
        body = {"type": "formula", "label": "In euro", "name": "c_euro", "formula": text, **rest}
        answer = await company.client.post(f"/objects/{object_name}/fields", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    return formula


async def listed(company, field="c_euro", **query):
    answer = await company.client.get(DEALS, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return {each["name"]: each[field] for each in answer.json()["data"]}


async def test_a_formula_converts_by_the_day_of_each_record(company, deals, formula):
    await formula('convert(amount, "EUR", close_date)')

    assert await listed(company) == IN_EURO
    assert list(await listed(company, sort="-c_euro"))[:2] == ["B", "A"]
    assert await listed(company, filter="c_euro > 90") == {"B": 100}
    asked = {"metrics": [{"fn": "sum", "field": "c_euro", "as": "total"}]}
    figure = await company.client.post("/objects/deal/aggregate", json=asked)
    assert figure.json()["data"][0]["total"] == 188


async def test_it_follows_new_rates_at_once(company, deals, formula):
    await formula('convert(amount, "EUR")')
    assert set((await listed(company)).values()) == {100}

    await company.rates({"currency": "EUR", "valid_from": "2024-06-01", "rate": "2.2"})

    assert set((await listed(company)).values()) == {50}


async def test_a_day_to_come_has_todays_rate(company, deals, formula):
    await company.rates({"currency": "EUR", "valid_from": "2999-01-01", "rate": "11"})
    await formula('convert(amount, "EUR", "2999-05-01")')

    assert set((await listed(company)).values()) == {100}


async def test_yen_have_no_decimals_and_its_own_currency_stays_money(company, deals, formula):
    await formula('convert(amount, "JPY")')
    assert (await listed(company))["A"] == 16923
    answer = await company.client.post(
        "/expressions/check",
        json={"object": "deal", "text": 'convert(amount / 3, "USD")', "purpose": "value"},
    )
    assert answer.json()["type"] == "money"


@pytest.mark.parametrize(
    "condition",
    [
        'convert(amount, "EUR", close_date) >= 90',
        'convert(amount, "EUR", close_date) == null',
        'convert(amount, "EUR", close_date) * 2 < convert(amount, "JPY", close_date) && convert(5, "EUR") > 4',
        '(close_date == null ? convert(amount, "EUR") : convert(amount, "EUR", close_date)) >= 100',
    ],
)
async def test_rules_refuse_what_lists_find(company, deals, condition):
    found = set(await listed(company, "amount", filter=condition))
    rule = {"error_when": condition, "message": {"en": "No.", "zh-CN": "不行。"}}
    body = {"object": "deal", "label": "Rule", "body": rule}
    assert (await company.client.put("/definitions/validation_rule/rule", json=body)).status_code == 200

    refused = set()
    for name, record in deals.items():
        answer = await company.client.patch(f"{DEALS}/{record}", json={"next_step": "Call"})
        if answer.status_code == 422:
            refused.add(name)

    assert refused == found != set()


async def test_a_formula_with_it_is_known_to_rules(company, deals, formula):
    await formula('convert(amount, "EUR", close_date)')
    rule = {"error_when": "c_euro > 90", "message": {"en": "No.", "zh-CN": "不行。"}}
    body = {"object": "deal", "label": "Rule", "body": rule}
    await company.client.put("/definitions/validation_rule/rule", json=body)

    for name, status in (("A", 200), ("B", 422)):
        answer = await company.client.patch(f"{DEALS}/{deals[name]}", json={"next_step": "Call"})
        assert answer.status_code == status, answer.text


async def test_the_preview_says_why_there_is_nothing(company, deals):
    body = {"object": "deal", "text": 'convert(amount, "EUR", close_date) > 3', "record_id": deals["C"]}
    found = (await company.client.post("/expressions/preview", json=body)).json()
    assert (found["value"], found["missing_rates"]) == (False, [{"currency": "EUR", "day": "2019-05-01"}])

    body["record_id"] = deals["B"]
    assert (await company.client.post("/expressions/preview", json=body)).json()["missing_rates"] == []


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('1 + convert(amount, "EURO")', "expression_unknown_currency", 21),
        ('convert(name, "EUR")', "expression_argument_type", 9),
        ("convert(amount, name)", "expression_argument_literal", 17),
        ('convert(foreign_amount, "EUR")', "expression_amount_in_any_currency", 9),
        ('convert(amount, "EUR", stage)', "expression_argument_type", 24),
    ],
)
async def test_mistakes_point_at_the_argument(company, text, code, column):
    answer = await company.client.post(
        "/expressions/check", json={"object": "deal", "text": text, "purpose": "value"}
    )
    error = answer.json()["error"]
    assert (error["code"], error["column"]) == (code, column)


async def test_the_editor_offers_the_companys_currencies(company):
    async def offered(text):
        asked = {"object": "deal", "text": text, "purpose": "value", "position": len(text)}
        found = (await company.client.post("/expressions/check", json=asked)).json()
        return [each["insert"] for each in found["completions"]]

    assert await offered("convert(amount, ") == ['"USD"', '"EUR"', '"JPY"']
    assert await offered('convert(size(name), "e') == ['"EUR"']


async def test_what_is_kept_cannot_depend_on_rates(company, formula):
    """Rates change without the record: neither roll-ups nor who sees it could follow."""
    rollup = {
        "object": "deal",
        "lookup": "account",
        "function": "count",
        "condition": 'convert(amount, "EUR") > 5',
    }
    body = {"type": "rollup", "label": "Big", "name": "c_big", "rollup": rollup}
    refused = await company.client.post("/objects/account/fields", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "rollup_depends_on_time")
