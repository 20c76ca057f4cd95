"""What fields demand of their values, and what they begin with by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

FIELDS = "/objects/account/fields"
ACCOUNTS = "/objects/account/records"


@pytest.fixture
async def company(client_of, request):
    return await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


async def add(client, **body):
    return await client.post(FIELDS, json={"label": "Mine", "name": "c_mine", **body})


async def write(client, value=None):
    values = {} if value is None else {"c_mine": value}
    return await client.post(ACCOUNTS, json={"name": "x", **values})


async def test_patterns(company):
    assert (await add(company, type="text", pattern="[A-Z]{2}-[0-9]+")).json()["pattern"] == "[A-Z]{2}-[0-9]+"

    assert (await write(company, "DE-12")).status_code == 201
    for value in ("de-12", "DE-12 ", "xDE-12"):
        answer = await write(company, value)
        expected = 201 if value.strip() == "DE-12" else 422
        assert answer.status_code == expected
    assert (await company.patch(f"{FIELDS}/c_mine", json={"pattern": None})).status_code == 200
    assert (await write(company, "anything")).status_code == 201


async def test_patterns_that_would_take_forever_do_not(company):
    assert (await add(company, type="text", pattern="(a+)+b")).status_code == 201

    assert (await write(company, "a" * 255)).json()["errors"][0]["code"] == "pattern_mismatch"


@pytest.mark.parametrize("pattern", ["(", r"(a)\1", "a{1000000}"])
async def test_refused_patterns(company, pattern):
    answer = await add(company, type="text", pattern=pattern)

    assert (answer.status_code, answer.json()["code"]) == (422, "pattern_invalid")


async def test_decimals(company):
    assert (await add(company, type="number", decimals=2)).json()["decimals"] == 2

    assert (await write(company, 1.25)).status_code == 201
    assert (await write(company, 1.255)).json()["errors"][0]["code"] == "number_too_precise"


async def test_computed_defaults(company):
    added = await add(company, type="date", default_expression="today() + days(7)")
    assert added.json()["default_expression"] == "today() + days(7)"
    person = {"type": "lookup", "target": "user", "label": "Who", "name": "c_who", "default_expression": "me"}
    assert (await company.post(FIELDS, json=person)).status_code == 201

    (made,) = (await write(company)).json()["ids"]

    record = (await company.get(f"{ACCOUNTS}/{made}")).json()
    week = datetime.now(UTC).date() + timedelta(days=7)
    assert abs((datetime.fromisoformat(record["c_mine"]).date() - week).days) <= 1
    assert record["c_who"]["id"] == record["owner"]["id"]
    (given,) = (await write(company, "2020-01-01")).json()["ids"]
    assert (await company.get(f"{ACCOUNTS}/{given}")).json()["c_mine"] == "2020-01-01"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"type": "date", "default_expression": '"soon"'}, "date_expected"),
        ({"type": "date", "default_expression": "name"}, "expression_unknown_field"),
        ({"type": "integer", "pattern": "x"}, "field_option_unfit"),
        ({"type": "text", "decimals": 2}, "field_option_unfit"),
    ],
)
async def test_refused(company, body, code):
    assert (await add(company, **body)).json()["code"] == code
