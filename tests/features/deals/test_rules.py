"""What follows from the stage and the dates of a deal."""

from __future__ import annotations

from datetime import date

import pytest

URL = "/objects/deal/records"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
def make(acme):
    async def make(**values):
        answer = await acme.post(URL, json={"name": "Licences", **values})
        assert answer.status_code == 201, answer.text
        return (await acme.get(f"{URL}/{answer.json()['ids'][0]}")).json()

    return make


@pytest.fixture
def change(acme):
    async def change(deal, **values):
        answer = await acme.patch(f"{URL}/{deal['id']}", json=values)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return change


def place(deal):
    return deal["pipeline"], deal["stage"], deal["status"], deal["probability"]


async def test_begins_at_the_first_open_stage(make):
    deal = await make()

    assert place(deal) == ("sales", "prospecting", "open", 10)
    assert (deal["currency"], deal["close_date"], deal["cycle_days"]) == ("USD", None, None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"stage": "renewal_offered"}, ("renewal", "renewal_offered", "open", 80)),
        ({"pipeline": "renewal"}, ("renewal", "renewal_upcoming", "open", 50)),
        ({"stage": "proposal", "probability": 33}, ("sales", "proposal", "open", 33)),
        ({"stage": None, "pipeline": ""}, ("sales", "prospecting", "open", 10)),
    ],
)
async def test_stage_brings_the_rest_along(make, given, expected):
    assert place(await make(**given)) == expected


async def test_probability_follows_only_the_stage(make, change):
    deal = await make(probability=33)

    assert (await change(deal, name="Other"))["probability"] == 33
    assert (await change(deal, stage="proposal"))["probability"] == 60
    assert (await change(deal, probability=70))["probability"] == 70


async def test_moving_to_another_pipeline(make, change):
    deal = await make(stage="proposal")

    assert place(await change(deal, pipeline="renewal")) == ("renewal", "renewal_upcoming", "open", 50)
    assert place(await change(deal, stage="engaging")) == ("sales", "engaging", "open", 40)
    assert place(await change(deal, pipeline="sales")) == ("sales", "engaging", "open", 40)


async def test_emptied_stage_begins_anew(make, change):
    assert place(await change(await make(stage="proposal"), stage=None))[1:3] == ("prospecting", "open")


async def test_winning(make, change):
    deal = await change(await make(engage_date="2017-01-01"), stage="won")

    assert (deal["status"], deal["probability"], deal["close_date"]) == ("won", 100, date.today().isoformat())
    assert deal["cycle_days"] == (date.today() - date(2017, 1, 1)).days
    assert (await change(deal, close_date="2017-03-02"))["cycle_days"] == 60


async def test_given_close_date_stays(make):
    deal = await make(stage="won", engage_date="2016-10-20", close_date="2017-03-01")

    assert (deal["close_date"], deal["cycle_days"]) == ("2017-03-01", 132)


async def test_reopening(make, change):
    lost = await make(stage="lost", lost_reason="Price", engage_date="2017-01-01", close_date="2017-01-11")
    assert lost["cycle_days"] == 10

    deal = await change(lost, stage="negotiation")

    assert (deal["status"], deal["lost_reason"], deal["cycle_days"]) == ("open", None, None)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"stage": "proposal", "pipeline": "renewal"}, "stage", "stage_of_other_pipeline"),
        ({"stage": "nowhere"}, "stage", "option_unknown"),
        ({"pipeline": "nowhere"}, "pipeline", "option_unknown"),
        ({"status": "won"}, "status", "field_read_only"),
        ({"cycle_days": 3}, "cycle_days", "field_read_only"),
        ({"currency": "EUR"}, "currency", "field_read_only"),
        ({"amount": -1}, "amount", "number_too_small"),
    ],
)
async def test_refused(acme, values, field, code):
    answer = await acme.post(URL, json={"name": "D", **values})

    assert answer.status_code == 422, answer.text
    assert (field, code) in {(each["field"], each["code"]) for each in answer.json()["errors"]}


async def test_undo_takes_back_what_was_derived(acme, make):
    deal = await make(stage="proposal")
    won = await acme.patch(f"{URL}/{deal['id']}", json={"stage": "won"})

    await acme.post(f"/change-sets/{won.headers['X-Change-Set']}/undo")

    after = (await acme.get(f"{URL}/{deal['id']}")).json()
    assert place(after) == place(deal)
    assert after["close_date"] is None
