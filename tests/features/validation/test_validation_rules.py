"""What a validation rule refuses, whoever writes and however, and what it leaves alone."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

DEALS = "/objects/deal/records"


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's rules."""
    return f"v{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
def rule(company):
    async def rule(name="rule", object="deal", active=True, position=0, **body):
        body = {"message": {"en": "Not so.", "zh-CN": "不可以。"}, **body}
        answer = await company.put(
            f"/definitions/validation_rule/{name}",
            json={
                "object": object, "label": name, "active": active, "position": position, "body": body,
            },
        )  # fmt: skip
        return answer

    return rule


@pytest.fixture
def make(company):
    async def make(**values):
        return await company.post(DEALS, json={"name": "Licences", **values})

    return make


async def made(make, **values):
    answer = await make(**values)
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


def told(answer):
    return [(each["field"], each["code"], each["detail"]) for each in answer.json()["errors"]]


class TestRefuses:
    async def test_with_the_message_at_the_field(self, make, rule):
        await rule(error_when="amount > 1000 && next_step == null", field="next_step")

        answer = await make(amount="1000.01")

        assert answer.status_code == 422
        assert told(answer) == [("next_step", "validation_rule", "Not so.")]
        assert (await make(amount="1000.00")).status_code == 201

    async def test_in_the_callers_language(self, company, rule):
        await rule(error_when='name == "x"')
        answer = await company.post(DEALS, json={"name": "x"}, headers={"Accept-Language": "zh-CN"})
        assert told(answer) == [(None, "validation_rule", "不可以。")]

    async def test_all_rules_at_once_in_their_order(self, make, rule):
        await rule("second", error_when="amount > 1", position=2, message={"en": "Second."})
        await rule("first", error_when="amount > 1", position=1, message={"en": "First."})
        assert [each[2] for each in told(await make(amount="5"))] == ["First.", "Second."]

    async def test_by_what_was_before(self, company, make, rule):
        deal = await made(make, amount="100")
        await rule(error_when="old.amount != null && amount < old.amount", field="amount", on="update")

        assert (await company.patch(f"{DEALS}/{deal}", json={"amount": "99"})).status_code == 422
        assert (await company.patch(f"{DEALS}/{deal}", json={"amount": "101"})).status_code == 200

    async def test_by_the_record_looked_up_even_where_it_is_new(self, company, make, rule):
        answer = await company.post(
            "/objects/account/records", json=[{"name": "A", "website": "https://bad.example"}, {"name": "B"}]
        )
        bad, good = answer.json()["ids"]
        await rule(error_when='account.website == "https://bad.example"', field="account")

        assert told(await make(account=bad))[0][0] == "account"
        assert (await make(account=good)).status_code == 201
        # Of one that is not there nothing is said beyond that.
        answer = await make(account="01900000-0000-7000-8000-000000000000")
        assert [each[1] for each in told(answer)] == ["lookup_not_found"]

    async def test_derived_values_count(self, make, rule):
        await rule(error_when='status == "won" && amount == null', field="amount")
        assert told(await make(stage="won"))[0][:2] == ("amount", "validation_rule")

    async def test_rows_of_a_batch(self, company, rule):
        await rule(error_when="amount > 10")
        answer = await company.post(DEALS, json=[{"name": "a", "amount": "5"}, {"name": "b", "amount": "50"}])
        assert [(each["row"], each["code"]) for each in answer.json()["errors"]] == [(1, "validation_rule")]

    async def test_one_by_one_in_a_mass_change(self, company, make, rule):
        small, large = await made(make, amount="5"), await made(make, amount="50")
        await rule(error_when="amount > 10")
        answer = await company.post(
            "/objects/deal/mass-updates", json={"ids": [small, large], "values": {"next_step": "Call"}}
        )
        assert answer.json()["updated"] == 1
        assert [each["errors"][0]["detail"] for each in answer.json()["refused"]] == ["Not so."]


class TestLeavesAlone:
    @pytest.mark.parametrize(("on", "create", "update"), [("create", 422, 200), ("update", 201, 422)])
    async def test_other_occasions(self, company, make, rule, on, create, update):
        deal = await made(make, amount="5")
        await rule(error_when="amount > 1", on=on)
        assert (await make(amount="5")).status_code == create
        assert (await company.patch(f"{DEALS}/{deal}", json={"next_step": "Call"})).status_code == update

    async def test_where_the_fields_that_it_asks_about_stay(self, company, make, rule):
        deal = await made(make, amount="50")
        await rule(error_when="amount > 10", when_changed=["amount"])
        assert (await company.patch(f"{DEALS}/{deal}", json={"next_step": "Call"})).status_code == 200
        assert (await company.patch(f"{DEALS}/{deal}", json={"amount": "60"})).status_code == 422

    async def test_what_is_switched_off_or_of_another_object(self, make, rule):
        await rule("off", error_when="amount > 1", active=False)
        await rule("other", object="account", error_when="true")
        assert (await make(amount="5")).status_code == 201

    async def test_undoing(self, company, make, rule):
        deal = await made(make, amount="50")
        change = await company.patch(f"{DEALS}/{deal}", json={"amount": "5"})
        await rule(error_when="amount > 10")
        undone = await company.post(f"/change-sets/{change.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1

    async def test_another_company(self, client_of, rule):
        await rule(error_when="true")
        other = await client_of("othervalidation")
        assert (await other.post(DEALS, json={"name": "x"})).status_code == 201


class TestDeclaring:
    @pytest.mark.parametrize(
        ("body", "code", "field"),
        [
            ({"error_when": "amont > 1"}, "expression_unknown_field", "body.error_when"),
            ({"error_when": "amount >"}, "expression_syntax", "body.error_when"),
            ({"error_when": "old.account.name == null"}, "expression_unknown_field", "body.error_when"),
            ({"error_when": "true", "field": "nope"}, "field_unknown", "body.field"),
            ({"error_when": "true", "when_changed": ["nope"]}, "field_unknown", "body.when_changed"),
            ({"error_when": "true", "message": {"en": " "}}, "required", "body.message"),
            ({"error_when": ""}, "definition_invalid", "body.error_when"),
        ],
    )
    async def test_unusable(self, rule, body, code, field):
        answer = await rule(**body)
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field)

    async def test_fields_that_it_reads_stay(self, company, rule):
        field = (
            await company.post("/objects/deal/fields", json={"type": "number", "label": "Margin"})
        ).json()["name"]
        await rule(error_when=f"{field} < 0", message={"en": "No losses."})

        answer = await company.delete(f"/objects/deal/fields/{field}")
        assert (answer.status_code, answer.json()["code"]) == (409, "field_in_definitions")
        uses = (await company.get(f"/objects/deal/fields/{field}/uses")).json()["definitions"]
        assert [(each["kind"], each["name"], each["holds"]) for each in uses] == [
            ("validation_rule", "rule", True)
        ]

    async def test_one_that_cannot_be_evaluated_says_so_and_refuses_nothing(self, company, make, rule):
        added = await company.post("/objects/deal/fields", json={"type": "number", "label": "Margin"})
        name = added.json()["name"]
        await rule(error_when=f"{name} == null")
        assert (await make()).status_code == 422

        # Undoing the addition takes the field away from under the rule.
        undone = await company.post(f"/change-sets/{added.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1
        assert (await make()).status_code == 201
        read = (await company.get("/definitions/validation_rule/rule")).json()
        assert (read["problem"]["code"], read["problem"]["field"]) == (
            "expression_unknown_field", "body.error_when",
        )  # fmt: skip


class TestTrying:
    URL = "/objects/deal/condition-trials"

    async def test_on_a_record_with_changes(self, company, make):
        deal = await made(make, amount="100")
        body = {
            "condition": "amount < old.amount && account.name == null",
            "record_id": deal, "changes": {"amount": "99.50"},
        }  # fmt: skip
        assert (await company.post(self.URL, json=body)).json() == {
            "holds": True,
            "values": [
                {"name": "account", "value": None},
                {"name": "amount", "value": "99.50"},
                {"name": "old.amount", "value": "100.00"},
            ],
        }
        assert (await company.get(f"{DEALS}/{deal}")).json()["amount"] == "100.00"

    async def test_on_a_new_record_and_what_rules_would_refuse(self, company, rule):
        await rule(error_when="amount > 1")
        answer = await company.post(
            self.URL, json={"condition": "amount > 1", "changes": {"name": "x", "amount": 2}}
        )
        assert answer.json()["holds"] is True

    async def test_who_may(self, client_of, company, company_name):
        member = await client_of(company_name, role="member")
        assert (await member.post(self.URL, json={"condition": "true"})).status_code == 403
        assert (await (await client_of(None)).post(self.URL, json={"condition": "true"})).status_code == 401
        unknown = {"condition": "true", "record_id": "01900000-0000-7000-8000-000000000000"}
        assert (await company.post(self.URL, json=unknown)).status_code == 422


class TestFormulas:
    """A rule asks for formula fields as for any other: as they will be, as they were, and of looked-up records."""

    @pytest.fixture
    async def formulas(self, company):
        fields = [
            ("account", {"name": "c_limit", "type": "number", "label": "Limit"}),
            ("account", {"name": "c_double", "type": "formula", "label": "Twice the limit", "formula": "c_limit * 2"}),
            ("deal", {"name": "c_share", "type": "formula", "label": "Share", "formula": "probability / 2"}),
            ("deal", {"name": "c_room", "type": "formula", "label": "Room", "formula": "account.c_double - probability"}),
        ]  # fmt: skip
        for name, field in fields:
            answer = await company.post(f"/objects/{name}/fields", json=field)
            assert answer.status_code == 201, answer.text
        account = await company.post("/objects/account/records", json={"name": "Acme", "c_limit": 20})
        return account.json()["ids"][0]

    @pytest.mark.parametrize(
        ("error_when", "refused", "passes"),
        [
            ("c_share > 25", 60, 40),
            ("c_room < 0", 60, 40),
            ("account.c_double < probability", 60, 40),
            ("c_share > account.c_double - 10", 70, 50),
            ("c_share + c_room < 10", 70, 50),
        ],
    )
    async def test_as_they_will_be(self, company, formulas, rule, make, error_when, refused, passes):
        answer = await rule(error_when=error_when)
        assert answer.status_code == 200, answer.text
        assert (await make(account=formulas, probability=refused)).status_code == 422
        deal = await made(make, account=formulas, probability=passes)
        change = await company.patch(f"{DEALS}/{deal}", json={"probability": refused})
        assert change.status_code == 422
        many = [
            {"name": str(at), "account": formulas, "probability": at} for at in (refused, passes, refused)
        ]
        answer = await company.post(DEALS, json=many)
        assert [each["row"] for each in answer.json()["errors"]] == [0, 2]

    async def test_as_they_were(self, company, formulas, rule, make):
        answer = await rule(error_when="c_share < old.c_share")
        assert answer.status_code == 200, answer.text
        deal = await made(make, probability=40)
        assert (await company.patch(f"{DEALS}/{deal}", json={"probability": 30})).status_code == 422
        assert (await company.patch(f"{DEALS}/{deal}", json={"probability": 50})).status_code == 200
