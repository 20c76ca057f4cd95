"""What the editor of expressions asks: checks with their place, completions, values on a record."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

DEALS = "/objects/deal/records"


def company_of(request):
    return f"e{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, request):
    return await client_of(company_of(request))


@pytest.fixture
async def member(company, client_of, request):
    """Does not see amounts."""
    definition = {"objects": {"*": ["create", "read", "update"]}, "fields": {"deal": {"amount": "hidden"}}}
    await company.patch("/permission-sets/member", json={"definition": definition})
    return await client_of(company_of(request), role="member")


async def check(client, text, purpose="condition", **rest):
    answer = await client.post(
        "/expressions/check", json={"object": "deal", "text": text, "purpose": purpose, **rest}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def inserts(client, text, purpose="condition"):
    found = await check(client, text, purpose, position=len(text))
    return [each["insert"] for each in found["completions"]]


class TestChecks:
    async def test_type_and_references(self, company):
        found = await check(company, "amount * probability / 100", "value")

        assert (found["valid"], found["type"], found["error"]) == (True, "money", None)
        assert [(each["name"], each["type"]) for each in found["references"]] == [
            ("amount", "money"),
            ("probability", "number"),
        ]

    async def test_place_and_sentence_of_a_mistake(self, company):
        found = await check(company, "name == 'x' &&\n amout > 3")

        error = found["error"]
        assert (error["code"], error["line"], error["column"], error["length"]) == (
            "expression_unknown_field", 2, 2, 5,
        )  # fmt: skip
        assert "amount" in error["message"]

    async def test_a_condition_must_be_true_or_false(self, company):
        assert (await check(company, "amount + 1"))["error"]["code"] == "expression_not_condition"

    async def test_rules_know_what_was_before(self, company):
        assert (await check(company, "old.amount != amount", "rule"))["valid"]
        assert not (await check(company, "old.amount != amount"))["valid"]

    async def test_in_the_callers_language(self, company):
        answer = await company.post(
            "/expressions/check",
            json={"object": "deal", "text": "amout > 3"},
            headers={"Accept-Language": "zh-CN"},
        )
        assert "没有名为" in answer.json()["error"]["message"]


class TestCompletions:
    async def test_fields_and_functions_by_name(self, company):
        found = await inserts(company, "am")

        assert found[0] == "amount"
        assert "addMonths()" in await inserts(company, "addm")

    async def test_fields_by_their_label_in_either_language(self, company):
        assert (await inserts(company, "金额"))[0] == "amount"

    async def test_fields_of_looked_up_records(self, company):
        assert "account.name" in await inserts(company, "size(account.na")

    async def test_options(self, company):
        assert '"won"' in await inserts(company, 'stage == "w')

    async def test_nothing_within_a_text(self, company):
        assert await inserts(company, 'name == "am') == []

    async def test_nothing_hidden(self, member):
        assert "amount" not in await inserts(member, "am")


class TestPreviews:
    async def test_value_and_parts(self, company):
        deal = (await company.post(DEALS, json={"name": "Acme", "amount": "10.00"})).json()["ids"][0]
        body = {"object": "deal", "text": "amount * 2 > 15 && size(name) == 4", "record_id": deal}

        found = (await company.post("/expressions/preview", json=body)).json()

        assert (found["type"], found["value"]) == ("boolean", True)
        assert [(each["text"], each["value"]) for each in found["parts"]] == [
            ("amount * 2 > 15", True),
            ("amount * 2", "20.00"),
            ("amount", "10.00"),
            ("size(name) == 4", True),
            ("size(name)", 4),
            ("name", "Acme"),
        ]

    async def test_of_a_formula(self, company):
        deal = (await company.post(DEALS, json={"name": "Acme", "amount": "10.00"})).json()["ids"][0]
        body = {"object": "deal", "text": "amount / 3", "purpose": "formula", "record_id": deal}

        assert (await company.post("/expressions/preview", json=body)).json()["value"] == "3.33"

    async def test_tells_nothing_of_hidden_fields(self, company, member):
        deal = (await member.post(DEALS, json={"name": "Mine"})).json()["ids"][0]

        answer = await member.post(
            "/expressions/preview",
            json={"object": "deal", "text": "amount", "purpose": "value", "record_id": deal},
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "expression_unknown_field")

    async def test_of_no_record_that_the_caller_does_not_see(self, company, client_of):
        deal = (await company.post(DEALS, json={"name": "Theirs"})).json()["ids"][0]
        body = {"object": "deal", "text": "name", "purpose": "value", "record_id": deal}

        assert (await (await client_of("globex")).post("/expressions/preview", json=body)).status_code == 404
        assert (await (await client_of(None)).post("/expressions/preview", json=body)).status_code == 401


async def test_formulas_are_written_by_administrators(member):
    answer = await member.post(
        "/expressions/check", json={"object": "deal", "text": "1", "purpose": "formula"}
    )

    assert answer.status_code == 403


async def test_functions_are_told_in_the_callers_language(company):
    found = (await company.get("/expressions/functions", headers={"Accept-Language": "zh-CN"})).json()["data"]

    assert {each["name"]: each["help"] for each in found}["upper"] == "把字母转换为大写。"


async def test_fiscal_years_are_those_of_the_company(company):
    deal = (await company.post(DEALS, json={"name": "x", "close_date": "2026-05-01"})).json()["ids"][0]
    body = {"object": "deal", "text": "fiscalYear(close_date)", "purpose": "value", "record_id": deal}
    before = (await company.post("/expressions/preview", json=body)).json()["value"]

    changed = await company.patch("/company", json={"fiscal_month": 4})

    assert changed.json()["fiscal_month"] == 4
    assert (before, (await company.post("/expressions/preview", json=body)).json()["value"]) == (2026, 2027)


class TestFlows:
    """Of steps of workflows: any value, with the record as it was before."""

    async def test_values_with_old_ones(self, company):
        answer = await check(company, "amount - old.amount", "flow")
        assert (answer["valid"], answer["type"]) == (True, "money")
        assert [each["name"] for each in answer["references"]] == ["amount", "old.amount"]
        assert "old.amount" in await inserts(company, "old.am", "flow")

    async def test_what_steps_give_is_not_known(self, company):
        answer = await check(company, "amount > steps.task.amount", "flow")
        assert (answer["error"]["code"], answer["error"]["column"]) == ("expression_unknown_field", 10)
