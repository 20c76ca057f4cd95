"""Which layout a record has and what of it is shown, also while somebody types."""

from __future__ import annotations

from tests.features.layouts.conftest import section, tab

NOBODY = "01900000-0000-7000-8000-000000000000"
LARGE = tab(
    section("facts", "name", {"name": "next_step", "visible_when": 'amount > 500'}),
    section("large", "amount", visible_when="amount > 1000"),
)  # fmt: skip


async def test_parts_and_fields_of_a_record(put, make, decide):
    await put(LARGE)
    small, large = await make(amount="5"), await make(amount="5000")
    assert await decide(record_id=small) == {
        "layout": "page", "hidden_parts": ["large"], "hidden_fields": ["next_step"],
    }  # fmt: skip
    assert await decide(record_id=large) == {"layout": "page", "hidden_parts": [], "hidden_fields": []}


async def test_with_what_is_being_typed(company, put, make, decide):
    await put(LARGE)
    deal = await make(amount="5")
    assert (await decide(record_id=deal, values={"amount": "700.50"}))["hidden_fields"] == []
    assert (await decide(record_id=deal, values={"amount": None}))["hidden_parts"] == ["large"]
    # What cannot be read yet changes nothing.
    assert (await decide(record_id=deal, values={"amount": "7x"}))["hidden_parts"] == ["large"]
    assert (await company.get(f"/objects/deal/records/{deal}")).json()["amount"] == "5.00"


async def test_a_new_record_has_its_defaults(put, decide):
    await put(
        tab(
            section("facts", "name", visible_when='status == "open"'),
            section("won", "amount", visible_when='status == "won"'),
        )
    )
    assert (await decide())["hidden_parts"] == ["won"]
    assert (await decide(values={"stage": "won"}))["hidden_parts"] == ["facts"]


async def test_by_what_is_looked_up(company, put, make, decide):
    shop = (await company.post("/objects/account/records", json={"name": "S", "industry": "retail"})).json()[
        "ids"
    ][0]
    await put(tab(section("shops", "name", visible_when='account.industry == "retail"')))
    assert (await decide())["hidden_parts"] == ["shops"]
    assert (await decide(values={"account": shop}))["hidden_parts"] == []
    assert (await decide(record_id=await make(account=shop)))["hidden_parts"] == []


async def test_by_formulas(company, put, decide):
    formula = {"type": "formula", "label": "Twice", "name": "c_twice", "formula": "amount * 2"}
    assert (await company.post("/objects/deal/fields", json=formula)).status_code == 201
    await put(tab(section("facts", "name", visible_when="c_twice > 100")))
    assert (await decide(values={"amount": "40"}))["hidden_parts"] == ["facts"]
    assert (await decide(values={"amount": "60"}))["hidden_parts"] == []


async def test_the_first_layout_that_applies(put, decide):
    await put(LARGE, name="large", when="amount > 1000")
    await put(name="plain", position=1, when="amount > 10")
    assert (await decide(values={"amount": "2000"}))["layout"] == "large"
    assert (await decide(values={"amount": "20"}))["layout"] == "plain"
    assert (await decide(values={"amount": "2"}))["layout"] is None


async def test_in_the_bin(company, put, make, decide):
    await put(LARGE)
    deal = await make(amount="5000")
    await company.delete(f"/objects/deal/records/{deal}")
    assert (await decide(record_id=deal))["hidden_parts"] == []


class TestWalls:
    async def test_conditions_tell_nothing_of_hidden_fields(self, member, put, hide, make, decide):
        await put(LARGE)
        deal = await make(amount="5000")
        await hide("deal", "amount")
        assert (await decide(member, record_id=deal))["hidden_parts"] == ["large"]
        # Nor is a value taken that he may not set.
        assert (await decide(member, record_id=deal, values={"amount": "9000"}))["hidden_parts"] == ["large"]

    async def test_nor_of_hidden_fields_of_what_is_looked_up(self, company, member, put, hide, make, decide):
        shop = await make("account", industry="retail")
        await put(tab(section("shops", "name", visible_when='account.industry == "retail"')))
        deal = await make(account=shop)
        assert (await decide(member, record_id=deal))["hidden_parts"] == []
        await hide("account", "industry")
        assert (await decide(member, record_id=deal))["hidden_parts"] == ["shops"]
        assert (await decide(member, values={"account": shop}))["hidden_parts"] == ["shops"]

    async def test_records_of_others(self, client_of, company, put, make):
        await put(LARGE)
        url = "/objects/deal/layout-decisions"
        for record in (NOBODY, await self._of_another(client_of)):
            assert (await company.post(url, json={"record_id": record})).status_code == 404
        assert (await (await client_of(None)).post(url, json={})).status_code == 401

    async def _of_another(self, client_of):
        other = await client_of("otherlayouts")
        return (await other.post("/objects/deal/records", json={"name": "x"})).json()["ids"][0]


class TestDrafts:
    async def test_are_drawn_and_decided_for_administrators(self, company, member, make, decide):
        deal = await make(amount="5")
        draft = {"tabs": [LARGE], "when": "amount > 9", "for": {"access": ["viewer"]}}
        answer = await decide(record_id=deal, draft=draft)
        assert (answer["layout"], answer["hidden_parts"]) == ("draft", ["large"])
        assert [each["key"] for each in answer["drawn"]["tabs"][0]["items"]] == ["facts", "large", "more"]

        refused = await member.post("/objects/deal/layout-decisions", json={"draft": draft})
        assert refused.status_code == 403

    async def test_are_held_to_the_same(self, company):
        draft = {"tabs": [tab(section("facts", "nope"))]}
        answer = await company.post("/objects/deal/layout-decisions", json={"draft": draft})
        assert (answer.status_code, answer.json()["code"]) == (422, "field_unknown")
