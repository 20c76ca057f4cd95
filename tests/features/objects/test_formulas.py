"""Formula fields over HTTP: declared, computed wherever fields are read, never written, never telling what is hidden."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

DEALS, ACCOUNTS = "/objects/deal/records", "/objects/account/records"
FIELDS = "/objects/deal/fields"


def company_of(request):
    return f"f{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, request):
    """Each test has its own, so that none meets another's fields."""
    return await client_of(company_of(request))


@pytest.fixture
def add(company):
    async def add(label, formula, of="deal", **rest):
        body = {"type": "formula", "label": label, "formula": formula, **rest}
        answer = await company.post(f"/objects/{of}/fields", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return add


@pytest.fixture
def make(company):
    async def make(records=DEALS, **values):
        answer = await company.post(records, json=values)
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


async def refusal(client, formula, of="deal"):
    body = {"type": "formula", "label": "Refused", "formula": formula}
    answer = await client.post(f"/objects/{of}/fields", json=body)
    problem = answer.json()
    return answer.status_code, problem["code"], problem


async def names(client, **query):
    answer = await client.get(DEALS, params={"fields": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


@pytest.mark.parametrize(
    ("formula", "type", "value"),
    [
        ("amount * probability / 100", "money", "62.50"),
        ("amount / 4 > 10", "boolean", True),
        ("ratio(amount, amount * 8)", "number", 0.125),
        ('upper(name) + " / " + text(amount)', "text", "ONE / 125"),
        ("addMonths(close_date, 1)", "date", "2026-02-28"),
        ("size(name)", "integer", 3),
        ("label(stage)", "text", "Prospecting"),
        ("account.name", "text", "Acme"),
        ('timestamp("2026-01-31T10:00:00Z")', "datetime", "2026-01-31T10:00:00.000000Z"),
        ("account.employees * 2", "number", 20.0),
    ],
)
async def test_its_type_is_that_of_its_value(add, make, company, formula, type, value):
    account = await make(ACCOUNTS, name="Acme", employees=10)
    deal = await make(name="One", amount="125.00", probability=50, close_date="2026-01-31", account=account)

    field = await add("Computed", formula)
    record = (await company.get(f"{DEALS}/{deal}")).json()

    assert (field["type"], field["read_only"], field["formula"]) == (type, True, formula)
    assert record[field["name"]] == value


async def test_is_filtered_sorted_grouped_summed_and_exported(add, make, company):
    share = (await add("Share", "round(amount * probability / 100, 2)"))["name"]
    size = (await add("Large", f"{share} >= 100"))["name"]
    for name, amount in (("A", "100"), ("B", "500"), ("C", None), ("D", "300")):
        await make(name=name, amount=amount, probability=50)

    assert await names(company, filter=f"{share} > 60", sort=f"-{share}") == ["B", "D"]
    assert await names(company, sort=share) == ["A", "D", "B", "C"]
    first = (await company.get(DEALS, params={"sort": share, "limit": 2, "fields": share})).json()
    second = (
        await company.get(
            DEALS,
            params={"sort": share, "limit": 2, "fields": f"name,{share}", "cursor": first["next_cursor"]},
        )
    ).json()
    assert [each["name"] for each in second["data"]] == ["B", "C"]
    answer = await company.post(
        "/objects/deal/aggregate",
        json={
            "group_by": [{"field": size}],
            "metrics": [{"as": "total", "fn": "sum", "field": share}, {"as": "n", "fn": "count"}],
            "sort": size,
        },
    )
    assert answer.json()["data"] == [
        {size: False, "total": "50.00", "n": 2},
        {size: True, "total": "400.00", "n": 2},
    ]


async def test_is_read_through_a_lookup(add, make, company):
    score = (await add("Score", "employees * 3", of="account"))["name"]
    weight = (await add("Weight", f"account.{score} + 1"))["name"]
    small, large = await make(ACCOUNTS, name="S", employees=1), await make(ACCOUNTS, name="L", employees=100)
    await make(name="one", account=small)
    await make(name="two", account=large)

    assert await names(company, filter=f"account.{score} > 10") == ["two"]
    assert await names(company, filter=f"{weight} == 4") == ["one"]
    found = (await company.get(DEALS, params={"fields": f"{weight},account.{score}", "sort": "name"})).json()
    assert [(each[weight], each[f"account.{score}"]) for each in found["data"]] == [(4, 3), (301, 300)]


async def test_is_never_written(add, make, company):
    field = (await add("Twice", "amount * 2"))["name"]

    created = await company.post(DEALS, json={"name": "x", field: "3.00"})
    deal = await make(name="y", amount="2.00")
    changed = await company.patch(f"{DEALS}/{deal}", json={field: "3.00"})

    for answer in (created, changed):
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "field_read_only")


class TestRefusals:
    @pytest.mark.parametrize(
        ("formula", "code"),
        [
            ("", "formula_missing"),
            ("amount +", "expression_syntax"),
            ("amont * 2", "expression_unknown_field"),
            ("amount - owner", "expression_bad_arithmetic"),
            ("owner", "expression_no_result"),
            ("owner == me", "expression_me_in_formula"),
            ("pinyin(name)", "expression_memory_only"),
            ("now() - created_at", "expression_no_result"),
            ("name + 1", "expression_text_arithmetic"),
            ("account.owner.name", "expression_unknown_field"),
        ],
    )
    async def test_names_what_is_wrong(self, company, formula, code):
        assert (await refusal(company, formula))[:2] == (422, code)

    async def test_tells_the_place(self, company):
        _, _, problem = await refusal(company, "amount +\n  amont")

        assert (problem["field"], problem["line"], problem["column"]) == ("formula", 2, 3)
        assert "Similar names: amount" in problem["detail"]

    async def test_circles_with_their_chain(self, add, company):
        a = (await add("A", "amount"))["name"]
        b = (await add("B", f"{a} + 1"))["name"]

        answer = await company.patch(f"{FIELDS}/{a}", json={"formula": f"{b} + 1"})

        assert (answer.status_code, answer.json()["code"]) == (422, "expression_circular")
        assert f"deal.{a} → deal.{b} → deal.{a}" in answer.json()["detail"]

    async def test_formulas_upon_formulas_without_end(self, add, company):
        last = "amount"
        for level in range(5):
            last = (await add(f"Level {level}", f"{last} + 1"))["name"]

        assert (await refusal(company, f"{last} + 1"))[:2] == (422, "expression_formulas_too_deep")

    async def test_costly_ones(self, add, company):
        last = (await add("One", f"min({', '.join(['amount'] * 60)})"))["name"]

        assert (await refusal(company, f"min({', '.join([last] * 20)})"))[:2] == (
            422,
            "expression_too_costly",
        )

    async def test_another_type(self, add, company):
        field = (await add("A", "amount"))["name"]

        answer = await company.patch(f"{FIELDS}/{field}", json={"formula": "name"})

        assert (answer.status_code, answer.json()["code"]) == (409, "formula_type_differs")

    async def test_what_a_formula_has_no_use_for(self, company):
        body = {"type": "formula", "label": "X", "formula": "amount", "indexed": True}

        answer = await company.post(FIELDS, json=body)

        assert (answer.status_code, answer.json()["code"]) == (422, "field_option_unfit")

    async def test_deleting_what_it_reads(self, add, company):
        made = await company.post(FIELDS, json={"type": "number", "label": "Rate"})
        rate = made.json()["name"]
        field = (await add("A", f"{rate} * 2"))["name"]

        refused = await company.delete(f"{FIELDS}/{rate}")
        undone = await company.post(f"/change-sets/{made.headers['X-Change-Set']}/undo")
        await company.delete(f"{FIELDS}/{field}")
        accepted = await company.delete(f"{FIELDS}/{rate}")
        back = await company.post(f"{FIELDS}/{field}/restore")

        assert (refused.status_code, refused.json()["code"]) == (409, "field_in_formulas")
        assert (undone.status_code, undone.json()["code"]) == (409, "field_in_formulas")
        assert accepted.status_code == 204
        assert back.status_code == 409


async def test_a_change_takes_effect_at_once_and_is_undone(add, make, company):
    field = (await add("A", "amount * 2"))["name"]
    deal = await make(name="x", amount="10.00")

    answer = await company.patch(f"{FIELDS}/{field}", json={"formula": "amount * 3"})
    changed = (await company.get(f"{DEALS}/{deal}")).json()[field]
    await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
    undone = (await company.get(f"{DEALS}/{deal}")).json()[field]

    assert (changed, undone) == ("30.00", "20.00")


async def test_tells_nothing_of_hidden_inputs(add, company, client_of, request):
    direct = (await add("Twice", "amount * 2"))["name"]
    by_way = (await add("Four times", f"{direct} * 2"))["name"]
    far = (await add("Far", "account.employees"))["name"]
    free = (await add("Free", "size(name)"))["name"]
    definition = {
        "objects": {"*": ["create", "read", "update"]},
        "fields": {"deal": {"amount": "hidden"}, "account": {"employees": "hidden"}},
    }
    await company.patch("/permission-sets/member", json={"definition": definition})
    member = await client_of(company_of(request), role="member")
    await member.post(DEALS, json={"name": "Big"})

    told = {each["name"] for each in (await member.get("/objects/deal")).json()["fields"]}
    record = (await member.get(DEALS)).json()["data"][0]

    assert {direct, by_way, far, free} & told == {free}
    assert {direct, by_way, far, free} & set(record) == {free}
    for name in (direct, by_way, far):
        for query in ({"filter": f"{name} > 1"}, {"sort": name}, {"fields": name}):
            answer = await member.get(DEALS, params=query)
            assert answer.status_code == 422, (name, query)
            assert answer.json()["code"] in ("field_unknown", "expression_unknown_field")
        report = {"metrics": [{"as": "x", "fn": "max", "field": name}]}
        assert (await member.post("/objects/deal/aggregate", json=report)).status_code == 422
        written = await member.post(DEALS, json={"name": "x", name: 1})
        assert written.json()["errors"][0]["code"] == "field_unknown"
