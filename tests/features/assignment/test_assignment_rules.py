"""To whom records go by the rules, and why."""

from __future__ import annotations

from collections import Counter
from uuid import NAMESPACE_URL, uuid5

import pytest

LEADS = "/objects/lead/records"


@pytest.fixture
def company_name(request):
    return f"g{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
async def people(client_of, company, company_name):
    """The ids of two who can work, by their roles."""
    found = {}
    for role in ("admin", "member"):
        client = await client_of(company_name, role=role)
        found[role] = (await client.get("/session")).json()["user"]["id"]
    return found


@pytest.fixture
async def team(company, people):
    made = await company.post("/teams", json={"name": "Inbound", "kind": "team"})
    assert made.status_code == 201, made.text
    body = {"add": list(people.values()), "remove": []}
    answer = await company.post(f"/teams/{made.json()['id']}/members", json=body)
    assert answer.status_code < 300, answer.text
    return "Inbound"


@pytest.fixture
def rule(company):
    async def rule(*entries, name="rule", on="create"):
        answer = await company.put(
            f"/definitions/assignment_rule/{name}",
            json={"object": "lead", "label": name, "body": {"entries": list(entries), "on": on}},
        )
        assert answer.status_code == 200, answer.text
        return answer

    return rule


@pytest.fixture
def make(company):
    async def make(count=1, **values):
        records = [{"name": f"Lead {number}", **values} for number in range(count)]
        answer = await company.post(LEADS, json=records)
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return make


@pytest.fixture
def owners(company):
    async def owners(ids):
        return [(await company.get(f"{LEADS}/{each}")).json()["owner"]["id"] for each in ids]

    return owners


def member_of(company_name):
    return {"kind": "user", "name": f"member@{company_name}.example"}


async def test_the_first_entry_that_holds(rule, make, owners, people, company, company_name):
    await rule(
        {"when": 'company == "Acme"', "to": member_of(company_name)},
        {"to": {"kind": "user", "name": f"ADMIN@{company_name}.example"}},
    )
    acme = await make(company="Acme")
    other = await make(company="Other")
    assert await owners([*acme, *other]) == [people["member"], people["admin"]]
    told = (await company.get(f"{LEADS}/{acme[0]}/assignments")).json()["data"]
    assert [(each["rule_label"], each["entry"], each["kind"], each["owner_id"]) for each in told] == [
        ("rule", 1, "user", people["member"])
    ]


async def test_members_take_turns_by_weight_within_and_across_batches(
    rule, make, owners, people, team, company_name
):
    weights = {f"member@{company_name}.example": 2}
    await rule({"to": {"kind": "team", "name": team, "weights": weights}})
    ids = [*await make(4), *await make(1), *await make(4)]
    assert Counter(await owners(ids)) == {people["member"]: 6, people["admin"]: 3}


async def test_who_is_full_is_passed_over(rule, make, owners, people, team, company_name):
    await rule(
        {"to": {"kind": "team", "name": team, "capacity": 2}},
        {"when": 'name == "Lead 4"', "to": member_of(company_name)},
    )
    ids = await make(5)
    found = await owners(ids)
    assert Counter(found[:4]) == {people["member"]: 2, people["admin"]: 2}
    assert found[4] == people["member"]


async def test_by_hand_stays(rule, make, owners, people, company_name):
    await rule({"to": {"kind": "user", "name": f"admin@{company_name}.example"}})
    assert await owners(await make(owner=people["member"])) == [people["member"]]


async def test_when_a_condition_begins_to_hold(rule, make, owners, people, company, company_name):
    await rule({"when": 'company == "Acme"', "to": member_of(company_name)}, on="change")
    (lead,) = await make()
    assert await owners([lead]) == [people["admin"]]
    await company.patch(f"{LEADS}/{lead}", json={"company": "Acme"})
    assert await owners([lead]) == [people["member"]]
    await company.patch(f"{LEADS}/{lead}", json={"owner": people["admin"]})
    await company.patch(f"{LEADS}/{lead}", json={"title": "CEO"})
    assert await owners([lead]) == [people["admin"]]


async def test_queues(rule, make, owners, company):
    made = await company.post("/teams", json={"name": "Pool", "kind": "queue"})
    await rule({"to": {"kind": "queue", "name": "Pool"}})
    (owner,) = await owners(await make())
    assert owner == made.json()["user_id"]


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        ({"to": {"kind": "team", "name": "Nobody"}}, "assignee_unknown", "body.entries[0].to"),
        ({"to": {"kind": "user", "name": "no@body.example"}}, "assignee_unknown", "body.entries[0].to"),
        ({"when": "nope == 1", "to": {"kind": "team", "name": "x"}}, "expression_unknown_field", "body.entries[0].when"),
    ],
)  # fmt: skip
async def test_unusable(company, entry, code, field):
    answer = await company.put(
        "/definitions/assignment_rule/rule",
        json={"object": "lead", "label": "x", "body": {"entries": [entry]}},
    )
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, code, field)


async def test_a_team_that_is_gone_is_told_of_and_passed_over(rule, make, owners, people, company):
    made = await company.post("/teams", json={"name": "Short", "kind": "team"})
    await rule({"to": {"kind": "team", "name": "Short"}})
    assert (await company.delete(f"/teams/{made.json()['id']}")).status_code < 300
    assert await owners(await make()) == [people["admin"]]
    read = (await company.get("/definitions/assignment_rule/rule")).json()
    assert read["problem"]["code"] == "assignee_unknown"


async def test_why_is_told_to_those_who_see_the_record(rule, make, client_of, company_name):
    await rule({"to": {"kind": "user", "name": f"admin@{company_name}.example"}})
    (lead,) = await make()
    other = await client_of("otherassignment")
    assert (await other.get(f"{LEADS}/{lead}/assignments")).status_code == 404
    assert (await (await client_of(None)).get(f"{LEADS}/{lead}/assignments")).status_code == 401
