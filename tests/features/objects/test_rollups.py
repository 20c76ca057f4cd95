"""Roll-up fields: exact after every kind of write, whoever else writes, and filled for the records that were there."""

from __future__ import annotations

import asyncio
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.features.objects import tasks
from guanxi.kernel.jobs.worker import WorkerThread

DEALS, ACCOUNTS = "/objects/deal/records", "/objects/account/records"
FIELDS = "/objects/account/fields"
OVER = {"object": "deal", "lookup": "account"}


@pytest.fixture
def worker(app, database_url, monkeypatch):
    monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
    monkeypatch.setattr(tasks, "ROLLUP_CHUNK", 3)
    thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
    thread.start()
    yield thread
    thread.stop()


def company_of(request):
    return f"r{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, request):
    """Each test has its own, so that none meets another's fields."""
    return await client_of(company_of(request))


@pytest.fixture
def add(company):
    async def add(function, field=None, condition=None, label="Figure", of="account", **over):
        rollup = {**OVER, **over, "function": function, "field": field, "condition": condition}
        body = {"type": "rollup", "label": label, "rollup": rollup}
        answer = await company.post(f"/objects/{of}/fields", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


@pytest.fixture
def make(company):
    async def make(records=DEALS, **values):
        answer = await company.post(records, json={"name": "x", **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


@pytest.fixture
def read(company):
    async def read(account, *names):
        record = (await company.get(f"{ACCOUNTS}/{account}")).json()
        found = tuple(record[name] for name in names)
        return found[0] if len(names) == 1 else found

    return read


async def refusal(client, **rollup):
    body = {"type": "rollup", "label": "Refused", "rollup": {**OVER, **rollup}}
    answer = await client.post(FIELDS, json=body)
    return answer.status_code, answer.json()["code"]


async def test_every_function(add, make, read):
    names = [
        await add("count"),
        await add("sum", "amount"),
        await add("avg", "amount"),
        await add("min", "close_date"),
        await add("max", "created_at"),
        await add("sum", "probability"),
        await add("count", condition="amount > 150"),
    ]
    account = await make(ACCOUNTS)
    assert await read(account, *names) == (0, "0.00", None, None, None, 0, 0)

    await make(account=account, amount="100.00", close_date="2026-03-01", probability=12.5)
    await make(account=account, amount="200.01", close_date="2026-02-01", probability=0.1)
    await make(account=account, probability=0)

    found = await read(account, *names)
    assert found[:4] == (3, "300.01", "150.01", "2026-02-01")
    assert found[4] is not None
    assert found[5] == 12.6
    assert found[6] == 1


async def test_follows_every_kind_of_write(add, make, read, company):
    total, won = await add("sum", "amount"), await add("count", condition='stage == "won"')
    one, two = await make(ACCOUNTS), await make(ACCOUNTS)
    seen = []

    async def look():
        seen.append((*await read(one, total, won), *await read(two, total, won)))

    deal = await make(account=one, amount="10.00")
    await look()
    changed = await company.patch(f"{DEALS}/{deal}", json={"amount": "15.00", "stage": "won"})
    await look()
    await company.patch(f"{DEALS}/{deal}", json={"account": two})
    await look()
    await company.delete(f"{DEALS}/{deal}")
    await look()
    await company.post(f"{DEALS}/{deal}/restoration")
    await look()
    await company.patch(f"{DEALS}/{deal}", json={"account": None})
    await look()

    assert changed.status_code == 200
    assert seen == [
        ("10.00", 0, "0.00", 0),
        ("15.00", 1, "0.00", 0),
        ("0.00", 0, "15.00", 1),
        ("0.00", 0, "0.00", 0),
        ("0.00", 0, "15.00", 1),
        ("0.00", 0, "0.00", 0),
    ]


async def test_follows_undo_and_leaves_no_trace_of_its_own(add, make, read, company):
    total = await add("sum", "amount")
    account = await make(ACCOUNTS)
    before = (await company.get(f"{ACCOUNTS}/{account}")).json()
    answer = await company.post(DEALS, json=[{"name": "a", "account": account, "amount": "5.00"}] * 3)

    made = await read(account, total)
    await company.post(f"/change-sets/{answer.json()['change_set_id']}/undo")
    after = (await company.get(f"{ACCOUNTS}/{account}")).json()

    assert (made, after[total]) == ("15.00", "0.00")
    assert (after["version"], after["updated_at"]) == (before["version"], before["updated_at"])


async def test_is_exact_whoever_writes_at_the_same_time(add, make, read, company):
    total, count = await add("sum", "amount"), await add("count")
    accounts = [await make(ACCOUNTS) for _ in range(2)]
    deals = [await make(account=accounts[0], amount="1.00") for _ in range(6)]
    random = Random(7)

    async def write(deal):
        for _ in range(5):
            values = {"amount": f"{random.randrange(100)}.00", "account": random.choice(accounts)}
            answer = await company.patch(f"{DEALS}/{deal}", json=values)
            assert answer.status_code == 200, answer.text

    await asyncio.gather(*[write(deal) for deal in deals])

    for account in accounts:
        found = (await company.get(DEALS, params={"filter": f'account == "{account}"'})).json()["data"]
        expected = sum(float(each["amount"]) for each in found)
        assert await read(account, total, count) == (f"{expected:.2f}", len(found))


async def test_is_filled_for_records_that_were_there(worker, make, read, company, add):
    accounts = [await make(ACCOUNTS) for _ in range(8)]
    for number, account in enumerate(accounts):
        await company.post(DEALS, json=[{"name": "a", "account": account}] * number or [{"name": "b"}])

    count = await add("count")

    async with asyncio.timeout(60):
        while [await read(each, count) for each in accounts] != list(range(8)):
            await asyncio.sleep(0.05)


async def test_indexed_and_over_a_formula_and_over_another(add, make, read, company):
    answer = await company.post(
        "/objects/deal/fields",
        json={"type": "formula", "label": "Weighted", "formula": "amount * probability / 100"},
    )
    weighted = answer.json()["name"]
    total = await add("sum", weighted)
    await company.patch(f"{FIELDS}/{total}", json={"indexed": True})
    account = await make(ACCOUNTS)
    deal = await make(account=account, amount="100.00", probability=50)

    first = await read(account, total)
    await company.patch(f"{DEALS}/{deal}", json={"probability": 25})

    assert (first, await read(account, total)) == ("50.00", "25.00")
    found = (await company.get(ACCOUNTS, params={"filter": f"{total} > 20", "sort": f"-{total}"})).json()
    assert [each["id"] for each in found["data"]] == [account]


async def test_over_a_lookup_that_the_company_added_and_level_by_level(make, read, company):
    group = (await company.post("/objects", json={"label": "Group"})).json()["name"]
    link = await company.post(FIELDS, json={"type": "lookup", "label": "Group", "target": group})
    lookup = link.json()["name"]
    total = await company.post(
        FIELDS,
        json={"type": "rollup", "label": "Total", "rollup": {**OVER, "function": "sum", "field": "amount"}},
    )
    over = {"object": "account", "lookup": lookup, "function": "sum", "field": total.json()["name"]}
    above = await company.post(
        f"/objects/{group}/fields", json={"type": "rollup", "label": "Total", "rollup": over}
    )
    assert above.status_code == 201, above.text
    parent = await make(f"/objects/{group}/records")
    account = await make(ACCOUNTS, **{lookup: parent})

    await make(account=account, amount="30.00")

    record = (await company.get(f"/objects/{group}/records/{parent}")).json()
    assert record[above.json()["name"]] == "30.00"


async def test_is_never_written(add, make, company):
    count = await add("count")

    answer = await company.post(ACCOUNTS, json={"name": "x", count: 7})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "field_read_only")


async def test_counts_what_its_reader_does_not_see_but_may_be_hidden_itself(
    add, make, company, client_of, request
):
    """A figure is a fact of the company: sharing has no part in who knows it, the right to the field has."""
    count, secret = await add("count"), await add("sum", "amount", label="Secret")
    definition = {
        "objects": {"*": ["create", "read", "update"]},
        "fields": {"account": {secret: "hidden"}},
    }
    await company.patch("/permission-sets/member", json={"definition": definition})
    member = await client_of(company_of(request), role="member")
    account = (await member.post(ACCOUNTS, json={"name": "Mine"})).json()["ids"][0]
    await make(account=account, amount="1.00")

    record = (await member.get(f"{ACCOUNTS}/{account}")).json()

    assert record[count] == 1
    assert secret not in record
    assert (await member.get(ACCOUNTS, params={"filter": f"{secret} > 0"})).status_code == 422


async def test_is_hidden_from_whom_what_it_comes_from_is_hidden(add, make, company, client_of, request):
    """Of an account with one deal, the sum is what that deal has: figures over it and formulas of them would tell as well."""
    count, large = await add("count", label="All"), await add("count", condition="amount > 77", label="Large")
    total = await add("sum", "amount", label="Total")
    above = await add("sum", total, label="Above", of="account", object="account", lookup="parent")
    formula = {"type": "formula", "label": "Half", "formula": f"{total} / 2"}
    half = (await company.post(FIELDS, json=formula)).json()["name"]
    definition = {"objects": {"*": ["read"]}, "fields": {"deal": {"amount": "hidden"}}}
    await company.patch("/permission-sets/member", json={"definition": definition})
    member = await client_of(company_of(request), role="member")
    account = await make(ACCOUNTS)
    await make(account=account, amount="100.00")

    described = {each["name"] for each in (await member.get("/objects/account")).json()["fields"]}
    filtered = [
        (await member.get(ACCOUNTS, params={"filter": f"{name} > 0"})).status_code
        for name in (count, large, total, above, half)
    ]

    assert described & {count, large, total, above, half} == {count}
    assert filtered == [200, 422, 422, 422, 422]
    assert large in {each["name"] for each in (await company.get("/objects/account")).json()["fields"]}


class TestRefusals:
    @pytest.mark.parametrize(
        ("rollup", "code"),
        [
            ({"function": "sum"}, "rollup_field_missing"),
            ({"function": "sum", "field": "name"}, "rollup_field_unfit"),
            ({"function": "count", "field": "amount"}, "rollup_field_unfit"),
            ({"function": "count", "lookup": "owner"}, "rollup_lookup_unfit"),
            ({"function": "count", "lookup": "nothing"}, "field_unknown"),
            ({"function": "count", "condition": "amont > 1"}, "expression_unknown_field"),
            ({"function": "count", "condition": "amount"}, "rollup_condition_unfit"),
            ({"function": "count", "condition": "close_date < today()"}, "rollup_depends_on_time"),
            ({"function": "count", "condition": 'account.name == "x"'}, "rollup_reads_elsewhere"),
        ],
    )
    async def test_names_what_is_wrong(self, company, rollup, code):
        assert await refusal(company, **rollup) == (422, code)

    async def test_circles(self, company):
        lookup = await company.post(FIELDS, json={"type": "lookup", "label": "Mother", "target": "account"})
        over = {"object": "account", "lookup": lookup.json()["name"]}
        first = await company.post(
            FIELDS, json={"type": "rollup", "label": "A", "rollup": {**over, "function": "count"}}
        )
        name = first.json()["name"]
        formula = await company.post(FIELDS, json={"type": "formula", "label": "F", "formula": f"{name} + 1"})
        second = await company.post(
            FIELDS,
            json={
                "type": "rollup", "label": "B",
                "rollup": {**over, "function": "sum", "field": formula.json()["name"]},
            },
        )  # fmt: skip

        answer = await company.patch(
            f"{FIELDS}/{formula.json()['name']}", json={"formula": f"{second.json()['name']} + 1"}
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "rollup_circular")
        assert second.json()["name"] in answer.json()["detail"]

    async def test_deleting_what_it_reads(self, company):
        field = (await company.post("/objects/deal/fields", json={"type": "money", "label": "Cost"})).json()[
            "name"
        ]
        body = {"type": "rollup", "label": "Costs", "rollup": {**OVER, "function": "sum", "field": field}}
        await company.post(FIELDS, json=body)

        answer = await company.delete(f"/objects/deal/fields/{field}")

        assert (answer.status_code, answer.json()["code"]) == (409, "field_in_rollups")
