"""POST /leads/{id}/conversion."""

from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def make(acme):
    async def make(object_name, client=acme, **values):
        answer = await client.post(f"/objects/{object_name}/records", json=values)
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


@pytest.fixture
async def lead(make):
    return await make(
        "lead", name="Peter Gibbons", company="Initech", email="peter@initech.example", title="Engineer"
    )


async def read(client, object_name, record_id):
    return (await client.get(f"/objects/{object_name}/records/{record_id}")).json()


WHOLE = {"account": {"name": "Initech"}, "contact": {}, "deal": {"name": "Licences", "amount": "1200.50"}}


async def test_anonymous(client_of, lead):
    answer = await (await client_of(None)).post(f"/leads/{lead}/conversion", json=WHOLE)

    assert answer.status_code == 401


async def test_other_company_sees_nothing(client_of, lead, acme):
    answer = await (await client_of("globex")).post(f"/leads/{lead}/conversion", json=WHOLE)

    assert answer.status_code == 404
    assert (await read(acme, "lead", lead))["status"] == "new"


async def test_viewer(client_of, lead):
    answer = await (await client_of("acme", role="viewer")).post(f"/leads/{lead}/conversion", json=WHOLE)

    assert answer.status_code == 403


async def test_everything_new(acme, lead):
    answer = await acme.post(f"/leads/{lead}/conversion", json=WHOLE)

    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["X-Change-Set"] == made["change_set_id"]
    contact, deal = await read(acme, "contact", made["contact"]), await read(acme, "deal", made["deal"])
    assert (contact["name"], contact["email"], contact["title"]) == (
        "Peter Gibbons", "peter@initech.example", "Engineer",
    )  # fmt: skip
    assert contact["account"] == deal["account"] == {"id": made["account"], "name": "Initech"}
    assert (deal["contact"]["id"], deal["amount"], deal["stage"]) == (
        made["contact"],
        "1200.50",
        "prospecting",
    )
    converted = await read(acme, "lead", lead)
    assert (converted["status"], converted["converted_deal"]["id"]) == ("converted", made["deal"])
    assert converted["converted_at"]


async def test_existing_account_and_nothing_else(acme, lead, make):
    account = await make("account", name="Initech Inc.")

    made = (await acme.post(f"/leads/{lead}/conversion", json={"account": {"id": account}})).json()

    assert (made["account"], made["contact"], made["deal"]) == (account, None, None)
    assert (await read(acme, "lead", lead))["converted_account"]["id"] == account


async def test_open_activities_go_along(acme, lead, make):
    to_do = await make("activity", name="Call back", lead=lead)
    done = await make("activity", name="Called", lead=lead, done=True)

    made = (await acme.post(f"/leads/{lead}/conversion", json=WHOLE)).json()

    moved = await read(acme, "activity", to_do)
    assert {name: moved[name]["id"] for name in ("lead", "account", "contact", "deal")} == {
        "lead": lead, "account": made["account"], "contact": made["contact"], "deal": made["deal"],
    }  # fmt: skip
    assert (await read(acme, "activity", done))["deal"] is None


async def test_taken_back_as_one(acme, lead):
    made = (await acme.post(f"/leads/{lead}/conversion", json=WHOLE)).json()

    undone = await acme.post(f"/change-sets/{made['change_set_id']}/undo")

    assert (undone.json()["reverted"], undone.json()["kept"]) == (4, [])
    assert (await read(acme, "lead", lead))["status"] == "new"
    assert (await acme.get(f"/objects/deal/records/{made['deal']}")).status_code == 404


async def test_twice(acme, lead):
    await acme.post(f"/leads/{lead}/conversion", json=WHOLE)

    answer = await acme.post(f"/leads/{lead}/conversion", json=WHOLE)

    assert (answer.status_code, answer.json()["code"]) == (409, "lead_already_converted")


async def test_errors_are_named_by_part(acme, lead):
    body = {
        "account": {"name": "I", "employees": "x"},
        "contact": {"email": "?"},
        "deal": {"name": "D", "stage": "won"},
    }

    answer = await acme.post(f"/leads/{lead}/conversion", json=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "lead_not_converted")
    assert [each["field"] for each in answer.json()["errors"]] == ["account.employees"]
    assert (await read(acme, "lead", lead))["converted_at"] is None


async def test_account_of_another_company(acme, lead, make, client_of):
    foreign = await make("account", client=await client_of("globex"), name="Initech")

    answer = await acme.post(f"/leads/{lead}/conversion", json={"account": {"id": foreign}})

    assert (answer.status_code, answer.json()["code"]) == (422, "lookup_not_found")


async def test_unknown(acme):
    assert (await acme.post(f"/leads/{uuid4()}/conversion", json=WHOLE)).status_code == 404


@pytest.mark.parametrize("body", [{}, {"account": None}, {"account": {"name": "A"}, "colour": "red"}])
async def test_unusable(acme, lead, body):
    assert (await acme.post(f"/leads/{lead}/conversion", json=body)).status_code == 400
